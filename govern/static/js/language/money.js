/** Amounts of money: stored as integers in minor units, shown in the reader's notation, never as fractions. */

import { decimalsOf } from "./currencies.js";
import { locale } from "./language.js";
import { N_, _ } from "./messages.js";

/** @type {Record<string, string>} */
const SENTENCES = {
  "amount.currency": N_("Choose a currency first."),
  "amount.decimals": N_("This currency has at most %(n)s decimals."),
  "amount.large": N_("This number is too large."),
  "amount.negative": N_("This cannot be less than zero."),
  "amount.unreadable": N_("Write a number such as 1,200.50 or 1200.50."),
};

/** Typed text that is not an amount. */
export class AmountError extends Error {
  /** @param {string} code @param {Record<string, string | number>} [values] */
  constructor(code, values = {}) {
    super(code);
    this.name = "AmountError";
    this.code = code;
    this.values = values;
  }

  /** The error message for the person. */
  get sentence() {
    return _(SENTENCES[this.code], this.values);
  }
}

/** The decimals of a currency: EUR 2, JPY 0, KWD 3.
 * @param {string} currency ISO 4217 @returns {number} */
export function exponentOf(currency) {
  if (!/^[A-Z]{3}$/.test(currency)) throw new AmountError("amount.currency");
  return decimalsOf(currency);
}

/** The separators of the reader's language.
 * @returns {{group: string, decimal: string}} */
function separators() {
  const parts = new Intl.NumberFormat(locale()).formatToParts(1234567.5);
  /** @param {string} type */
  const valueOf = (type) => parts.find((part) => part.type === type)?.value ?? "";
  return { group: valueOf("group"), decimal: valueOf("decimal") };
}

/** Parse a typed decimal number into an integer in units of 10^-exponent.
 * @param {string} typed
 * @param {number} exponent
 * @param {{negative?: boolean}} [options]
 * @returns {number} */
export function parseDecimal(typed, exponent, { negative = false } = {}) {
  const { group, decimal } = separators();
  // NFKC converts the full-width digits and signs of Chinese keyboards.
  const text = typed.normalize("NFKC").trim().replace("\u3002", ".").replace("\u2212", "-");
  const [whole, fraction = "", ...more] = text.replace(/^-/, "").split(decimal);
  if (text.startsWith("-") && !negative) throw new AmountError("amount.negative");
  if (more.length > 0 || !wellGrouped(whole, group) || !/^[0-9]*$/.test(fraction))
    throw new AmountError("amount.unreadable");
  if (fraction.length > exponent) throw new AmountError("amount.decimals", { n: exponent });
  return toInteger(text.startsWith("-"), whole.replaceAll(group, "") + fraction.padEnd(exponent, "0"));
}

/** @param {string} whole @param {string} group */
function wellGrouped(whole, group) {
  const parts = whole.split(group);
  const grouped =
    parts.length > 1 && /^[0-9]{1,3}$/.test(parts[0]) && parts.slice(1).every((part) => /^[0-9]{3}$/.test(part));
  return grouped || /^[0-9]+$/.test(whole);
}

/** @param {boolean} isNegative @param {string} digits */
function toInteger(isNegative, digits) {
  const value = isNegative ? -BigInt(digits) : BigInt(digits);
  if (value > BigInt(Number.MAX_SAFE_INTEGER) || value < -BigInt(Number.MAX_SAFE_INTEGER))
    throw new AmountError("amount.large");
  return Number(value);
}

/** @param {string} typed @param {string} currency @param {{negative?: boolean}} [options] @returns {number} minor units */
export function parseMoney(typed, currency, options = {}) {
  return parseDecimal(typed, exponentOf(currency), options);
}

/** Such as "1,200.00 EUR".
 * @param {number} minor @param {string} currency @returns {string} */
export function formatMoney(minor, currency) {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(minor)).padStart(exponent + 1, "0");
  const whole = formatInteger(Number(digits.slice(0, digits.length - exponent)));
  const fraction = exponent === 0 ? "" : separators().decimal + digits.slice(digits.length - exponent);
  return `${minor < 0 ? "\u2212" : ""}${whole}${fraction} ${currency}`;
}

/** As on the pages, such as "€1,200.00"; sentences of statements use the currency code instead.
 * @param {number} minor @param {string} currency @returns {string} */
export function formatPrice(minor, currency) {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(minor)).padStart(exponent + 1, "0");
  const whole = Number(digits.slice(0, digits.length - exponent));
  /** @type {Intl.NumberFormatOptions} */
  const style = { style: "currency", currency, minimumFractionDigits: exponent, maximumFractionDigits: exponent };
  return new Intl.NumberFormat(locale(), style)
    .formatToParts(minor < 0 ? -whole : whole)
    .map(({ type, value }) => (type === "fraction" ? digits.slice(-exponent) : value))
    .join("");
}

/** A decimal number with `places` decimals, without trailing zeros, such as "7.81".
 * @param {bigint} value in units of 10^-places @param {number} places @returns {string} */
export function formatDecimal(value, places) {
  const digits = String(value).padStart(places + 1, "0");
  const fraction = digits.slice(-places).replace(/0+$/, "");
  const whole = formatInteger(Number(digits.slice(0, -places)));
  return fraction === "" ? whole : whole + separators().decimal + fraction;
}

const RATE_PLACES = 6;

/** The exchange rate between two currencies, for display; the record holds both amounts, so that nobody has to
 *  trust a rounded rate.
 * @param {number} before minor units of `one`, not 0 @param {string} one a currency
 * @param {number} after minor units of `other` @param {string} other a currency @returns {string} */
export function rateOf(before, one, after, other) {
  const scale = 10n ** BigInt(RATE_PLACES + exponentOf(one));
  return formatDecimal((BigInt(after) * scale) / (BigInt(before) * 10n ** BigInt(exponentOf(other))), RATE_PLACES);
}

/** Such as "1,200".
 * @param {number} value @returns {string} */
export function formatInteger(value) {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 0 }).format(value);
}
