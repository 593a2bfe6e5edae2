/** The HTTP client: parses strict-JSON answers, and throws for refusals and missing answers. */

import { decode } from "../record/strict-json.js";

/** A receipt and an envelope together may be longer than one document. */
const LIMIT = 1_000_000;

/** The result of the request is unknown: no network, no server, or a proxy's page instead of an answer. */
export class Unreachable extends Error {
  /** @param {string} [detail] the server's message */
  constructor(detail = "") {
    super("no answer from the server");
    this.name = "Unreachable";
    this.code = "unreachable";
    this.detail = detail;
  }
}

/** The server refused the request, with a problem document (RFC 9457) or at least a status. */
export class Refusal extends Error {
  /** @param {number} status @param {Record<string, any>} problem
   * @param {number} [wait] seconds until the request may be repeated; 0 if unknown */
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
    // fetch rejects only if there is no answer.
    throw new Unreachable();
  }
}

/** The problem document of an answer, or null: another page may come from a proxy.
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

/** Post a request whose result must be known: only a problem document of the server is a refusal.
 * A 503 of the server, any other page and a truncated answer leave the result unknown.
 * @param {string} path @param {Uint8Array<ArrayBuffer>} body @returns {Promise<any>} the value of a strict-JSON answer
 * @throws {Unreachable} it may have arrived @throws {Refusal} the server refused it */
export async function postStrict(path, body) {
  const response = await reach(path, { method: "POST", body, headers: { "Content-Type": "application/json" } });
  if (response.ok) return valueOf(response);
  const problem = await problemOf(response);
  if (problem === null || response.status === 503) throw new Unreachable(problem?.detail);
  throw new Refusal(response.status, problem, waitOf(response));
}

/** The seconds of an answer's Retry-After, at least one; 0 if it has none. Our server never sends a date there.
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

/** The header with the CSRF token.
 * @returns {Record<string, string>} */
export function csrfHeader() {
  const named = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="csrf-token"]'));
  return { "X-CSRFToken": named?.content ?? "" };
}
