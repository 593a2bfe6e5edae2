/** Submits this device's key to the community, with a proof of possession. */

import { button, make } from "../browser/dom.js";
import { Refusal, Unreachable, csrfHeader, post } from "../browser/http.js";
import { _ } from "../language/messages.js";
import { fingerprint } from "../record/envelope.js";
import { encode } from "../record/strict-json.js";
import { claim } from "./keys.js";

/** @typedef {{owner: import("./keys.js").Owner, enrolled: Uint8Array<ArrayBuffer>[], isMember: boolean,
 *   claimed: Uint8Array<ArrayBuffer> | null, claimUrl: string,
 *   communityName: string, show: () => Promise<void>}} Page */

/** Send the proof of possession of a key.
 * @param {string} url
 * @param {import("../browser/storage.js").DeviceKey} key
 * @throws {Refusal} @throws {Unreachable} */
export async function sendClaim(url, key) {
  await post(url, encode({ claim: await claim(key) }), csrfHeader());
}

/** The part for a key that is stored here but was not submitted, because an earlier request failed.
 * @param {Page} page @param {import("../browser/storage.js").DeviceKey} key
 * @returns {Promise<HTMLElement>} */
export async function claimPart(page, key) {
  const status = make("p", { role: "status" });
  const send = async () => {
    status.textContent = _("Sending…");
    status.textContent = await outcome(page, key);
  };
  return make(
    "div",
    { class: "device-state", "data-state": "unclaimed" },
    make("h2", {}, _("Your key is here, but not registered yet")),
    make("p", {}, _("The community has not been told of it. Send it now.")),
    make("p", {}, make("code", { class: "fingerprint" }, await fingerprint(key.publicKey))),
    button(_("Register this key"), send, { class: "primary", "data-action": "send-claim" }),
    status,
  );
}

/** @param {Page} page @param {import("../browser/storage.js").DeviceKey} key */
async function outcome(page, key) {
  try {
    await sendClaim(page.claimUrl, key);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    if (error instanceof Unreachable) return _("There is no clear answer from the server.");
    throw error;
  }
  page.claimed = key.publicKey;
  await page.show();
  return "";
}
