/** Detects whether this browser can sign, and gives advice if it cannot. */

import { N_, _ } from "../language/messages.js";
import { make } from "./dom.js";
import { storageWorks } from "./storage.js";

/** @type {Record<string, {sentence: string, advice: string}>} */
const LACKS = {
  ed25519: {
    sentence: N_("This browser cannot make the signatures used here (Ed25519)."),
    advice: N_(
      "Reading works. To sign, please update the browser: Firefox 129, Chrome or Edge 137, Safari 17, or any later one.",
    ),
  },
  secure: {
    sentence: N_("This page was not opened over a secure connection, so the browser does not allow signing."),
    advice: N_(
      "Open the same page with an address that begins with https://. If there is none, ask whoever runs this server to set it up.",
    ),
  },
  storage: {
    sentence: N_("This browser does not let the page keep anything, so it could not keep your key."),
    advice: N_("Leave the private window, or allow this site to store data, and load the page again."),
  },
};

/** @typedef {{secure: boolean, subtle: boolean, ed25519: boolean, storage: boolean}} Support */

let asked = null;

/** Test every feature that signing needs, once per page.
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
    // The browser does not support Ed25519.
    return false;
  }
}

/** The first missing feature, as a code; empty if none is missing.
 * @param {Support} found @returns {string} */
export function missing(found) {
  if (!found.secure || !found.subtle) return "secure";
  if (!found.ed25519) return "ed25519";
  return found.storage ? "" : "storage";
}

/** Fill every <div data-support> with the missing feature and advice; empty if none is missing. */
export async function explainSupport() {
  const lack = missing(await support());
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-support]"))) {
    place.hidden = lack === "";
    place.replaceChildren(...(lack === "" ? [] : [explanation(lack)]));
  }
}

/** The missing feature in words, with advice.
 * @param {string} lack @returns {{sentence: string, advice: string}} */
export function lackInWords(lack) {
  return { sentence: _(LACKS[lack].sentence), advice: _(LACKS[lack].advice) };
}

/** @param {string} lack @returns {HTMLElement} */
export function explanation(lack) {
  const { sentence, advice } = lackInWords(lack);
  return make(
    "div",
    { class: "unsupported", role: "alert", "data-missing": lack },
    make("p", {}, make("strong", {}, sentence)),
    make("p", {}, advice),
  );
}
