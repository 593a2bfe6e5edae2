/** Rows of a payment request: amount and text each, added and removed by the person, with their sum. */

import { all, around, part } from "../browser/elements.js";
import { _ } from "../language/messages.js";
import { AmountError, formatPrice, parseMoney } from "../language/money.js";

/** Bind every [data-items] of the page; its rows are [data-item]. */
export function bindLineItems() {
  for (const list of all("[data-items]", HTMLElement)) bind(list);
}

/** @param {HTMLElement} list */
function bind(list) {
  list.addEventListener("click", (event) => {
    const asked = /** @type {Element} */ (event.target);
    if (asked.matches("[data-add-item]")) add(list);
    if (asked.matches("[data-remove-item]")) remove(list, around(asked, "[data-item]", HTMLElement));
  });
  list.addEventListener("input", () => showSum(list));
  number(list);
}

/** @param {HTMLElement} list @returns {HTMLElement[]} */
function rowsOf(list) {
  return all("[data-item]", HTMLElement, list);
}

/** @param {HTMLElement} list */
function add(list) {
  const last = rowsOf(list).slice(-1)[0];
  const row = /** @type {HTMLElement} */ (last.cloneNode(true));
  for (const input of row.querySelectorAll("input")) {
    input.value = "";
    input.removeAttribute("aria-invalid");
  }
  for (const note of row.querySelectorAll(".field-error")) note.remove();
  last.after(row);
  number(list);
  part(row, "input", HTMLInputElement).focus();
}

/** @param {HTMLElement} list @param {HTMLElement} row */
function remove(list, row) {
  const rows = rowsOf(list);
  const next = rows[rows.indexOf(row) + 1] ?? rows[rows.indexOf(row) - 1];
  row.remove();
  number(list);
  part(next, "input", HTMLInputElement).focus();
}

/** Renumber names and ids, which contain the row's number, after a row was added or removed.
 * @param {HTMLElement} list */
function number(list) {
  const rows = rowsOf(list);
  rows.forEach((row, place) => {
    for (const input of row.querySelectorAll("input")) rename(row, input, place);
    part(row, "legend", HTMLElement).textContent = _("Item %(n)s", { n: place + 1 });
    part(row, "[data-remove-item]", HTMLElement).hidden = rows.length === 1;
  });
  showSum(list);
}

/** @param {HTMLElement} row @param {HTMLInputElement} input @param {number} place */
function rename(row, input, place) {
  const field = around(input, "[data-field]", HTMLElement);
  const label = part(field, "label", HTMLLabelElement);
  input.name = input.name.replace(/^items\.[0-9]+/, `items.${place}`);
  input.id = `f-${input.name.replaceAll(".", "-")}`;
  label.htmlFor = input.id;
  field.dataset.field = input.name;
  delete input.dataset.errorNote;
  if (row.querySelectorAll(".field-error").length === 0) input.removeAttribute("aria-describedby");
}

/** @param {HTMLElement} list */
function showSum(list) {
  const amounts = rowsOf(list).map((row) => part(row, "[data-type=money]", HTMLInputElement));
  const { currency = "" } = amounts[0].dataset;
  const sum = amounts.reduce((so, input) => so + amountOf(input, currency), 0);
  part(list, "[data-items-sum]", HTMLElement).textContent = formatPrice(sum, currency);
}

/** The amount of a row; an unreadable one counts as 0 here and is reported when signing.
 * @param {HTMLInputElement} input @param {string} currency @returns {number} */
function amountOf(input, currency) {
  try {
    return parseMoney(input.value, currency);
  } catch (error) {
    if (error instanceof AmountError) return 0;
    throw error;
  }
}
