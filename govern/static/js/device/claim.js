/** Telling the community about this device's key, with a proof that the device has it. */

import { button, make } from "../browser/dom.js";
import { Refusal, Unreachable, csrfHeader, post } from "../browser/http.js";
import { say } from "../language/language.js";
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

/** A key that is here but that the community has not been told of: an earlier sending failed.
 * @param {Page} page @param {import("../browser/storage.js").DeviceKey} key
 * @returns {Promise<HTMLElement>} */
export async function claimPart(page, key) {
  const status = make("p", { role: "status" });
  const send = async () => {
    status.textContent = say("device.claim.sending");
    status.textContent = await outcome(page, key);
  };
  return make(
    "div",
    { class: "device-state", "data-state": "unclaimed" },
    make("h2", {}, say("device.unclaimed")),
    make("p", {}, say("device.unclaimed.do")),
    make("p", {}, make("code", { class: "fingerprint" }, await fingerprint(key.publicKey))),
    button(say("device.claim.send"), send, { class: "primary", "data-action": "send-claim" }),
    status,
  );
}

async function outcome(page, key) {
  try {
    await sendClaim(page.claimUrl, key);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    if (error instanceof Unreachable) return say("sign.unreachable");
    throw error;
  }
  page.claimed = key.publicKey;
  await page.show();
  return "";
}
