/** What answers can be narrowed down by: their kind, topic and place. */

import { button, choices, element } from "./search-drawing.js";
import { Unreachable } from "./search-engine.js";

/** @import { Engine } from "./search-engine.js" */
/** @import { Values } from "./search-lexicon.js" */
/** @import { Answer } from "./search-ranking.js" */
/** @import { Strings } from "./search-strings.js" */

/** @typedef {Set<string>} Ids The documents that have a value. */

/**
 * @param {object} given
 * @param {Answer[]} given.answers All answers to a query.
 * @param {Engine} given.engine
 * @param {string} given.tag The language.
 * @param {Strings} given.strings
 * @param {{topic: string, place: string}} given.labels What they are called.
 * @param {(answers: Answer[]) => void} given.change Is told which answers are left.
 * @returns {HTMLElement} The choices, closed at first; what isn't about all answers is worked out then.
 */
export function filters({ answers, engine, tag, strings, labels, change }) {
  /** @type {{kind: string, topic: Ids | null, place: Ids | null}} */
  const chosen = { kind: "", topic: null, place: null };
  const body = element("div", "ip-search__filter-body");
  const details = element("details", "ip-search__filters", [
    element("summary", "", strings.text("narrow")),
    body,
  ]);
  const update = () =>
    change(
      answers.filter(
        ({ kind, hits }) =>
          (!chosen.kind || kind === chosen.kind) &&
          [chosen.topic, chosen.place].every((ids) => !ids || hits.some(({ id }) => ids.has(id))),
      ),
    );

  const fill = async () => {
    body.append(
      kinds(answers, strings, (kind) => {
        chosen.kind = kind;
        update();
      }),
    );
    const { topics, places } = await engine.facets(tag);
    const fields = /** @type {const} */ ([
      ["topic", topics],
      ["place", places],
    ]);
    for (const [name, values] of fields) {
      const choose = (/** @type {Ids | null} */ ids) => {
        chosen[name] = ids;
        update();
      };
      const field = await select(name, values, {
        answers,
        engine,
        tag,
        strings,
        label: labels[name],
        choose,
      });
      if (field) body.append(field);
    }
  };
  details.addEventListener("toggle", async () => {
    if (!details.open || body.childElementCount) return;
    try {
      await fill();
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      const said = element("p", "", strings.text(navigator.onLine ? "failed" : "offline"));
      said.setAttribute("role", "alert");
      body.append(said);
      // Opened again, it is asked for again.
      details.addEventListener("toggle", () => body.replaceChildren(), { once: true });
    }
  });
  return details;
}

/**
 * @param {Answer[]} answers
 * @param {Strings} strings
 * @param {(kind: string) => void} choose
 */
function kinds(answers, strings, choose) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { kind } of answers) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const all = ["", ...counts.keys()].map((kind) => {
    const count = counts.get(kind) ?? answers.length;
    const label = kind ? strings.kind(kind) : strings.text("any");
    return { kind, node: button(`${label} ${strings.number(count)}`, { "aria-pressed": String(!kind) }) };
  });
  for (const { kind, node } of all) {
    node.addEventListener("click", () => {
      for (const other of all) other.node.setAttribute("aria-pressed", String(other.kind === kind));
      choose(kind);
    });
  }
  const group = choices(
    "",
    all.map(({ node }) => node),
  );
  group.firstElementChild?.remove();
  return group;
}

/**
 * A list of values that some answer has; nothing if no answer has any.
 * @param {string} name
 * @param {Values} values
 * @param {object} given
 * @param {Answer[]} given.answers
 * @param {Engine} given.engine
 * @param {string} given.tag
 * @param {Strings} given.strings
 * @param {string} given.label
 * @param {(ids: Ids | null) => void} given.choose Is told what is chosen.
 */
async function select(name, values, { answers, engine, tag, strings, label, choose }) {
  const ids = new Set(answers.flatMap(({ hits }) => hits.map(({ id }) => id)));
  /** @type {{marked: Ids, text: string}[]} */
  const options = [];
  for (const [marker, text] of values) {
    const marked = await engine.marked(tag, marker);
    if ([...marked].some((id) => ids.has(id))) options.push({ marked, text });
  }
  if (!options.length) return null;
  const list = element(
    "select",
    "ip-search__select",
    [element("option", "", strings.text("any")), ...options.map(({ text }) => element("option", "", text))],
    { id: `search-${name}` },
  );
  const field = element("p", "ip-search__field", [element("label", "", label, { for: list.id }), list]);
  list.addEventListener("change", () => {
    choose(list.selectedIndex ? options[list.selectedIndex - 1].marked : null);
  });
  return field;
}
