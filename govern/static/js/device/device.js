/** The page of this device's key: create, restore, show or remove it.
 *
 * <div data-device data-claim-url="/device/claim" data-public-keys="<base64 of each key that signs for the member>"
 *      data-claimed-key="<base64 of the key that waits to be confirmed, or empty>" data-is-member
 *      data-community-name="..."></div>
 * <span data-own-key="<base64>"></span> marks a key as stored here; <... data-further-key="<base64>"> is hidden if it is.
 */

import { button, make } from "../browser/dom.js";
import { getKey, removeKey } from "../browser/storage.js";
import { explanation, missing, support } from "../browser/support.js";
import { formatMoment } from "../language/dates.js";
import { N_, _ } from "../language/messages.js";
import { equal, fromBase64 } from "../record/bytes.js";
import { fingerprint } from "../record/envelope.js";
import { signerOf } from "../signing/signing.js";
import { claimPart } from "./claim.js";
import { makePart, replacePart } from "./make.js";
import { restorePart } from "./restore.js";

/** @type {Record<string, {heading: string, advice: string}>} */
const PARTS = {
  absent: {
    heading: N_("Your key is not on this device"),
    advice: N_(
      "The community knows your key, but this browser does not have it. Bring it here from the backup you made.",
    ),
  },
  asked: {
    heading: N_("This key waits for you or for two registrars"),
    advice: N_(
      "Open this page on a device that has your key, and add this one there. If you have none left, ask two registrars: they will compare the fingerprint with you.",
    ),
  },
  other: {
    heading: N_("This is not the key the community knows"),
    advice: N_(
      "The key in this browser does not fit your membership. Remove it here, then restore the right one from its backup.",
    ),
  },
  ready: {
    heading: N_("Your key is on this device"),
    advice: N_("You can sign here. To use a second device, restore the key there from your backup."),
  },
  waiting: {
    heading: N_("Your key waits to be confirmed"),
    advice: N_(
      "A registrar has to confirm that it is yours. They may ask you for the fingerprint, so that nobody can slip in another key.",
    ),
  },
  lost: {
    heading: N_("No backup at hand, or you want a separate key for this device"),
    advice: N_("Make a key here. Then add it on a device that has your key, or ask two registrars."),
  },
  replace: {
    heading: N_("Make a new key in place of this one"),
    advice: N_(
      "You sign once with the present key to add the new one. Afterwards end the old one in the list below, if it may be in wrong hands.",
    ),
  },
};

/** @typedef {import("./claim.js").Page} Page */
/** @typedef {import("../browser/storage.js").DeviceKey} DeviceKey */

/** @param {HTMLElement} place */
async function start(place) {
  const { publicKeys = "", claimedKey, claimUrl = "", communityName = "" } = place.dataset;
  /** @type {Page} */
  const page = {
    owner: signerOf(place),
    enrolled: publicKeys.split(" ").filter(Boolean).map(fromBase64),
    isMember: place.dataset.isMember !== undefined,
    claimed: claimedKey ? fromBase64(claimedKey) : null,
    claimUrl,
    communityName,
    show: async () => place.replaceChildren(...(await parts(page))),
  };
  await page.show();
}

/** The parts to show, by the community's and the browser's keys.
 * @param {Page} page @returns {Promise<HTMLElement[]>} */
async function parts(page) {
  const lack = missing(await support());
  if (lack !== "") return [explanation(lack)];
  const key = await getKey(page.owner.community, page.owner.member);
  pointOut(key);
  if (key === undefined) return withoutKey(page);
  const isClaimed = page.claimed !== null && equal(page.claimed, key.publicKey);
  if (page.enrolled.some((one) => equal(one, key.publicKey))) return withKey(page, key);
  if (isClaimed) return [state(page.isMember ? "asked" : "waiting"), await keyFacts(key), await removal(page)];
  if (page.isMember || page.claimed !== null) return [state("other"), await keyFacts(key), await removal(page)];
  return [await claimPart(page, key), await removal(page)];
}

/** Mark the key stored here in the list of keys; a key cannot confirm itself.
 * @param {DeviceKey | undefined} key */
function pointOut(key) {
  /** @param {string | undefined} text */
  const isHere = (text) => key !== undefined && equal(fromBase64(text ?? ""), key.publicKey);
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-own-key]")))
    place.textContent = isHere(place.dataset.ownKey) ? _("on this device") : "";
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-further-key]")))
    part.hidden = isHere(part.dataset.furtherKey);
}

/** @param {Page} page @param {DeviceKey} key */
async function withKey(page, key) {
  return [state("ready"), await keyFacts(key), folded("replace", replacePart(page)), await removal(page)];
}

/** @param {Page} page */
function withoutKey(page) {
  const known = page.claimed === null ? page.enrolled : [...page.enrolled, page.claimed];
  if (page.isMember) return [state("absent"), restorePart(page, known), folded("lost", makePart(page))];
  // The claimed key is not confirmed yet, so another may replace it.
  return known.length === 0 ? [makePart(page)] : [state("absent"), restorePart(page, known), makePart(page)];
}

/** A collapsed part that few people need.
 * @param {string} name @param {HTMLElement} part */
function folded(name, part) {
  const summary = make("summary", {}, _(PARTS[name].heading));
  return make(
    "details",
    { class: "device-remove stack", "data-part": name },
    summary,
    make("p", {}, _(PARTS[name].advice)),
    part,
  );
}

/** @param {string} name */
function state(name) {
  return make(
    "div",
    { class: "device-state", "data-state": name },
    make("h2", {}, _(PARTS[name].heading)),
    make("p", {}, _(PARTS[name].advice)),
  );
}

/** @param {DeviceKey} key */
async function keyFacts(key) {
  return make(
    "dl",
    { class: "facts" },
    make("dt", {}, _("Fingerprint")),
    make("dd", {}, make("code", { class: "fingerprint" }, await fingerprint(key.publicKey))),
    make("dt", {}, _("On this device since")),
    make("dd", {}, formatMoment(key.created)),
  );
}

/** @param {Page} page */
async function removal(page) {
  const { community, member } = page.owner;
  const confirm = button(
    _("Yes, remove it from this device"),
    async () => {
      await removeKey(community, member);
      await page.show();
    },
    { class: "danger", "data-action": "remove-key" },
  );
  const summary = make("summary", {}, _("Remove the key from this device"));
  return make(
    "details",
    { class: "device-remove" },
    summary,
    make(
      "p",
      {},
      _("Without your backup you cannot get it back. Your membership and everything you have signed stay as they are."),
    ),
    confirm,
  );
}

for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-device]"))) start(place);
