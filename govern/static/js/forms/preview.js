/** A preview of Markdown, made safe by the server, beside the box it is typed in.
 *
 * <textarea data-preview="/proposals/preview" data-preview-pane="ID">, <div id="ID" aria-live="polite"></div> and,
 * if wanted, <button type="button" data-preview-for="ID of the textarea">.
 */

import { all, byId } from "../browser/elements.js";
import { Refusal, Unreachable, csrfHeader, post } from "../browser/http.js";
import { language } from "../language/language.js";
import { _ } from "../language/messages.js";
import { encode } from "../record/strict-json.js";

const PAUSE = 400;

/** @param {HTMLTextAreaElement} box */
function bind(box) {
  let waiting = 0;
  let latest = 0;
  const refresh = async () => {
    latest += 1;
    const asked = latest;
    const shown = await fetchPreview(box);
    // Ignore an answer that arrives after a later request.
    if (asked === latest) byId(box.dataset.previewPane).replaceChildren(...shown);
  };
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, PAUSE);
  });
  document.querySelector(`[data-preview-for="${CSS.escape(box.id)}"]`)?.addEventListener("click", refresh);
  if (box.value.trim() !== "") refresh();
}

/** @param {HTMLTextAreaElement} box @returns {Promise<(Node | string)[]>} */
async function fetchPreview(box) {
  try {
    const answer = await post(
      `${box.dataset.preview}?lang=${language()}`,
      encode({ text: box.value.normalize("NFC") }),
      csrfHeader(),
    );
    return nodesOf(await answer.text());
  } catch (error) {
    if (error instanceof Refusal || error instanceof Unreachable) return [_("The preview cannot be made just now.")];
    throw error;
  }
}

/** The nodes of HTML parsed in a separate document, which runs no script; CSP also forbids inline scripts.
 * @param {string} html @returns {Node[]} */
function nodesOf(html) {
  return [...document.adoptNode(new DOMParser().parseFromString(html, "text/html").body).childNodes];
}

all("textarea[data-preview]", HTMLTextAreaElement).forEach(bind);
