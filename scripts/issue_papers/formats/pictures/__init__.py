"""Pictures: read from whatever editors have, and written as each format can hold them."""
