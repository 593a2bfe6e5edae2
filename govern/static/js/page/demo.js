/** Only for the demonstration: stores an invented person's published key in this browser.
 *
 * <button type="button" data-demo-key>...</button> beside an element <p data-demo-key-status role="status"></p>;
 * with data-demo-key="auto" it happens by itself.
 */

import { all } from "../browser/elements.js";
import { Refusal, Unreachable, getText } from "../browser/http.js";
import { getKey } from "../browser/storage.js";
import { lackInWords, missing, support } from "../browser/support.js";
import { install } from "../device/keys.js";
import { _ } from "../language/messages.js";
import { fromBase64, fromHex } from "../record/bytes.js";
import { signerOf } from "../signing/signing.js";

/** @param {HTMLButtonElement} control */
async function putKeyHere(control) {
  control.disabled = true;
  tell(await outcome(signerOf(control)));
  control.disabled = false;
}

/** @param {string} sentence */
function tell(sentence) {
  const status = document.querySelector("[data-demo-key-status]");
  if (status !== null) status.textContent = sentence;
}

/** @param {import("../signing/signing.js").Signer} owner */
async function outcome(owner) {
  const lack = missing(await support());
  if (lack !== "") return lackInWords(lack).sentence;
  try {
    const { member, seed } = JSON.parse(await getText("/demo/key"));
    await install(seedBytes(seed), { community: owner.community, member }, Date.now());
  } catch (error) {
    if (error instanceof Refusal || error instanceof Unreachable)
      return _("The key could not be fetched. Please sign in as one of the demonstration's people first.");
    throw error;
  }
  return _("This person's key is now in this browser. You can sign as them.");
}

/** The bytes of a seed in base64, as in key files, or in hex.
 * @param {string} text */
function seedBytes(text) {
  return /^[0-9a-f]{64}$/.test(text) ? fromHex(text) : fromBase64(text);
}

for (const control of all("[data-demo-key]", HTMLButtonElement)) {
  control.addEventListener("click", () => putKeyHere(control));
  const { community, member } = signerOf(control);
  if (control.dataset.demoKey !== "auto") continue;
  if ((await getKey(community, member)) === undefined) putKeyHere(control);
  else tell(_("This person's key is now in this browser. You can sign as them."));
}
