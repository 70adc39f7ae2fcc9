/**
 * Words that a reader has selected in the text: as they are quoted, and as a browser finds them again.
 *
 * Between two passages there may be what isn't the text's: numbers of notes, marks, links to headings,
 * whose words a passage is, or another language beside. A browser finds words in one block of text, and
 * whole ones.
 */

import { all } from "./dom.js";
import { plain } from "./passage-words.js";

const PASSAGES = "[id^='p-']";
const WITH_AN_ID = "article .ip-prose :is([id^='p-'], figure, aside, [role=group], h2, h3)[id]";
const NOTE = ".footnote-ref";
const APART = "[data-pagefind-ignore], .ip-pair__cell[lang], .ip-mark, .headerlink, button";
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, caption, figcaption, blockquote, pre, div";

/** @typedef {{ node: Text, around: Element, block: Element | null }} Piece */

/**
 * @param {Range} range
 * @returns {Piece[]} The text's own nodes in a range.
 */
function pieces(range) {
  const within = range.commonAncestorContainer;
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  /** @type {Piece[]} */
  const found = [];
  for (let node = within instanceof Text ? within : walker.nextNode(); node; node = walker.nextNode()) {
    const around = node.parentElement;
    if (!(node instanceof Text) || !around || !range.intersectsNode(node)) continue;
    if (around.closest(APART) || !around.checkVisibility()) continue;
    found.push({ node, around, block: around.closest(BLOCKS) });
  }
  return found;
}

/**
 * @param {Text} node
 * @param {number} offset
 * @returns {[number, number]} Where the word begins and ends that an offset is in the midst of.
 */
function wordAt({ data, parentElement }, offset) {
  const language = parentElement?.closest("[lang]")?.getAttribute("lang") || undefined;
  const words = new Intl.Segmenter(language, { granularity: "word" }).segment(data);
  const word = words.containing(offset);
  return word?.isWordLike ? [word.index, word.index + word.segment.length] : [offset, offset];
}

/**
 * @param {Node} node Where a selection begins.
 * @returns {string} The id of the passage that it is in, or else of the last before it.
 */
function passageAt(node) {
  const around = node instanceof Element ? node : node.parentElement;
  const before = all(WITH_AN_ID, Element).filter(
    (each) => each.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  return (around?.closest(WITH_AN_ID) ?? before.at(-1))?.id ?? "";
}

/**
 * @param {Range} range What is selected, in the text.
 * @returns {{ id: string, ids: string[], words: string, lines: string[] }} The passage in which it
 *   begins, and all that it has words of; the words to quote; the same in whole words, a line a block.
 */
export function selectedWords(range) {
  let words = "";
  /** @type {string[]} */
  const lines = [];
  /** @type {Set<string>} */
  const ids = new Set();
  /** @type {Element | null | undefined} */
  let last;
  const found = pieces(range);
  for (const { node, around, block } of found) {
    const start = node === range.startContainer ? range.startOffset : 0;
    const end = node === range.endContainer ? range.endOffset : node.length;
    const chosen = node.data.slice(start, end);
    if (block !== last) {
      words += " ";
      lines.push("");
      last = block;
    }
    if (!around.closest(NOTE)) words += chosen;
    const from = start > 0 ? wordAt(node, start)[0] : start;
    const to = end < node.length ? wordAt(node, end)[1] : end;
    lines[lines.length - 1] += node.data.slice(from, to);
    const passage = chosen.trim() && around.closest(PASSAGES);
    if (passage) ids.add(passage.id);
  }
  const id = passageAt(found[0]?.node ?? range.startContainer);
  return { id, ids: [id, ...ids], words: plain(words), lines: lines.map(plain).filter(Boolean) };
}
