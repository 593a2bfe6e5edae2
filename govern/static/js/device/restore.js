/** Restores this member's key from a recovery file, a key file or a printed code. */

import { freshId, make } from "../browser/dom.js";
import { _ } from "../language/messages.js";
import { KeyMismatch, restore } from "./keys.js";
import { RecoveryError, needsPassphrase, openCode, openFile } from "./recovery.js";

/** @typedef {import("./claim.js").Page} Page */

/** @param {Page} page @param {Uint8Array<ArrayBuffer>[]} known the public keys the community knows
 * @returns {HTMLElement} */
export function restorePart(page, known) {
  return make(
    "section",
    { class: "device-restore" },
    make("h2", {}, _("Bring your key to this device")),
    fileForm(page, known),
    codeForm(page, known),
    make("p", { class: "hint" }, _("If you have neither: make another key, further down on this page.")),
  );
}

/** @param {Page} page @param {Uint8Array<ArrayBuffer>[]} known */
function fileForm(page, known) {
  const file = field("file", "restore-file", _("Recovery file or key file"));
  const passphrase = field("password", "restore-passphrase", _("Passphrase"));
  const open = async () => {
    const text = (await file.input.files?.[0]?.text()) ?? "";
    if (text === "") throw new RecoveryError("recovery.choose_file");
    return openFile(text, needsPassphrase(text) ? passphrase.input.value : "");
  };
  return restoreForm(page, known, _("From a file"), [file.part, passphrase.part], open);
}

/** @param {Page} page @param {Uint8Array<ArrayBuffer>[]} known */
function codeForm(page, known) {
  const code = field("text", "restore-code", _("The code"));
  return restoreForm(page, known, _("From a printed code"), [code.part], () => openCode(code.input.value));
}

/** @param {string} type @param {string} name @param {string} label */
function field(type, name, label) {
  const id = freshId(name);
  const input = /** @type {HTMLInputElement} */ (
    make("input", { type, name, id, autocomplete: "off", spellcheck: "false" })
  );
  return { input, part: make("div", { class: "field" }, make("label", { for: id }, label), input) };
}

/**
 * @param {Page} page @param {Uint8Array<ArrayBuffer>[]} known the public keys the community knows
 * @param {string} title @param {HTMLElement[]} fields @param {() => Promise<import("./recovery.js").Recovered>} open */
function restoreForm(page, known, title, fields, open) {
  const problem = make("p", { class: "field-error", role: "alert" });
  /** @param {Event} event */
  const submit = async (event) => {
    event.preventDefault();
    problem.textContent = _("Opening the backup…");
    problem.textContent = await attempt(page, known, open);
  };
  const control = make("button", { type: "submit", class: "primary" }, _("Restore my key"));
  return make(
    "form",
    { class: "device-step", on: { submit } },
    make("h3", {}, title),
    ...fields,
    problem,
    make("p", { class: "actions" }, control),
  );
}

/** Empty if the key was restored, else the error message.
 * @param {Page} page
 * @param {Uint8Array<ArrayBuffer>[]} known
 * @param {() => Promise<import("./recovery.js").Recovered>} open
 */
async function attempt(page, known, open) {
  try {
    const { seed, community, member } = await open();
    if ((community ?? page.owner.community) !== page.owner.community)
      throw new RecoveryError("recovery.other_community");
    if ((member ?? page.owner.member) !== page.owner.member) throw new RecoveryError("recovery.other_member");
    await restore(seed, page.owner, known, Date.now());
    seed.fill(0);
  } catch (error) {
    if (error instanceof RecoveryError || error instanceof KeyMismatch) return error.sentence;
    throw error;
  }
  await page.show();
  return "";
}
