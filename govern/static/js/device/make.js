/** Creates a key: its backup is chosen and confirmed before it is submitted. */

import { button, downloadLink, freshId, make } from "../browser/dom.js";
import { Refusal, Unreachable } from "../browser/http.js";
import { _ } from "../language/messages.js";
import { signAndSend } from "../signing/signing.js";
import { sendClaim } from "./claim.js";
import { claim, generate, install, keep, sealed } from "./keys.js";
import { makeCode, makeFile, passphraseIsLongEnough, plainCode } from "./recovery.js";

/** @typedef {import("./claim.js").Page} Page */
/** @typedef {{wantsFile: boolean, wantsCode: boolean, passphrase: string}} Choice */
/** @typedef {(page: Page, seed: Uint8Array<ArrayBuffer>, problem: HTMLElement, finish: HTMLButtonElement) => Promise<void>} Use
 *   what becomes of a new key */

/** The steps to a key that is submitted, and then confirmed by somebody.
 * @param {Page} page @returns {HTMLElement} */
export const makePart = (page) => wayTo(register, page);

/** The steps to a key that replaces the one in this browser, which signs the change.
 * @param {Page} page @returns {HTMLElement} */
export const replacePart = (page) => wayTo(replace, page);

/** @param {Use} use @param {Page} page */
function wayTo(use, page) {
  const part = make("section", { class: "device-make" });
  part.append(choiceForm(page, part, use));
  return part;
}

/** First step: choose the backups.
 * @param {Page} page @param {HTMLElement} part @param {Use} use */
function choiceForm(page, part, use) {
  const file = check("backup-file", _("A file, locked with a passphrase"), true);
  const code = check("backup-code", _("A code to print or write down"), false);
  const passphrase = password(
    "passphrase",
    _("Passphrase"),
    _("At least 10 characters. Several words that you will remember are best; nobody can tell you it again."),
  );
  const again = password("passphrase-again", _("The passphrase once more"), "");
  const secrets = make("div", { class: "device-passphrase" }, passphrase.part, again.part);
  const problem = make("p", { class: "field-error", role: "alert" });
  file.input.addEventListener("change", () => (secrets.hidden = !file.input.checked));
  /** @param {Event} event */
  const submit = async (event) => {
    event.preventDefault();
    const choice = { wantsFile: file.input.checked, wantsCode: code.input.checked, passphrase: passphrase.input.value };
    problem.textContent = objection(choice, again.input.value);
    if (problem.textContent === "") await makeAndShow(page, part, choice, use);
  };
  return make(
    "form",
    { class: "device-step", novalidate: true, on: { submit } },
    make("h2", {}, _("Make your key")),
    make(
      "p",
      {},
      _(
        "With your key you sign your ballots and everything else you do here. It is made in this browser and never leaves it, except as the backup that you keep.",
      ),
    ),
    make(
      "fieldset",
      {},
      make("legend", {}, _("How do you want to keep a backup?")),
      make(
        "p",
        { class: "hint" },
        _(
          "Browsers lose their data more often than one thinks. A backup can only be made now: afterwards nobody can read the key out of this browser, not even you.",
        ),
      ),
      file.part,
      secrets,
      code.part,
    ),
    problem,
    make(
      "p",
      { class: "actions" },
      make("button", { type: "submit", class: "primary", "data-action": "make-key" }, _("Make my key")),
    ),
  );
}

/** @param {Choice} choice @param {string} again */
function objection({ wantsFile, wantsCode, passphrase }, again) {
  if (!wantsFile && !wantsCode)
    return _("Choose at least one kind of backup. Without one, losing this device means losing your key.");
  if (wantsFile && !passphraseIsLongEnough(passphrase)) return _("The passphrase needs at least 10 characters.");
  return wantsFile && passphrase.normalize("NFC") !== again.normalize("NFC")
    ? _("The two passphrases are not the same.")
    : "";
}

/** @param {string} name @param {string} label @param {boolean} checked */
function check(name, label, checked) {
  const input = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", name, id: freshId(name), checked }));
  return { input, part: make("label", { class: "check" }, input, make("span", {}, label)) };
}

/** @param {string} name @param {string} label @param {string} hint */
function password(name, label, hint) {
  const id = freshId(name);
  const input = /** @type {HTMLInputElement} */ (
    make("input", { type: "password", name, id, autocomplete: "new-password", "aria-describedby": `${id}-hint` })
  );
  const part = make(
    "div",
    { class: "field" },
    make("label", { for: id }, label),
    make("p", { class: "hint", id: `${id}-hint` }, hint),
    input,
  );
  return { input, part };
}

/** Second step: the key is created; its backups are shown.
 * @param {Page} page @param {HTMLElement} part @param {Choice} choice @param {Use} use */
async function makeAndShow(page, part, choice, use) {
  const sentence = _("Making your key…");
  const bar = make("progress", { "aria-label": sentence });
  part.replaceChildren(make("div", { class: "progress", role: "status" }, make("p", {}, sentence), bar));
  const made = await generate();
  const file = choice.wantsFile
    ? await makeFile(made.seed, { ...page.owner, publicKey: made.publicKey }, choice.passphrase)
    : null;
  const code = choice.wantsCode ? await makeCode(made.seed) : null;
  part.replaceChildren(handOver(page, made, file, code, use));
  part.querySelector("h2")?.focus();
}

/**
 * @param {Page} page
 * @param {{seed: Uint8Array<ArrayBuffer>}} made
 * @param {string | null} file
 * @param {string | null} code
 * @param {Use} use
 */
function handOver(page, made, file, code, use) {
  const problem = make("p", { class: "field-error", role: "alert" });
  const finish = button(_("I have my backup; register this key"), () => use(page, made.seed, problem, finish), {
    class: "primary",
    disabled: true,
    "data-action": "register-key",
  });
  const confirmed = () => {
    finish.disabled = false;
  };
  return make(
    "section",
    { class: "device-step" },
    make("h2", { tabindex: "-1" }, _("Now keep your backup")),
    make(
      "p",
      {},
      _("Your key is made. It will be registered as soon as you have saved the file, or shown that you have the code."),
    ),
    ...(file === null ? [] : [filePart(page, file, confirmed)]),
    ...(code === null ? [] : [codePart(page, code, confirmed)]),
    problem,
    make("p", { class: "actions" }, finish),
  );
}

/** @param {Page} page @param {string} file @param {() => void} confirmed */
function filePart(page, file, confirmed) {
  const link = downloadLink(_("Save the recovery file"), `govern-recovery-${page.owner.member}.json`, file, {
    class: "button secondary",
    "data-action": "save-file",
  });
  link.addEventListener("click", confirmed);
  return make(
    "div",
    { class: "recovery-file" },
    make("h3", {}, _("Your recovery file")),
    make(
      "p",
      {},
      _(
        "Save it somewhere other than on this device: a memory stick, another computer. It opens only with your passphrase.",
      ),
    ),
    make("p", {}, link),
  );
}

/** @param {Page} page @param {string} code @param {() => void} confirmed */
function codePart(page, code, confirmed) {
  const id = freshId("last-group");
  const last = plainCode(code).slice(-4);
  const state = make("span", { role: "status" });
  /** @param {Event} event */
  const typed = (event) => {
    const right = plainCode(/** @type {HTMLInputElement} */ (event.target).value) === last;
    state.textContent = right ? _("That is right.") : "";
    if (right) confirmed();
  };
  const input = make("input", {
    id,
    name: "last-group",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    size: 8,
    on: { input: typed },
  });
  return make(
    "div",
    { class: "recovery-print" },
    sheet(page, code),
    make("p", {}, button(_("Print the code"), print, { class: "secondary", "data-action": "print-code" })),
    make(
      "div",
      { class: "field" },
      make("label", { for: id }, _("To show that you have the code: type its last group of four")),
      input,
      " ",
      state,
    ),
  );
}

/** The printed sheet.
 * @param {Page} page @param {string} code */
function sheet(page, code) {
  // Spaces between the groups, so that a copied code looks like the printed one.
  const groups = code.split("-").flatMap((group) => [make("span", {}, group), " "]);
  return make(
    "div",
    { class: "recovery-sheet" },
    make("h3", {}, _("Your recovery code")),
    make(
      "p",
      {},
      _(
        "Anyone who has this code can sign in your name in “%(community)s”. Keep it like a house key, and do not photograph it.",
        { community: page.communityName },
      ),
    ),
    make("p", { class: "recovery-code", "data-code": code, translate: "no" }, ...groups),
    make("p", { class: "hint" }, page.owner.member),
  );
}

function print() {
  // With this class the stylesheet prints only the sheet.
  document.body.classList.add("printing-code");
  globalThis.addEventListener("afterprint", () => document.body.classList.remove("printing-code"), { once: true });
  globalThis.print();
}

/** Last step: store the key here first, so that a lost answer cannot lose it, then submit it.
 * @param {Page} page
 * @param {Uint8Array<ArrayBuffer>} seed
 * @param {HTMLElement} problem
 * @param {HTMLButtonElement} finish
 */
async function register(page, seed, problem, finish) {
  finish.disabled = true;
  const key = await install(seed, page.owner, Date.now());
  seed.fill(0);
  try {
    await sendClaim(page.claimUrl, key);
    page.claimed = key.publicKey;
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
    problem.textContent = error instanceof Refusal ? error.message : _("There is no clear answer from the server.");
  }
  await page.show();
}

/** Last step with an existing key: it signs the addition of the new key, which then replaces it.
 * @param {Page} page
 * @param {Uint8Array<ArrayBuffer>} seed
 * @param {HTMLElement} problem
 * @param {HTMLButtonElement} finish
 */
async function replace(page, seed, problem, finish) {
  finish.disabled = true;
  const key = await sealed(seed, page.owner, Date.now());
  try {
    if ((await signAndSend("key-added", { claim: await claim(key) })) === null) {
      finish.disabled = false;
      return;
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    problem.textContent = error.message;
    return;
  }
  await keep(key);
  seed.fill(0);
  location.reload();
}
