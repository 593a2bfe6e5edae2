/** Talking to the server: strict answers in, refusals and silence as errors. */

import { decode } from "./strict-json.js";

/** A receipt and an envelope together may be longer than one document. */
const LIMIT = 1_000_000;

/** No answer: no network, or no server. */
export class Unreachable extends Error {
  constructor() {
    super("no answer from the server");
    this.name = "Unreachable";
    this.code = "unreachable";
  }
}

/** The server said no, with a problem document (RFC 9457) or at least a status. */
export class Refusal extends Error {
  /** @param {number} status @param {Record<string, any>} problem */
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.name = "Refusal";
    this.status = status;
    this.code = problem.code ?? `http_${status}`;
    this.problem = problem;
  }
}

async function ask(path, options) {
  let response = null;
  try {
    response = await fetch(path, { cache: "no-store", credentials: "same-origin", ...options });
  } catch {
    // fetch rejects only when there is no answer at all.
    throw new Unreachable();
  }
  if (!response.ok) throw new Refusal(response.status, await problemOf(response));
  return response;
}

async function problemOf(response) {
  if (!(response.headers.get("content-type") ?? "").startsWith("application/problem+json")) return {};
  return response.json();
}

/** @param {string} path @returns {Promise<string>} */
export async function getText(path) {
  return (await ask(path, {})).text();
}

/** @param {string} path @returns {Promise<Uint8Array>} */
export async function getBytes(path) {
  return new Uint8Array(await (await ask(path, {})).arrayBuffer());
}

/** @param {string} path @returns {Promise<any>} the value of a strict-JSON answer */
export async function getStrict(path) {
  return decode(await getBytes(path), LIMIT);
}

/** @param {string} path @param {Uint8Array} body strict JSON @param {Record<string, string>} [headers]
 * @returns {Promise<Response>} */
export async function post(path, body, headers = {}) {
  return ask(path, { method: "POST", body, headers: { "Content-Type": "application/json", ...headers } });
}

/** @param {string} path @param {Uint8Array} body @returns {Promise<any>} the value of a strict-JSON answer */
export async function postStrict(path, body) {
  return decode(new Uint8Array(await (await post(path, body)).arrayBuffer()), LIMIT);
}

/** The header that tells our own pages' requests from foreign ones.
 * @returns {Record<string, string>} */
export function csrfHeader() {
  return { "X-CSRFToken": document.querySelector('meta[name="csrf-token"]')?.content ?? "" };
}
