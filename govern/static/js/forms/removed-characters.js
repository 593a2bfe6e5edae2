/** Informs the person, before signing, that invisible characters were removed from a name. */

import { make } from "../browser/dom.js";
import { _ } from "../language/messages.js";
import { isOneLine } from "./fields.js";
import { readName } from "./names.js";

/** Watch single-line fields in forms for signing. */
export function bindNames() {
  document.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && isSigned(target)) clean(target);
  });
}

/** @param {HTMLInputElement} input */
function isSigned(input) {
  const types = (input.dataset.type ?? "").split(/\s+/);
  return types.includes("text") && isOneLine(input) && input.form?.dataset.statement !== undefined;
}

/** @param {HTMLInputElement} input */
function clean(input) {
  const { text, removed } = readName(input.value);
  const said = removed && text !== "";
  if (said) input.value = text;
  noteOf(input).textContent = said ? _("Invisible characters that came along were removed.") : "";
}

/** @param {HTMLInputElement} input @returns {Element} */
function noteOf(input) {
  const field = /** @type {Element} */ (input.closest("[data-field], .field") ?? input.parentElement);
  const found = field.querySelector(".removed-signs");
  if (found !== null) return found;
  const note = make("p", { class: "hint removed-signs", role: "status" });
  field.append(note);
  return note;
}
