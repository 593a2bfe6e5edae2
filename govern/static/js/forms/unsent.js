/** Stores unsent form input in this browser: it survives a change of language or colours,
 * a reload and leaving the page, and is available in a second tab.
 *
 * Only fields that differ from the server's value are stored, each with that value: a field is restored
 * if that is still the same. Passwords, files and hidden fields are never stored, nor forms with `data-unkept`.
 */

import { button, make } from "../browser/dom.js";
import { all } from "../browser/elements.js";
import { _ } from "../language/messages.js";

/** @typedef {any} Control an element of a form: each kind has other properties, which are read after its kind is */

/** @typedef {{at: number, fields: Record<string, [string, string]>}} Kept base and value by the field's key */

const PREFIX = "govern:unsent:";
const LONGEST_MS = 14 * 24 * 3600 * 1000;
const SKIPPED = new Set(["password", "file", "hidden", "submit", "button", "reset", "image"]);

/** Store unsent input of every form in the page's content that submits data; delete it at sign-out. */
export function keepUnsent() {
  forgetOld();
  const forms = /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("main form"));
  for (const form of forms) if (!isPaper(form)) keep(form);
  for (const form of document.querySelectorAll('form[action="/sign-out"]')) form.addEventListener("submit", forgetAll);
}

/** Restore the stored input of a form, and store further input.
 * @param {HTMLFormElement} form */
export function keep(form) {
  if (!sends(form)) return;
  const place = placeOf(form);
  restore(form, place);
  let waiting = 0;
  const save = () => {
    clearTimeout(waiting);
    write(place, changesOf(form));
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, 200);
  };
  const sent = () => {
    clearTimeout(waiting);
    forget(place);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  window.addEventListener(
    "pagehide",
    () => waiting !== 0 && document.contains(form) && form.dataset.sent === undefined && save(),
  );
  form.addEventListener("govern:recorded", () => {
    form.dataset.sent = "";
    sent();
  });
  if (!signs(form))
    form.addEventListener("submit", () => {
      form.dataset.sent = "";
      sent();
    });
}

/** @param {HTMLFormElement} form */
function sends(form) {
  return form.dataset.unkept === undefined && (signs(form) || form.method === "post");
}

/** @param {HTMLFormElement} form */
function signs(form) {
  return form.dataset.statement !== undefined || form.dataset.statementMany !== undefined;
}

/** Whether a form is a ballot paper, whose script calls `keep` itself after reading the server's values.
 * @param {HTMLFormElement} form */
function isPaper(form) {
  return form.querySelector("fieldset[data-ballot]") !== null;
}

/** @param {HTMLFormElement} form */
function placeOf(form) {
  const forms = all("main form", HTMLFormElement).filter(sends);
  const { pathname, search } = location;
  return `${PREFIX}${document.body.dataset.member ?? ""}:${pathname}${search}:${forms.indexOf(form)}`;
}

/** @returns {Map<string, HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>}
 * @param {HTMLFormElement} form */
function controlsOf(form) {
  const found = new Map();
  for (const control of form.elements) {
    const key = keyOf(control);
    if (key !== "" && !found.has(key)) found.set(key, control);
  }
  return found;
}

/** The storage key of a control; radio buttons and check boxes include their value.
 * @param {Control} control @returns {string} */
function keyOf(control) {
  const { name = "", type = "", dataset } = control;
  if (dataset.base !== undefined) return `choice:${name}`;
  if (SKIPPED.has(type) || control.closest('fieldset[data-ballot="ranking"]') !== null) return "";
  if (!["INPUT", "TEXTAREA", "SELECT"].includes(control.tagName)) return "";
  const known = name || dataset.option || "";
  if (known === "" && dataset.option === undefined) return "";
  return ["radio", "checkbox"].includes(type) ? `${known}=${control.value}:${dataset.option ?? ""}` : known;
}

/** @param {Control} control @returns {string} */
function valueOf(control) {
  return ["radio", "checkbox"].includes(control.type) ? String(control.checked) : control.value;
}

/** @param {Control} control @returns {string} */
function baseOf(control) {
  if (control.dataset.base !== undefined) return control.dataset.base;
  if (["radio", "checkbox"].includes(control.type)) return String(control.defaultChecked);
  if (control.tagName !== "SELECT") return control.defaultValue;
  const chosen = [...control.options].find((option) => option.defaultSelected) ?? control.options[0];
  return chosen?.value ?? "";
}

/** @param {HTMLFormElement} form @returns {Kept["fields"]} */
function changesOf(form) {
  /** @type {Kept["fields"]} */
  const fields = {};
  for (const [key, control] of controlsOf(form)) {
    const [base, value] = [baseOf(control), valueOf(control)];
    if (base !== value) fields[key] = [base, value];
  }
  return fields;
}

/** @param {HTMLFormElement} form @param {string} place */
function restore(form, place) {
  const kept = read(place);
  if (kept === null) return;
  let changed = false;
  for (const [key, control] of controlsOf(form)) {
    const [base, value] = kept.fields[key] ?? [null, null];
    if (base === null || base !== baseOf(control) || value === valueOf(control)) continue;
    put(control, value);
    changed = true;
  }
  if (changed) tell(form, place);
}

/** @param {Control} control @param {string} value */
function put(control, value) {
  if (["radio", "checkbox"].includes(control.type)) control.checked = value === "true";
  else control.value = value;
  if (control.dataset.base !== undefined) control.dispatchEvent(new CustomEvent("govern:restored"));
  for (const name of ["input", "change"]) control.dispatchEvent(new Event(name, { bubbles: true }));
}

/** @param {HTMLFormElement} form @param {string} place */
function tell(form, place) {
  const discard = button(_("Discard it"), () => {
    form.dataset.sent = "";
    forget(place);
    location.reload();
  });
  form.prepend(
    make("p", { class: "notice unsent", role: "status" }, _("What you typed here earlier was restored."), " ", discard),
  );
}

/** @returns {Kept | null}
 * @param {string} place */
function read(place) {
  const text = localStorage.getItem(place);
  return text === null ? null : JSON.parse(text);
}

/** @param {string} place @param {Kept["fields"]} fields */
function write(place, fields) {
  if (Object.keys(fields).length === 0) return forget(place);
  try {
    localStorage.setItem(place, JSON.stringify({ at: Date.now(), fields }));
  } catch (error) {
    // Storage is full: the page works without this feature, and the form still has its input.
    if (!(error instanceof DOMException && error.name === "QuotaExceededError")) throw error;
  }
}

/** @param {string} place */
function forget(place) {
  localStorage.removeItem(place);
}

function forgetOld() {
  const oldest = Date.now() - LONGEST_MS;
  for (const place of places()) if ((read(place)?.at ?? 0) < oldest) forget(place);
}

function forgetAll() {
  places().forEach(forget);
}

function places() {
  return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
}
