/** Whether this browser can sign at all, and what to do when it cannot. */

import { say } from "../language/language.js";
import { make } from "./dom.js";
import { storageWorks } from "./storage.js";

/** @typedef {{secure: boolean, subtle: boolean, ed25519: boolean, storage: boolean}} Support */

let asked = null;

/** Try everything signing needs, once per page.
 * @returns {Promise<Support>} */
export function support() {
  asked ??= probe();
  return asked;
}

async function probe() {
  const subtle = globalThis.crypto?.subtle !== undefined;
  return {
    secure: globalThis.isSecureContext === true,
    subtle,
    ed25519: subtle && (await signs()),
    storage: globalThis.indexedDB !== undefined && (await storageWorks()),
  };
}

async function signs() {
  try {
    const pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    const message = Uint8Array.of(1);
    const signature = await crypto.subtle.sign("Ed25519", pair.privateKey, message);
    return await crypto.subtle.verify("Ed25519", pair.publicKey, signature, message);
  } catch {
    // The browser's way of saying that it does not know Ed25519.
    return false;
  }
}

/** The first thing that is missing, as the words' key has it; empty when nothing is.
 * @param {Support} found @returns {string} */
export function missing(found) {
  if (!found.secure || !found.subtle) return "secure";
  if (!found.ed25519) return "ed25519";
  return found.storage ? "" : "storage";
}

/** Explain in every <div data-support> what is missing and what to do; leave them empty when all is there. */
export async function explainSupport() {
  const lack = missing(await support());
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-support]"))) {
    place.hidden = lack === "";
    place.replaceChildren(...(lack === "" ? [] : [explanation(lack)]));
  }
}

/** @param {string} lack @returns {HTMLElement} */
export function explanation(lack) {
  return make(
    "div",
    { class: "unsupported", role: "alert", "data-missing": lack },
    make("p", {}, make("strong", {}, say(`support.${lack}`))),
    make("p", {}, say(`support.${lack}.do`)),
  );
}
