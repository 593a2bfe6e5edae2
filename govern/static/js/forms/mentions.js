/** Mentions of members: @ and the beginning of a name suggests members; the text gets `@m_…`.
 *
 * <textarea data-mentions="ADDRESS">, which answers `?q=` with {"members": [{"id", "name"}]}. The number and not the
 * name goes into the text, because texts stay readable for ever and names may be private or change.
 */

import { button, freshId, make } from "../browser/dom.js";
import { all } from "../browser/elements.js";
import { Refusal, Unreachable, getStrict } from "../browser/http.js";
import { ngettext } from "../language/messages.js";

const PAUSE = 250;
// A mention must not be part of an e-mail or web address; scripts without spaces need none before it.
const UNSPACED =
  "\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Bopo}\\p{scx=Yiii}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}\\p{scx=Tibt}";
const WORD = "\\p{L}\\p{M}\\p{N}\\u200c\\u200d'’·.-";
const BEGUN = new RegExp(
  `(?:^|[^\\p{L}\\p{M}\\p{N}_.%+/@-]|[${UNSPACED}])@(\\p{L}[${WORD}]*(?: [${WORD}]*)?|\\p{N}[${WORD}]*)$`,
  "u",
);

/** @param {HTMLTextAreaElement} box */
function bind(box) {
  const list = make("ul", { class: "mentions", id: freshId("mentions") });
  const status = make("p", { class: "visually-hidden", role: "status" });
  box.after(list, status);
  let waiting = 0;
  let latest = 0;
  const refresh = async () => {
    latest += 1;
    const asked = latest;
    const found = await look(box);
    // Ignore an answer that arrives after a later request.
    if (asked === latest) show(box, list, status, found);
  };
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, PAUSE);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show(box, list, status, []);
  });
}

/** @param {HTMLTextAreaElement} box @returns {string} */
function begun(box) {
  const found = BEGUN.exec(box.value.slice(0, box.selectionStart));
  return found === null || found[1].startsWith("m_") ? "" : found[1].trim();
}

/** @param {HTMLTextAreaElement} box @returns {Promise<{id: string, name: string}[]>} */
async function look(box) {
  const words = begun(box);
  if (words === "") return [];
  try {
    return (await getStrict(`${box.dataset.mentions}?q=${encodeURIComponent(words)}`)).members;
  } catch (error) {
    // Suggestions are optional: the text can be written and signed without them.
    if (error instanceof Refusal || error instanceof Unreachable) return [];
    throw error;
  }
}

/**
 * @param {HTMLTextAreaElement} box
 * @param {HTMLElement} list
 * @param {HTMLElement} status
 * @param {{id: string, name: string}[]} members
 */
function show(box, list, status, members) {
  list.replaceChildren(
    ...members.map(({ id, name }) =>
      make(
        "li",
        {},
        button(`@${name}`, () => choose(box, list, id)),
      ),
    ),
  );
  status.textContent =
    members.length === 0
      ? ""
      : ngettext(
          "%(num)s member found. Choose the name below the text.",
          "%(num)s members found. Choose a name below the text.",
          members.length,
        );
}

/** @param {HTMLTextAreaElement} box @param {HTMLElement} list @param {string} id */
function choose(box, list, id) {
  const words = begun(box);
  const end = box.selectionStart;
  const start = box.value.lastIndexOf(`@${words}`, end);
  list.replaceChildren();
  box.focus();
  if (words === "" || start < 0) return;
  box.setRangeText(`@${id} `, start, end, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

all("textarea[data-mentions]", HTMLTextAreaElement).forEach(bind);
