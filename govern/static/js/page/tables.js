/** Wide tables on narrow screens: each row becomes a card with every value beside its column's name.
 *
 * The stylesheet draws cards only for tables labelled here; without scripts a table scrolls sideways.
 */

import { all } from "../browser/elements.js";

const COLUMNS = 4; // minimum number, or with class "roomy"

/** Give every cell of the page's wide tables the name of its column. */
export function labelTables() {
  for (const table of all(".table-wrap > table:not(.picture-table:not(.brief))", HTMLTableElement)) label(table);
}

/** @param {HTMLTableElement} table */
function label(table) {
  const names = [...(table.tHead?.rows[0]?.cells ?? [])].flatMap((cell) =>
    Array(cell.colSpan).fill(cell.textContent.trim()),
  );
  if (names.length < COLUMNS && !table.classList.contains("roomy")) return;
  for (const body of table.tBodies) for (const row of body.rows) labelRow(row, names);
  for (const row of table.tFoot?.rows ?? []) labelRow(row, names);
  keepRoles(table);
  table.dataset.cards = "";
}

/** @param {HTMLTableRowElement} row @param {string[]} names */
function labelRow(row, names) {
  let column = 0;
  for (const cell of row.cells) {
    if (isEmpty(cell)) cell.dataset.empty = "";
    else if (cell.tagName === "TD" && cell.colSpan === 1) cell.dataset.label = names[column];
    column += cell.colSpan;
  }
}

/** @param {HTMLTableCellElement} cell */
function isEmpty(cell) {
  return cell.textContent.trim() === "" && cell.querySelector("input, img, svg") === null;
}

/** Set ARIA roles: some browsers drop table semantics if CSS changes the display.
 * @param {HTMLTableElement} table */
function keepRoles(table) {
  const roles = { table: [table], rowgroup: [...table.tBodies, table.tHead, table.tFoot], row: table.rows };
  for (const [role, parts] of Object.entries(roles)) for (const part of parts) part?.setAttribute("role", role);
  for (const cell of table.querySelectorAll("td")) cell.setAttribute("role", "cell");
  for (const cell of table.querySelectorAll("tbody th, tfoot th")) cell.setAttribute("role", "rowheader");
  for (const cell of table.querySelectorAll("thead th")) cell.setAttribute("role", "columnheader");
}
