/** Talking to the server: strict answers in, refusals and silence as errors. */

import { decode } from "../record/strict-json.js";

/** A receipt and an envelope together may be longer than one document. */
const LIMIT = 1_000_000;

/** No answer that says what became of the request: no network, no server, or a proxy's page in its place. */
export class Unreachable extends Error {
  /** @param {string} [detail] what the server itself said of it */
  constructor(detail = "") {
    super("no answer from the server");
    this.name = "Unreachable";
    this.code = "unreachable";
    this.detail = detail;
  }
}

/** The server said no, with a problem document (RFC 9457) or at least a status. */
export class Refusal extends Error {
  /** @param {number} status @param {Record<string, any>} problem
   * @param {number} [wait] in how many seconds the same may be asked for again; 0 if nobody said */
  constructor(status, problem, wait = 0) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.name = "Refusal";
    this.status = status;
    this.code = problem.code ?? `http_${status}`;
    this.problem = problem;
    this.wait = wait;
  }
}

/** @param {string} path @param {RequestInit} options @returns {Promise<Response>} */
async function ask(path, options) {
  const response = await reach(path, options);
  if (!response.ok) throw new Refusal(response.status, (await problemOf(response)) ?? {});
  return response;
}

/** @param {string} path @param {RequestInit} options @returns {Promise<Response>} */
async function reach(path, options) {
  try {
    return await fetch(path, { cache: "no-store", credentials: "same-origin", ...options });
  } catch {
    // fetch rejects only when there is no answer at all.
    throw new Unreachable();
  }
}

/** The problem document that an answer holds, or null: other pages may come from a proxy that knows nothing.
 * @param {Response} response @returns {Promise<Record<string, any> | null>} */
async function problemOf(response) {
  if (!(response.headers.get("content-type") ?? "").startsWith("application/problem+json")) return null;
  return response.json().catch(() => null);
}

/** @param {string} path @returns {Promise<string>} */
export async function getText(path) {
  return (await ask(path, {})).text();
}

/** @param {string} path @returns {Promise<Uint8Array<ArrayBuffer>>} */
export async function getBytes(path) {
  return new Uint8Array(await (await ask(path, {})).arrayBuffer());
}

/** @param {string} path @returns {Promise<any>} the value of a strict-JSON answer */
export async function getStrict(path) {
  return decode(await getBytes(path), LIMIT);
}

/** @param {string} path @param {Uint8Array<ArrayBuffer>} body strict JSON @param {Record<string, string>} [headers]
 * @returns {Promise<Response>} */
export async function post(path, body, headers = {}) {
  return ask(path, { method: "POST", body, headers: { "Content-Type": "application/json", ...headers } });
}

/** Post something of which it must be known whether it arrived: only a problem document of the server says no.
 * A 503 of the server's own, any other page and an answer that is cut off leave it open.
 * @param {string} path @param {Uint8Array<ArrayBuffer>} body @returns {Promise<any>} the value of a strict-JSON answer
 * @throws {Unreachable} it may have arrived @throws {Refusal} the server said no */
export async function postStrict(path, body) {
  const response = await reach(path, { method: "POST", body, headers: { "Content-Type": "application/json" } });
  if (response.ok) return valueOf(response);
  const problem = await problemOf(response);
  if (problem === null || response.status === 503) throw new Unreachable(problem?.detail);
  throw new Refusal(response.status, problem, waitOf(response));
}

/** The seconds of an answer's Retry-After, at least one; 0 if it has none. Our server never names a moment there.
 * @param {Response} response */
function waitOf(response) {
  const named = response.headers.get("retry-after") ?? "";
  return /^\d{1,9}$/.test(named) ? Math.max(Number(named), 1) : 0;
}

/** @param {Response} response @returns {Promise<any>} */
async function valueOf(response) {
  try {
    return decode(new Uint8Array(await response.arrayBuffer()), LIMIT);
  } catch {
    throw new Unreachable();
  }
}

/** The header that tells our own pages' requests from foreign ones.
 * @returns {Record<string, string>} */
export function csrfHeader() {
  const named = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="csrf-token"]'));
  return { "X-CSRFToken": named?.content ?? "" };
}
