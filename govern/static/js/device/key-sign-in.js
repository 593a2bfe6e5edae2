/** Sign-in with the key on this device, on the sign-in page.
 *
 * <section data-key-sign-in data-challenge-url="/sign-in/key/challenge" data-proof-url="/sign-in/key" hidden>
 *   <div data-keys></div></section> is shown if this browser has keys of the community.
 */

import { button, make } from "../browser/dom.js";
import { Refusal, Unreachable, csrfHeader, post } from "../browser/http.js";
import { getKeys } from "../browser/storage.js";
import { missing, support } from "../browser/support.js";
import { _ } from "../language/messages.js";
import { fingerprint, seal } from "../record/envelope.js";
import { encode } from "../record/strict-json.js";
import { signerOf } from "../signing/signing.js";

/** @typedef {import("../browser/storage.js").DeviceKey} DeviceKey */

/** Not a statement: the record accepts only types of the form application/vnd.govern.<kind>.v<n>+json. */
const PROOF_TYPE = "application/vnd.govern-sign-in.v1+json";

/** @param {HTMLElement} place */
async function start(place) {
  if (missing(await support()) !== "") return;
  const keys = await getKeys(signerOf(place).community);
  if (keys.length === 0) return;
  const status = make("p", { role: "status", class: "field-error" });
  const buttons = await Promise.all(keys.map((key) => buttonFor(place, key, status, keys.length > 1)));
  place.querySelector("[data-keys]")?.replaceChildren(make("div", { class: "actions" }, ...buttons), status);
  place.hidden = false;
}

/** @param {HTMLElement} place @param {DeviceKey} key @param {HTMLElement} status @param {boolean} several */
async function buttonFor(place, key, status, several) {
  const print = await fingerprint(key.publicKey);
  const label = several ? _("Sign in with the key %(print)s", { print }) : _("Sign in with the key");
  return button(label, () => signIn(place, key, status), { "data-action": "key-sign-in" });
}

/** @param {HTMLElement} place @param {DeviceKey} key @param {HTMLElement} status */
async function signIn(place, key, status) {
  status.textContent = "";
  try {
    location.assign((await exchange(place, key)).next);
  } catch (error) {
    if (error instanceof Refusal) status.textContent = error.message;
    else if (error instanceof Unreachable) status.textContent = _("There is no clear answer from the server.");
    else throw error;
  }
}

/** @param {HTMLElement} place @param {DeviceKey} key */
async function exchange(place, key) {
  const { challengeUrl = "", proofUrl = "" } = place.dataset;
  const { nonce } = await (await post(challengeUrl, encode({}), csrfHeader())).json();
  const box = /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=keep]"));
  const keep = box?.checked ?? false;
  return (await post(proofUrl, encode({ keep, proof: await prove(key, nonce) }), csrfHeader())).json();
}

/** A signed request of this device to sign its member in on this site now.
 * @param {import("../browser/storage.js").DeviceKey} key @param {string} nonce
 * @returns {Promise<import("../record/envelope.js").Envelope>} */
async function prove(key, nonce) {
  const { community, member } = key;
  return seal(PROOF_TYPE, encode({ community, member, nonce, origin: location.origin }), key);
}

const places = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-key-sign-in]"));
for (const place of places) start(place);
