/** Values in CBOR (RFC 8949), as far as Pagefind's table of documents has them. Pure functions. */

const [NUMBER, TEXT, ARRAY] = [0, 3, 4];

/** @param {number} value From zero to 2³² − 1. */
export function number(value) {
  return head(NUMBER, value);
}

/** @param {string} value */
export function text(value) {
  const bytes = new TextEncoder().encode(value);
  return [...head(TEXT, bytes.length), ...bytes];
}

/** @param {number[][]} values Each in CBOR. */
export function array(values) {
  return [...head(ARRAY, values.length), ...values.flat()];
}

/**
 * @param {number} type
 * @param {number} value
 */
function head(type, value) {
  const major = type << 5;
  if (value < 24) return [major | value];
  const size = [1, 2, 4].findIndex((bytes) => value < 2 ** (8 * bytes));
  const bytes = Array.from(
    { length: 2 ** size },
    (_, order) => (value >>> (8 * (2 ** size - 1 - order))) & 255,
  );
  return [major | (24 + size), ...bytes];
}
