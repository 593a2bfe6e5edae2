/** Reads a form into a statement's fields: by name, with dotted paths for nesting. */

import { N_, _ } from "../language/messages.js";
import { AmountError, parseDecimal, parseMoney } from "../language/money.js";
import { StrictJSONError } from "../record/strict-json.js";
import { makeText } from "../record/texts.js";
import { isTooLong } from "./limits.js";
import { readName } from "./names.js";

const SEGMENT = /^(?:[a-zA-Z][a-zA-Z0-9_]*|[0-9]{1,3})$/;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

const NAME_ERRORS = {
  blank: N_("Nothing of this can be seen. Write it with letters or signs that show."),
  long: N_("This is too long."),
  missing: N_("Please fill this in."),
  signs: N_("This contains characters that cannot be recorded."),
};

/** An unreadable field; the message is for the person. */
export class FieldError extends Error {}

/** @typedef {any} Control an element of a form: each kind has other properties, which are read after its kind is */

/** @typedef {{fields: Record<string, any>, texts: import("../record/texts.js").Text[], labels: Record<string, string>,
 *   errors: Map<HTMLElement, string>}} Read */

/** @param {HTMLFormElement} form @returns {Promise<Read>} */
export async function readForm(form) {
  /** @type {Read} */
  const read = { fields: json(form.dataset.fixed), texts: [], labels: json(form.dataset.labels), errors: new Map() };
  for (const input of form.elements) {
    if (isRead(input)) await readInput(form, input, read);
  }
  return read;
}

/** @param {string | undefined} text @returns {any} */
export function json(text) {
  return text ? JSON.parse(text) : {};
}

/** @param {Control} input */
function isRead(input) {
  if (!input.name || input.name === "csrf_token" || input.matches(":disabled, [data-ignore], button, fieldset, output"))
    return false;
  return !["radio", "checkbox"].includes(input.type) || input.checked || isFirstOfUnanswered(input);
}

/** Whether an input is the first of an unanswered required group, where its error is reported once.
 * @param {Control} input */
function isFirstOfUnanswered(input) {
  if (input.type !== "radio" || !input.required) return false;
  const group = [...input.form.elements].filter((other) => other.name === input.name && other.type === "radio");
  return group[0] === input && !group.some((other) => other.checked);
}

/** @param {HTMLFormElement} form @param {Control} input @param {Read} read */
async function readInput(form, input, read) {
  try {
    check(input);
    const value = await valueOf(form, input, read);
    if (value !== undefined) place(read.fields, input.name, value);
    if (input.tagName === "SELECT") read.labels[input.value] ??= input.selectedOptions[0].textContent.trim();
  } catch (error) {
    read.errors.set(input, messageOf(error));
  }
}

/** @param {unknown} error @returns {string} */
function messageOf(error) {
  if (error instanceof FieldError) return error.message;
  if (error instanceof AmountError) return error.sentence;
  if (error instanceof StrictJSONError)
    return _(
      error.code === "json_size" ? N_("This is too long.") : N_("This contains characters that cannot be recorded."),
    );
  throw error;
}

/** @param {Control} input */
function check(input) {
  const { validity } = input;
  if (input.dataset.wrong) throw new FieldError(input.dataset.wrong);
  const blank = input.required && ["text", "textarea", "search"].includes(input.type) && input.value.trim() === "";
  if (validity.valueMissing || blank) throw new FieldError(_("Please fill this in."));
  if (isTooLong(input)) throw new FieldError(_("This is too long."));
  if (validity.badInput || validity.typeMismatch || validity.patternMismatch)
    throw new FieldError(input.title || _("This is not in the right form."));
  if (validity.rangeUnderflow || validity.rangeOverflow || validity.stepMismatch) {
    throw new FieldError(
      _("This must lie between %(min)s and %(max)s.", { min: input.min || "\u2212\u221e", max: input.max || "\u221e" }),
    );
  }
}

/** @param {HTMLFormElement} form @param {Control} input @param {Read} read @returns {Promise<any>} */
async function valueOf(form, input, read) {
  const types = (input.dataset.type ?? "string").split(/\s+/);
  const optional = types.includes("omit-if-empty") || input.dataset.omitIfEmpty !== undefined;
  if (optional && input.value.trim() === "") return undefined;
  if (types.includes("json")) return jsonOf(input.value);
  if (types.includes("sum")) return sumOf(read.fields[input.dataset.of]);
  if (types.includes("same")) return read.fields[input.dataset.as];
  if (types.includes("text")) return textOf(isOneLine(input) ? nameOf(input) : input.value, read);
  if (types.includes("integer")) return parseDecimal(input.value, 0, signOf(input));
  if (types.includes("money")) return parseMoney(input.value, currencyOf(form, input), signOf(input));
  if (types.includes("end-of-day")) return endOfDay(input.value);
  if (types.includes("moment")) return momentOf(input.value);
  if (input.type === "date" && !DAY.test(input.value)) throw new FieldError(_("Please fill this in."));
  return input.value.normalize("NFC");
}

/** Whether the rule for names applies: to texts of one line typed by a person, not to prefilled ones.
 * @param {any} input @returns {boolean} */
export function isOneLine(input) {
  return input.tagName === "INPUT" && ["text", "search"].includes(input.type) && !input.readOnly;
}

/** @param {Control} input @returns {string} */
function nameOf(input) {
  const { text, error } = readName(
    input.value,
    input.dataset.limit === undefined ? undefined : Number(input.dataset.limit),
  );
  if (error !== "") throw new FieldError(_(NAME_ERRORS[error]));
  return text;
}

/** The sum of the amounts in the rows read before this field; unreadable rows report their own errors.
 * @param {{amount?: number}[] | undefined} rows @returns {number} */
function sumOf(rows = []) {
  return rows.reduce((sum, row) => sum + (row.amount ?? 0), 0);
}

/** A value made by the page's own code, such as a ranking.
 * @param {string} made @returns {any} */
function jsonOf(made) {
  if (made === "") throw new FieldError(_("Please fill this in."));
  return JSON.parse(made);
}

/** The last millisecond of a day in the person's time zone, in milliseconds since 1970.
 * @param {string} day */
function endOfDay(day) {
  if (!DAY.test(day)) throw new FieldError(_("Please fill this in."));
  return new Date(`${day}T23:59:59`).getTime();
}

/** A local time of the person, in milliseconds since 1970.
 * @param {string} typed */
function momentOf(typed) {
  const at = new Date(typed).getTime();
  if (Number.isNaN(at)) throw new FieldError(_("Please fill this in."));
  return at;
}

/** @param {Control} input */
function signOf(input) {
  return { negative: input.dataset.negative !== undefined };
}

/** @param {string} typed @param {Read} read @returns {Promise<string>} */
async function textOf(typed, read) {
  const text = await makeText(typed);
  read.texts.push(text);
  read.labels[text.sha256] = text.blob.text;
  return text.sha256;
}

/** The currency of an amount: the input's own, or that of a select; for an account, the account's currency.
 * @param {HTMLFormElement} form @param {HTMLElement} input @returns {string} */
export function currencyOf(form, input) {
  const named = input.dataset.currencyFrom;
  const chooser = /** @type {HTMLSelectElement | null} */ (named ? form.elements.namedItem(named) : null);
  const chosen = chooser?.selectedOptions?.[0]?.dataset.currency ?? chooser?.value;
  return (named ? chosen : input.dataset.currency) ?? form.dataset.currency ?? "";
}

/** Set a value at a dotted path, creating objects and (for numbers) arrays as needed.
 * @param {Record<string, any>} target @param {string} path @param {any} value */
export function place(target, path, value) {
  const segments = path.split(".");
  if (!segments.every((segment) => SEGMENT.test(segment))) throw new Error(`not a field's path: ${path}`);
  const last = segments.pop() ?? "";
  let here = target;
  segments.forEach((segment, i) => {
    if (!Object.hasOwn(here, segment)) here[segment] = /^[0-9]/.test(segments[i + 1] ?? last) ? [] : {};
    here = here[segment];
  });
  here[last] = value;
}
