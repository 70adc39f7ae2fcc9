"""Events as files for calendars."""
