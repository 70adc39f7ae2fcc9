/** What is shown of a document: the passage that answers best, and its address. Pure functions. */

/** Stands between pieces of a word that is written without a space: the index puts it there. */
const JOINT = "\u2060 ";
/** How many words are shown, and how many of them come before the first that was found. */
const SHOWN = 34;
const BEFORE = 7;
/** A word: the marks before it, its letters, and the marks behind. */
const WITH_MARKS = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}\p{M}]*)$/su;
/** Characters of scripts without spaces are words. */
const SINGLE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]\u2060$/u;

/**
 * @typedef {object} Fragment A document, as the index has it.
 * @property {string} url
 * @property {string} content
 * @property {Meta} meta
 * @property {{location: number, id?: string, text?: string, words?: number}[]} anchors Places that have
 *   an address: how many words stand before each and, of a heading, its text and how many are its own.
 *
 * @typedef {object} Meta
 * @property {string} title
 * @property {string} kind
 * @property {string} id Empty for a page as a whole.
 * @property {string} page The title of the page that a part is of.
 * @property {string} parent
 * @property {string[]} people
 *
 * @typedef {{text: string, isMarked: boolean}} Piece
 *
 * @typedef {object} Passage
 * @property {string} url Its address: that of the nearest id at or before what was found.
 * @property {string} title The heading that it stands below.
 * @property {Piece[]} pieces Its words.
 */

/**
 * @param {Fragment} fragment
 * @param {{location: number, word: number}[]} found Where words of the query are in it.
 * @returns {Passage}
 */
export function passage(fragment, found) {
  const words = fragment.content.split(" ");
  const anchors = fragment.anchors;
  const size =
    words.slice(0, SHOWN).filter((word) => SINGLE.test(word)).length > SHOWN / 2 ? 3 * SHOWN : SHOWN;
  const shown = found
    .filter(({ location }) => location < words.length)
    .sort((a, b) => a.location - b.location);
  const at = densest(shown, size);
  const before = anchors.filter(({ location }) => location <= at);
  const id = before.findLast((each) => each.id)?.id ?? fragment.meta.id;
  const heading = before.findLast(({ text }) => text);
  // A heading is shown as the title: its words aren't shown again.
  const start = Math.max(...before.map(({ location, words: own = 0 }) => location + own), 0, at - BEFORE);
  const until =
    anchors.find(({ location, text }) => location > Math.max(at, start) && text)?.location ?? words.length;
  const end = Math.min(words.length, until, start + size);
  const marked = new Set(shown.map(({ location }) => location));
  return {
    url: id ? `${fragment.url}#${id}` : fragment.url,
    title: heading?.text || fragment.meta.title,
    pieces: [
      ...(start > 0 && !before.some(({ location, words: own = 0 }) => location + own === start)
        ? [{ text: "… ", isMarked: false }]
        : []),
      ...pieces(words.slice(start, end), (index) => marked.has(start + index)),
      ...(end < until ? [{ text: " …", isMarked: false }] : []),
    ],
  };
}

/**
 * Where the words begin that have most of the query near each other.
 * @param {{location: number, word: number}[]} found
 * @param {number} size
 */
function densest(found, size) {
  let [best, most] = [found[0]?.location ?? 0, 0];
  for (const [index, { location }] of found.entries()) {
    const near = found.slice(index).filter((other) => other.location < location + size);
    const count = 3 * new Set(near.map(({ word }) => word)).size + Math.min(near.length, 4);
    if (count > most) [best, most] = [location, count];
  }
  return best;
}

/**
 * Words as they are written, in stretches that are marked and others.
 * @param {string[]} words
 * @param {(index: number) => boolean} isMarked
 */
function pieces(words, isMarked) {
  /** @type {Piece[]} */
  const found = [];
  for (const [index, word] of words.entries()) {
    const isGlued = word.endsWith(JOINT[0]);
    const text = isGlued ? word.slice(0, -1) : word;
    const [, open = "", inner = "", close = ""] = WITH_MARKS.exec(text) ?? [];
    const parts = isMarked(index)
      ? [
          { text: open, isMarked: false },
          { text: inner, isMarked: true },
          { text: close, isMarked: false },
        ]
      : [{ text, isMarked: false }];
    if (!isGlued) parts.push({ text: " ", isMarked: false });
    for (const part of parts) {
      if (!part.text) continue;
      const last = found.at(-1);
      if (last?.isMarked === part.isMarked) last.text += part.text;
      else found.push(part);
    }
  }
  const last = found.at(-1);
  if (last) last.text = last.text.replace(/[\s·]+$/u, "");
  return found.filter(({ text }) => text);
}
