/** What pages ask of the worker: app.js, offline.js. */

import { visit } from "./answers.js";
import { addressOf, EDITION, languageOf, pathOf, worker } from "./edition.js";
import { addressesStored, isStored, listOf, OtherEdition, storeAll } from "./files.js";
import { editionOf, lookForEdition, quietly, tidy } from "./life.js";
import { belongings, bytesOf } from "./lists.js";
import { recall, remember } from "./memory.js";

/**
 * @typedef {object} Asked
 * @property {any} data The question: its `type`, and what that needs.
 * @property {Client} page The page that asks.
 * @property {MessagePort} port The way to say more before the answer, and to be told to stop.
 */

/** @type {Record<string, (asked: Asked) => unknown>} */
const ANSWERS = {
  takeOver: () => worker.skipWaiting(),
  edition: async ({ page }) => ({ page: await editionOf(page.id), current: EDITION.version }),
  visit: ({ data }) => visit(own(data.page), data.resources.map(pathOf)),
  status: ({ data }) => status(own(data.paper)),
  keep: ({ data, port }) => keep(own(data.paper), port),
  drop: ({ data }) => drop(own(data.paper)),
  readable: ({ page }) => readable(own(page.url)),
};

/**
 * Answers a page's question by the port that came with it: `{result}`, or `{error}`.
 * @param {ExtendableMessageEvent} event
 */
export function answerQuestion(event) {
  const { data, source } = event;
  const [port] = event.ports;
  if (!port || !source || !("id" in source) || !Object.hasOwn(ANSWERS, data?.type)) return;
  const work = async () => ANSWERS[data.type]({ data, page: source, port });
  event.waitUntil(
    work().then(
      (result) => port.postMessage({ result: result ?? null }),
      (error) => port.postMessage({ error: String(error) }),
    ),
  );
}

/**
 * @param {string} address
 * @returns {string} The path of an address on this site; throws where it is of another.
 */
function own(address) {
  const path = pathOf(address);
  if (path === null) throw new Error(`${address}: not of this site`);
  return path;
}

/**
 * @param {string} paper Its landing page.
 * @returns {Promise<{kept: boolean}>} Whether it is kept, whole.
 */
async function status(paper) {
  const list = await listOf(languageOf(paper));
  const paths = belongings(list, paper);
  const { kept } = await recall();
  return { kept: kept.includes(paper) && (await isStored(paths)) };
}

/**
 * Stores all that belongs to a paper, or nothing; says by the port how far it is, as
 * `{done, total}` in bytes, and stops when anything is said there.
 * @param {string} paper
 * @param {MessagePort} port
 * @returns {Promise<{kept: boolean} | {failed: "edition" | "space" | "connection"}>}
 */
async function keep(paper, port) {
  const stop = new AbortController();
  port.onmessage = () => stop.abort();
  try {
    const list = await listOf(languageOf(paper));
    const paths = belongings(list, paper);
    const total = bytesOf(list, paths);
    let done = 0;
    /** @param {number} bytes */
    const progress = (bytes) => {
      done += bytes;
      port.postMessage({ done, total });
    };
    // First, so that nothing tidies up behind us; a paper that isn't whole doesn't count as kept.
    await remember((memory) => {
      memory.kept = [...new Set([...memory.kept, paper])];
    });
    await storeAll(list, paths, { signal: stop.signal, progress });
    return { kept: true };
  } catch (error) {
    const isFull = error instanceof Error && error.name === "QuotaExceededError";
    await quietly(forget(paper));
    if (stop.signal.aborted || isFull) await quietly(tidy());
    if (stop.signal.aborted) return { kept: false };
    if (error instanceof OtherEdition) {
      lookForEdition();
      return { failed: "edition" };
    }
    return { failed: isFull ? "space" : "connection" };
  }
}

/** @param {string} paper */
function forget(paper) {
  return remember((memory) => {
    memory.kept = memory.kept.filter((other) => other !== paper);
  });
}

/**
 * @param {string} paper
 * @returns {Promise<{kept: false}>}
 */
async function drop(paper) {
  await forget(paper);
  await tidy();
  return { kept: false };
}

/**
 * @param {string} path A page of a language.
 * @returns {Promise<{address: string, title: string, language?: string}[]>} The pages of that language
 *   that can be read without a connection.
 */
async function readable(path) {
  const list = await listOf(languageOf(path));
  const have = await addressesStored();
  return Object.entries(list.pages)
    .filter(([page]) => page !== list.offline && have.has(addressOf(page)))
    .map(([page, { title, language }]) => ({ address: addressOf(page), title, language }));
}
