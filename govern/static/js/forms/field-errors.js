/** Error messages beside fields. */

import { freshId, make } from "../browser/dom.js";
import { all } from "../browser/elements.js";

/** @param {HTMLFormElement} form */
export function clearErrors(form) {
  for (const input of all("[aria-invalid]", HTMLElement, form)) {
    input.removeAttribute("aria-invalid");
    noteOf(input).textContent = "";
  }
}

/** Show each error beside its field, and focus the first.
 * @param {Map<HTMLElement, string>} errors */
export function showErrors(errors) {
  for (const [input, message] of errors) {
    noteOf(input).textContent = message;
    input.setAttribute("aria-invalid", "true");
  }
  const [first] = errors.keys();
  const isHidden = first instanceof HTMLInputElement && first.type === "hidden";
  const control = /** @type {HTMLElement | undefined} */ (isHidden ? first.closest("fieldset, [tabindex]") : first);
  control?.focus();
}

/** The element for a field's error: the page's own, or a new one.
 * @param {HTMLElement} input @returns {Element} */
function noteOf(input) {
  const field = input.closest("[data-field], .field");
  return field?.querySelector(".field-error") ?? noteBeside(input, field);
}

/** @param {HTMLElement} input @param {Element | null} field */
function noteBeside(input, field) {
  const made = document.getElementById(input.dataset.errorNote ?? "");
  if (made !== null) return made;
  const note = make("p", { class: "field-error", id: freshId("field-error") });
  if (field !== null) field.append(note);
  else (input.closest("label") ?? input).after(note);
  input.dataset.errorNote = note.id;
  input.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby") ?? ""} ${note.id}`.trim());
  return note;
}

/** The field named by a refusal, such as "amount" or "effects.0.cap"; null if the form lacks it.
 * @param {HTMLFormElement} form @param {string | undefined} name @returns {HTMLElement | null} */
export function fieldNamed(form, name) {
  const found = name === undefined ? null : form.elements.namedItem(name);
  return found instanceof RadioNodeList
    ? /** @type {HTMLElement} */ (found[0])
    : /** @type {HTMLElement | null} */ (found);
}
