/** Rows of a request for payment: an amount and a text each, added and removed at will, with what they add up to. */

import { _ } from "../language/messages.js";
import { AmountError, formatPrice, parseMoney } from "../language/money.js";

/** Bind every [data-items] of the page; its rows are [data-item]. */
export function bindLineItems() {
  for (const list of document.querySelectorAll("[data-items]")) bind(list);
}

function bind(list) {
  list.addEventListener("click", (event) => {
    if (event.target.matches("[data-add-item]")) add(list);
    if (event.target.matches("[data-remove-item]")) remove(list, event.target.closest("[data-item]"));
  });
  list.addEventListener("input", () => showSum(list));
  number(list);
}

function rowsOf(list) {
  return [...list.querySelectorAll("[data-item]")];
}

function add(list) {
  const last = rowsOf(list).at(-1);
  const row = last.cloneNode(true);
  for (const input of row.querySelectorAll("input")) {
    input.value = "";
    input.removeAttribute("aria-invalid");
  }
  for (const note of row.querySelectorAll(".field-error")) note.remove();
  last.after(row);
  number(list);
  row.querySelector("input").focus();
}

function remove(list, row) {
  const rows = rowsOf(list);
  const next = rows[rows.indexOf(row) + 1] ?? rows[rows.indexOf(row) - 1];
  row.remove();
  number(list);
  next.querySelector("input").focus();
}

/** Names and ids carry the row's number, so they are written anew whenever rows come and go. */
function number(list) {
  const rows = rowsOf(list);
  rows.forEach((row, place) => {
    for (const input of row.querySelectorAll("input")) rename(row, input, place);
    row.querySelector("legend").textContent = _("Item %(n)s", { n: place + 1 });
    row.querySelector("[data-remove-item]").hidden = rows.length === 1;
  });
  showSum(list);
}

function rename(row, input, place) {
  const field = input.closest("[data-field]");
  const label = field.querySelector("label");
  input.name = input.name.replace(/^items\.[0-9]+/, `items.${place}`);
  input.id = `f-${input.name.replaceAll(".", "-")}`;
  label.htmlFor = input.id;
  field.dataset.field = input.name;
  delete input.dataset.errorNote;
  if (row.querySelectorAll(".field-error").length === 0) input.removeAttribute("aria-describedby");
}

function showSum(list) {
  const amounts = rowsOf(list).map((row) => row.querySelector("[data-type=money]"));
  const { currency } = amounts[0].dataset;
  const sum = amounts.reduce((so, input) => so + amountOf(input, currency), 0);
  list.querySelector("[data-items-sum]").textContent = formatPrice(sum, currency);
}

/** What cannot be read yet counts for nothing here; signing tells it beside its field. */
function amountOf(input, currency) {
  try {
    return parseMoney(input.value, currency);
  } catch (error) {
    if (error instanceof AmountError) return 0;
    throw error;
  }
}
