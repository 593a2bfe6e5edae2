/** The tranches of a mandate: another one is added without a way to the server, which the button takes otherwise. */

import { part } from "../browser/elements.js";

/** Bind every [data-tranches] of the page; its tranches are [data-tranche]. */
export function bindTranches() {
  for (const list of document.querySelectorAll("[data-tranches]")) {
    part(list, "[data-add-tranche]", HTMLElement).addEventListener("click", (event) => {
      event.preventDefault();
      add(list);
    });
    showButton(list);
  }
}

function add(list) {
  const last = [...list.querySelectorAll("[data-tranche]")].at(-1);
  const number = Number(last.dataset.tranche) + 1;
  const next = last.cloneNode(true);
  next.dataset.tranche = String(number);
  for (const note of next.querySelectorAll(".field-error")) note.remove();
  for (const field of next.querySelectorAll("[data-field]")) rename(field, list, number);
  last.after(next);
  showButton(list);
  next.querySelector("input").focus();
}

function rename(field, list, number) {
  const input = field.querySelector("input");
  const kind = input.name.includes(".when") ? "when" : "part";
  input.name = input.name.replace(/[0-9]+$/, String(number));
  input.id = `f-${input.name.replaceAll(".", "-")}`;
  input.value = "";
  input.removeAttribute("aria-invalid");
  input.removeAttribute("aria-describedby");
  field.dataset.field = input.name;
  const label = field.querySelector("label");
  label.htmlFor = input.id;
  label.firstChild.textContent = `${list.dataset[kind].replace("{n}", String(number))} `;
}

function showButton(list) {
  const tranches = list.querySelectorAll("[data-tranche]").length;
  list.querySelector("[data-add-tranche]").hidden = tranches >= Number(list.dataset.most);
}
