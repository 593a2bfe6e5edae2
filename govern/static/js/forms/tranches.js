/** The tranches of a mandate: adds one without a request; without scripts the button submits the form. */

import { all, part } from "../browser/elements.js";

/** Bind every [data-tranches] of the page; its tranches are [data-tranche]. */
export function bindTranches() {
  for (const list of all("[data-tranches]", HTMLElement)) {
    part(list, "[data-add-tranche]", HTMLElement).addEventListener("click", (event) => {
      event.preventDefault();
      add(list);
    });
    showButton(list);
  }
}

/** @param {HTMLElement} list */
function add(list) {
  const last = all("[data-tranche]", HTMLElement, list).slice(-1)[0];
  const number = Number(last.dataset.tranche) + 1;
  const next = /** @type {HTMLElement} */ (last.cloneNode(true));
  next.dataset.tranche = String(number);
  for (const note of next.querySelectorAll(".field-error")) note.remove();
  for (const field of all("[data-field]", HTMLElement, next)) rename(field, list, number);
  last.after(next);
  showButton(list);
  part(next, "input", HTMLInputElement).focus();
}

/** @param {HTMLElement} field @param {HTMLElement} list @param {number} number */
function rename(field, list, number) {
  const input = part(field, "input", HTMLInputElement);
  const kind = input.name.includes(".when") ? "when" : "part";
  input.name = input.name.replace(/[0-9]+$/, String(number));
  input.id = `f-${input.name.replaceAll(".", "-")}`;
  input.value = "";
  input.removeAttribute("aria-invalid");
  input.removeAttribute("aria-describedby");
  field.dataset.field = input.name;
  const label = part(field, "label", HTMLLabelElement);
  label.htmlFor = input.id;
  /** @type {ChildNode} */ (label.firstChild).textContent = `${(list.dataset[kind] ?? "").replace("{n}", String(number))} `;
}

/** @param {HTMLElement} list */
function showButton(list) {
  const tranches = list.querySelectorAll("[data-tranche]").length;
  part(list, "[data-add-tranche]", HTMLElement).hidden = tranches >= Number(list.dataset.most);
}
