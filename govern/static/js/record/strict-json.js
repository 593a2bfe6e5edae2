/** Strict JSON: the canonical text form of everything that is hashed or signed. */

import { BytesError, equal, fromUtf8, utf8 } from "./bytes.js";

/** The maximum length of a document in bytes. */
export const MAX_BYTES = 60000;
/** The maximum depth. A scalar has depth 0; an array or object is one deeper than its deepest item. */
export const MAX_DEPTH = 16;

const KEY = /^[a-zA-Z][a-zA-Z0-9_]*$/;
const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const SPACE = /[ \t\n\r]*/y;
/** @type {Record<string, string>} */
const ESCAPES = { '"': '"', "\\": "\\", "/": "/", b: "\b", t: "\t", n: "\n", f: "\f", r: "\r" };
/** @type {Record<string, string>} */
const SHORT = { '"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r" };
// Only these characters are ever escaped.
// deno-lint-ignore no-control-regex -- they are what is looked for
const ESCAPED = new RegExp('["\\\\\\u0000-\\u001f]', "g");
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** A value or a document that strict JSON does not allow; `code` says which rule. */
export class StrictJSONError extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.name = "StrictJSONError";
    this.code = code;
  }
}

/** The bytes of a value: objects, arrays, strings, booleans and integers within 2^53-1.
 * @param {unknown} value
 * @param {number} [limit] the maximum length in bytes; only an outer wrapping may be longer than a document
 * @returns {Uint8Array<ArrayBuffer>} */
export function encode(value, limit = MAX_BYTES) {
  const bytes = utf8(write(value, 0));
  if (bytes.length > limit) throw new StrictJSONError("json_size", `more than ${limit} bytes`);
  return bytes;
}

/** Parse a document; throws if encoding the value does not give the same bytes.
 * Objects have no prototype, so that no key is inherited.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {number} [limit]
 * @returns {any} */
export function decode(bytes, limit = MAX_BYTES) {
  if (bytes.length > limit) throw new StrictJSONError("json_size", `more than ${limit} bytes`);
  const value = new Reader(textOf(bytes)).document();
  if (!equal(encode(value, Infinity), bytes)) {
    throw new StrictJSONError("json_not_canonical", "written in another way than strict JSON writes it");
  }
  return value;
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function textOf(bytes) {
  try {
    return fromUtf8(bytes);
  } catch (error) {
    if (error instanceof BytesError) throw new StrictJSONError("json_utf8", error.message);
    throw error;
  }
}

/** @param {unknown} value @param {number} depth @returns {string} */
function write(value, depth) {
  if (typeof value === "string") return writeString(value);
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return writeInteger(value);
  if (value === null || value === undefined) throw new StrictJSONError("json_null", "null is not allowed");
  if (depth >= MAX_DEPTH) throw new StrictJSONError("json_depth", `deeper than ${MAX_DEPTH}`);
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(",")}]`;
  return writeObject(value, depth);
}

/** @param {number} value */
function writeInteger(value) {
  if (!Number.isInteger(value)) throw new StrictJSONError("json_float", "only integers are allowed");
  if (!Number.isSafeInteger(value)) throw new StrictJSONError("json_integer_range", "beyond 2^53-1");
  return String(value);
}

/** @param {object} value @param {number} depth @returns {string} */
function writeObject(value, depth) {
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) {
    throw new StrictJSONError("json_type", "neither an object, an array, a string, a boolean nor an integer");
  }
  // Keys are ASCII, so the order of code units is the order of bytes.
  const members = /** @type {Record<string, unknown>} */ (value);
  const written = Object.keys(members)
    .sort()
    .map((key) => `${writeKey(key)}:${write(members[key], depth + 1)}`);
  return `{${written.join(",")}}`;
}

/** @param {string} key */
function writeKey(key) {
  if (!KEY.test(key)) throw new StrictJSONError("json_key", `not a key: ${key}`);
  return `"${key}"`;
}

/** @param {string} text */
function writeString(text) {
  if (LONE_SURROGATE.test(text)) throw new StrictJSONError("json_surrogate", "a lone surrogate");
  return `"${text.replace(ESCAPED, escapeOf)}"`;
}

/** @param {string} character */
function escapeOf(character) {
  return SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Parses JSON and reports violations of strict JSON; the final comparison finds non-canonical spelling. */
class Reader {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  document() {
    const value = this.value(0);
    if (this.at !== this.text.length) this.malformed("something follows the value");
    return value;
  }

  /** @param {number} depth @returns {any} */
  value(depth) {
    this.space();
    const value = this.bare(depth);
    this.space();
    return value;
  }

  /** @param {number} depth @returns {any} */
  bare(depth) {
    const first = this.text[this.at];
    if (first === "{") return this.object(depth + 1);
    if (first === "[") return this.array(depth + 1);
    if (first === '"') return this.string();
    if (this.word("true")) return true;
    if (this.word("false")) return false;
    if (this.word("null")) throw new StrictJSONError("json_null", "null is not allowed");
    return this.integer();
  }

  /** @param {number} depth @returns {Record<string, any>} */
  object(depth) {
    const found = Object.create(null);
    this.items(depth, "}", () => {
      this.space();
      const key = this.key();
      this.space();
      this.expect(":");
      if (Object.hasOwn(found, key)) throw new StrictJSONError("json_duplicate_key", `the key ${key} stands twice`);
      found[key] = this.value(depth);
    });
    return found;
  }

  /** @param {number} depth @returns {any[]} */
  array(depth) {
    /** @type {any[]} */
    const found = [];
    this.items(depth, "]", () => found.push(this.value(depth)));
    return found;
  }

  /** @param {number} depth @param {string} end @param {() => void} readOne */
  items(depth, end, readOne) {
    if (depth > MAX_DEPTH) throw new StrictJSONError("json_depth", `deeper than ${MAX_DEPTH}`);
    this.at += 1;
    this.space();
    if (this.word(end)) return;
    do readOne();
    while (this.word(","));
    this.expect(end);
  }

  key() {
    const key = this.string();
    if (!KEY.test(key)) throw new StrictJSONError("json_key", `not a key: ${key}`);
    return key;
  }

  string() {
    this.expect('"');
    let found = "";
    for (;;) {
      const character = this.text[this.at];
      if (character === undefined || character < " ")
        this.malformed("a string without an end or with a bare control character");
      this.at += 1;
      if (character === '"') break;
      found += character === "\\" ? this.escape() : character;
    }
    if (LONE_SURROGATE.test(found)) throw new StrictJSONError("json_surrogate", "a lone surrogate");
    return found;
  }

  escape() {
    const name = this.text[this.at];
    this.at += 1;
    if (name !== undefined && Object.hasOwn(ESCAPES, name)) return ESCAPES[name];
    const digits = this.text.slice(this.at, this.at + 4);
    if (name !== "u" || !/^[0-9a-fA-F]{4}$/.test(digits)) this.malformed("an unknown escape");
    this.at += 4;
    return String.fromCharCode(parseInt(digits, 16));
  }

  integer() {
    NUMBER.lastIndex = this.at;
    const match = NUMBER.exec(this.text);
    if (match === null) return this.noInteger();
    if (match[1] !== undefined || match[2] !== undefined)
      throw new StrictJSONError("json_float", "only integers are allowed");
    this.at = NUMBER.lastIndex;
    const value = Number(match[0]);
    if (!Number.isSafeInteger(value)) throw new StrictJSONError("json_integer_range", "beyond 2^53-1");
    return value;
  }

  /** @returns {never} */
  noInteger() {
    // Some JSON encoders write these for non-finite numbers.
    if (/^(?:NaN|-?Infinity)/.test(this.text.slice(this.at, this.at + 9)))
      throw new StrictJSONError("json_float", "only integers are allowed");
    return this.malformed("no value");
  }

  space() {
    SPACE.lastIndex = this.at;
    SPACE.exec(this.text);
    this.at = SPACE.lastIndex;
  }

  /** @param {string} word */
  word(word) {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  /** @param {string} character */
  expect(character) {
    if (!this.word(character)) this.malformed(`no ${character}`);
  }

  /** @param {string} why @returns {never} */
  malformed(why) {
    throw new StrictJSONError("json_malformed", `${why}, at character ${this.at}`);
  }
}
