/** The demonstration only: a made-believe person's key, which the demo gives away, is put into this browser.
 *
 * <button type="button" data-demo-key>...</button> beside an element <p data-demo-key-status role="status"></p>;
 * with data-demo-key="auto" it happens by itself.
 */

import { Refusal, Unreachable, getText } from "../browser/http.js";
import { getKey } from "../browser/storage.js";
import { missing, support } from "../browser/support.js";
import { install } from "../device/keys.js";
import { say } from "../language/language.js";
import { fromBase64, fromHex } from "../record/bytes.js";
import { signerOf } from "../signing/signing.js";

async function putKeyHere(control) {
  control.disabled = true;
  tell(await outcome(signerOf(control)));
  control.disabled = false;
}

function tell(sentence) {
  const status = document.querySelector("[data-demo-key-status]");
  if (status !== null) status.textContent = sentence;
}

async function outcome(owner) {
  const lack = missing(await support());
  if (lack !== "") return say(`support.${lack}`);
  try {
    const { member, seed } = JSON.parse(await getText("/demo/key"));
    await install(seedBytes(seed), { community: owner.community, member }, Date.now());
  } catch (error) {
    if (error instanceof Refusal || error instanceof Unreachable) return say("demo.failed");
    throw error;
  }
  return say("demo.ready");
}

/** The seed is written in base64, as key files have it, or in hex. */
function seedBytes(text) {
  return /^[0-9a-f]{64}$/.test(text) ? fromHex(text) : fromBase64(text);
}

for (const control of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-demo-key]"))) {
  control.addEventListener("click", () => putKeyHere(control));
  const { community, member } = signerOf(control);
  if (control.dataset.demoKey !== "auto") continue;
  if ((await getKey(community, member)) === undefined) putKeyHere(control);
  else tell(say("demo.ready"));
}
