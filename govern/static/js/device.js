/** The page of this device's key: make one, restore it, see it, remove it.
 *
 * <div data-device data-claim-url="/device/claim" data-public-key="<base64 of the enrolled key, or empty>"
 *      data-claimed-key="<base64 of the key that waits for a registrar, or empty>" data-community-name="..."></div>
 */

import { equal, fromBase64 } from "./bytes.js";
import { formatMoment } from "./dates.js";
import { claimPart } from "./device-claim.js";
import { makePart } from "./device-make.js";
import { restorePart } from "./device-restore.js";
import { button, make } from "./dom.js";
import { fingerprint } from "./keys.js";
import { say } from "./language.js";
import { signerOf } from "./signing.js";
import { getKey, removeKey } from "./storage.js";
import { explanation, missing, support } from "./support.js";

/** @typedef {{owner: import("./keys.js").Owner, enrolled: Uint8Array | null, claimed: Uint8Array | null, claimUrl: string,
 *   communityName: string, show: () => Promise<void>}} Page */

/** @param {HTMLElement} place */
async function start(place) {
  const { publicKey, claimedKey, claimUrl = "", communityName = "" } = place.dataset;
  const bytesOf = (text) => (text ? fromBase64(text) : null);
  /** @type {Page} */
  const page = {
    owner: signerOf(place),
    enrolled: bytesOf(publicKey),
    claimed: bytesOf(claimedKey),
    claimUrl,
    communityName,
    show: async () => place.replaceChildren(...(await parts(page))),
  };
  await page.show();
}

/** What to show, by what the community knows and what this browser has. */
async function parts(page) {
  const lack = missing(await support());
  if (lack !== "") return [explanation(lack)];
  const key = await getKey(page.owner.community, page.owner.member);
  const known = page.enrolled ?? page.claimed;
  if (key === undefined) return known === null ? [makePart(page)] : withoutKey(page, known);
  if (known === null) return [await claimPart(page, key), await removal(page)];
  if (!equal(known, key.publicKey)) return [state("other"), await keyFacts(key), await removal(page)];
  return [state(page.enrolled === null ? "waiting" : "ready"), await keyFacts(key), await removal(page)];
}

function withoutKey(page, known) {
  const restore = [state("absent"), restorePart(page, known)];
  // Nobody has confirmed the claimed key yet, so another may still take its place.
  return page.enrolled === null ? [...restore, makePart(page)] : restore;
}

function state(name) {
  return make(
    "div",
    { class: "device-state", "data-state": name },
    make("h2", {}, say(`device.${name}`)),
    make("p", {}, say(`device.${name}.do`)),
  );
}

async function keyFacts(key) {
  return make(
    "dl",
    { class: "facts" },
    make("dt", {}, say("device.fingerprint")),
    make("dd", {}, make("code", { class: "fingerprint" }, await fingerprint(key.publicKey))),
    make("dt", {}, say("device.created")),
    make("dd", {}, formatMoment(key.created)),
  );
}

async function removal(page) {
  const { community, member } = page.owner;
  const confirm = button(
    say("device.remove.confirm"),
    async () => {
      await removeKey(community, member);
      await page.show();
    },
    { class: "danger", "data-action": "remove-key" },
  );
  const summary = make("summary", {}, say("device.remove"));
  return make("details", { class: "device-remove" }, summary, make("p", {}, say("device.remove.warning")), confirm);
}

for (const place of document.querySelectorAll("[data-device]")) start(place);
