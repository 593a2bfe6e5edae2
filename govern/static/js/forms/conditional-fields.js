/** Parts of a form for one answer only: <fieldset data-when="kind=spending">, otherwise hidden and ignored;
 * and explanations of that answer: <details data-open-when="kind=spending">. */

import { all } from "../browser/elements.js";

/** @param {HTMLFormElement} form */
function update(form) {
  for (const part of all("fieldset[data-when]", HTMLFieldSetElement, form)) {
    part.hidden = !applies(form, part.dataset.when);
    part.disabled = part.hidden;
  }
}

/** @param {HTMLFormElement} form @param {string} name */
function explain(form, name) {
  const parts = /** @type {NodeListOf<HTMLDetailsElement>} */ (
    document.querySelectorAll(`details[data-open-when^="${name}="]`)
  );
  for (const part of parts) {
    part.open = applies(form, part.dataset.openWhen);
  }
}

/** @param {HTMLFormElement} form @param {string | undefined} condition */
function applies(form, condition) {
  const [name, value] = (condition ?? "").split("=");
  return new FormData(form).getAll(name).includes(value);
}

/** Bind every form with such parts. A part may depend on the answer of an earlier part. */
export function bindConditionalParts() {
  const parts = /** @type {NodeListOf<HTMLFieldSetElement>} */ (document.querySelectorAll("fieldset[data-when]"));
  const forms = new Set([...parts].map((part) => part.form));
  for (const form of forms) {
    if (form === null) continue;
    form.addEventListener("change", (event) => {
      update(form);
      explain(form, /** @type {HTMLInputElement} */ (event.target).name);
    });
    update(form);
  }
}
