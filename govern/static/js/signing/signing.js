/**
 * Signs any statement: the common path of all pages, from the statement in words to the verified receipt.
 *
 * CSS classes made by these modules, for the stylesheet:
 *   dialog.sign, .sign-review, .act, .act-words, .act-more, .act-public, .act-bytes (details), .exact-bytes (pre),
 *   .sign-status, .sign-problem, .actions, button.primary / .secondary / .quiet / .danger, .copy, progress.progress,
 *   .alarm (banner, first in body), .unsupported, .field-error, .receipt, .receipt-ok, .receipt-bad, .receipt-list,
 *   .recovery-sheet, .recovery-code, .fingerprint, .device-state, .device-step, .no-key; body.printing-code while printing.
 */

import { describe } from "../acts/describe.js";
import { all } from "../browser/elements.js";
import { Refusal, Unreachable } from "../browser/http.js";
import { makeNotice } from "../browser/notice.js";
import { getKey } from "../browser/storage.js";
import { lackInWords, missing, support } from "../browser/support.js";
import { clearErrors, fieldNamed, showErrors } from "../forms/field-errors.js";
import { json, readForm } from "../forms/fields.js";
import { N_, _ } from "../language/messages.js";
import { raiseAlarm } from "./alarm.js";
import { LogMismatch, refresh } from "./log.js";
import { SignDialog } from "./sign-dialog.js";
import { fromRecord } from "./from-record.js";
import { draft, send, sign } from "./statements.js";

/** The waits before automatic retries with the same bytes, in milliseconds. */
const WAITS = [500, 1000, 2000];

/** The stages between the decision and the receipt.
 * @type {Record<string, string>} */
const STAGES = {
  signing: N_("Signing…"),
  sending: N_("Sending…"),
  verifying: N_("Checking the receipt…"),
  again: N_("There is no clear answer yet. The same statement is being sent again…"),
};

/** @typedef {{kind: string, fields: Record<string, any>, texts?: import("../record/texts.js").Text[], labels?: Record<string, string>,
 *   currency?: string}} Wanted a statement to sign */
/** @typedef {{community: string, member: string}} Signer */
/** @typedef {import("../browser/storage.js").DeviceKey} DeviceKey */
/** @typedef {import("./sign-dialog.js").Act} Act */
/** @typedef {import("./statements.js").Recorded} Recorded */

/** The signer of this page, by <body data-community data-member>, or by the form.
 * @param {HTMLElement} [element] @returns {Signer} */
export function signerOf(element = document.body) {
  /** @param {string} name */
  const from = (name) => element.dataset[name] ?? document.body.dataset[name] ?? "";
  return { community: from("community"), member: from("member") };
}

/** Show, sign, send and verify one statement.
 * @param {string} kind
 * @param {Record<string, any>} fields
 * @param {import("../record/texts.js").Text[]} [texts]
 * @param {Record<string, string>} [labels] words for ids and hashes
 * @param {{currency?: string, signer?: Signer}} [options]
 * @returns {Promise<Recorded | null>} null if nothing was recorded: cancelled, or an alarm or notice was shown
 * @throws {Refusal} after the person has read it in the dialog */
export async function signAndSend(kind, fields, texts = [], labels = {}, { currency, signer = signerOf() } = {}) {
  const recorded = await signMany([{ kind, fields, texts, labels, currency }], signer);
  return recorded[0] ?? null;
}

/** Show several acts in one dialog; on one decision sign and send each, in order.
 * @param {Wanted[]} list
 * @param {Signer} [signer]
 * @returns {Promise<Recorded[]>} what was recorded
 * @throws {Refusal} after the person has read it; its `recorded` lists the statements recorded before it */
export async function signMany(list, signer = signerOf()) {
  try {
    return await attempt(list, signer);
  } catch (error) {
    if (error instanceof LogMismatch) await raiseAlarm(error);
    else if (error instanceof Unreachable)
      makeNotice(
        _("There is no clear answer from the server."),
        _("Nothing was signed. What you typed is still there; try again when you are connected."),
      );
    else throw error;
    return [];
  }
}

/** @param {Wanted[]} list @param {Signer} signer @returns {Promise<Recorded[]>} */
async function attempt(list, signer) {
  const key = await readyKey(signer);
  const acts = key === null ? null : await prepareAll(list, key);
  if (key === null || acts === null) return [];
  const dialog = new SignDialog(acts);
  if (!(await dialog.ask())) {
    dialog.close();
    return [];
  }
  return carryOut(dialog, acts, key);
}

/** @param {Signer} signer */
async function readyKey({ community, member }) {
  const lack = missing(await support());
  if (lack !== "") return explainLack(lackInWords(lack));
  if (member === "") return explain(_("Please sign in first."), "", "/sign-in");
  const key = await getKey(community, member);
  return (
    key ??
    explain(
      _("Your key is not on this device."),
      _("Every act is signed with your own key. Make one, or bring yours to this device from its backup."),
      "/device",
    )
  );
}

/** @param {{sentence: string, advice: string}} lack */
function explainLack({ sentence, advice }) {
  return explain(sentence, advice);
}

/** @param {string} sentence @param {string} advice @param {string} [href] @returns {null} */
function explain(sentence, advice, href) {
  makeNotice(sentence, advice, href);
  return null;
}

/** @param {Wanted[]} list @param {DeviceKey} key @returns {Promise<Act[] | null>} */
async function prepareAll(list, key) {
  try {
    const { head } = await refresh(key.community);
    const acts = [];
    for (const wanted of list) acts.push(await prepare(wanted, key, head));
    return acts;
  } catch (error) {
    if (error instanceof Refusal)
      return explain(_("The record cannot be read just now, so nothing can be signed."), sentenceOf(error));
    throw error;
  }
}

/** @param {Wanted} wanted @param {DeviceKey} key @param {import("./log.js").Head} head @returns {Promise<Act>} */
async function prepare({ kind, fields, texts = [], labels = {}, currency }, key, head) {
  const statement = await draft(kind, fields, texts, key, head);
  const context = await fromRecord(kind, statement.payload, { labels, currency });
  return { statement, words: await describe(kind, statement.payload, context) };
}

/** @param {SignDialog} dialog @param {Act[]} acts @param {DeviceKey} key @returns {Promise<Recorded[]>} */
async function carryOut(dialog, acts, key) {
  const recorded = [];
  try {
    for (const act of acts) {
      const found = await carryOutOne(dialog, act, key, recorded.length, acts.length);
      if (found === null) return recorded;
      recorded.push(found);
    }
    await dialog.done(recorded);
  } catch (error) {
    if (!(error instanceof Refusal)) dialog.close();
    else
      await dialog.refused(
        _("This was not accepted, and nothing was recorded."),
        sentenceOf(error),
        error.problem.rule,
      );
    throw Object.assign(/** @type {Error} */ (error), { recorded });
  }
  return recorded;
}

/**
 * @param {SignDialog} dialog
 * @param {Act} act
 * @param {DeviceKey} key
 * @param {number} done
 * @param {number} all
 * @returns {Promise<Recorded | null>}
 */
async function carryOutOne(dialog, { statement, words }, key, done, all) {
  /** @param {string} stage */
  const tell = (stage) => dialog.progress(_(STAGES[stage]), done, all);
  tell("signing");
  const envelope = await sign(statement, key);
  for (let waits = WAITS; ;) {
    let failure = null;
    try {
      return await send(statement, envelope, words.act, tell);
    } catch (error) {
      if (!(error instanceof Unreachable) && !isTooOften(error)) throw error;
      failure = error;
    }
    if (failure instanceof Unreachable && waits.length > 0 && navigator.onLine) {
      tell("again");
      await pause(waits[0]);
      waits = waits.slice(1);
    } else if (!(await offer(dialog, failure, done, all))) {
      dialog.close();
      return null;
    }
  }
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * @param {SignDialog} dialog
 * @param {Unreachable | Refusal} failure
 * @param {number} done
 * @param {number} all
 * @returns {Promise<boolean>}
 */
function offer(dialog, failure, done, all) {
  if (failure instanceof Unreachable) return dialog.offerRetry(failure.detail);
  return dialog.waitToSend(sentenceOf(failure), failure.wait, done, all);
}

/** Whether a rate limit was reached: nothing was recorded, and the same bytes are accepted after the wait.
 * @param {unknown} error @returns {error is Refusal} */
function isTooOften(error) {
  return error instanceof Refusal && error.status === 429;
}

/** The server's translated sentence of a refusal, or its code without one.
 * @param {Refusal} refusal @returns {string} */
function sentenceOf({ problem, code }) {
  return problem.detail ?? problem.title ?? _("The server gave the reason “%(code)s”.", { code });
}

/** Bind every <form data-statement="KIND">, and every <form data-statement-many="KIND"> with its checked acts. */
export function bindForms() {
  const forms = /** @type {NodeListOf<HTMLFormElement>} */ (
    document.querySelectorAll("form[data-statement], form[data-statement-many]")
  );
  for (const form of forms) {
    form.noValidate = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      submit(form);
    });
  }
}

/** @param {HTMLFormElement} form */
async function submit(form) {
  if (form.dataset.signing !== undefined) return;
  form.dataset.signing = "";
  try {
    clearErrors(form);
    const recorded = form.dataset.statementMany === undefined ? await submitOne(form) : await submitMany(form);
    if (recorded.length > 0) goOn(form, recorded);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const field = fieldNamed(form, error.problem.field);
    if (field !== null) showErrors(new Map([[field, sentenceOf(error)]]));
    const { recorded } = /** @type {Refusal & {recorded: Recorded[]}} */ (error);
    if (recorded.length > 0) goOn(form, recorded);
  } finally {
    delete form.dataset.signing;
  }
}

/** @param {HTMLFormElement} form @returns {Promise<Recorded[]>} */
async function submitOne(form) {
  const { fields, texts, labels, errors } = await readForm(form);
  showErrors(errors);
  if (errors.size > 0) return [];
  const currency = form.dataset.currency;
  return signMany([{ kind: form.dataset.statement ?? "", fields, texts, labels, currency }], signerOf(form));
}

/** Each checked <input type="checkbox" data-fixed='{...}' data-labels='{...}'> is one act; it may have its own kind, and
 * its own texts: data-statement="KIND" data-texts='[{"blob": {...}, "sha256": "..."}]'.
 * @param {HTMLFormElement} form @returns {Promise<Recorded[]>} */
async function submitMany(form) {
  const boxes = all("input[type=checkbox][data-fixed]", HTMLInputElement, form);
  const chosen = boxes.filter((box) => box.checked);
  if (chosen.length === 0 && boxes.length > 0) showErrors(new Map([[boxes[0], _("Choose at least one.")]]));
  if (chosen.length === 0) return [];
  const common = json(form.dataset.labels);
  const wanted = chosen.map((box) => {
    return {
      kind: box.dataset.statement ?? form.dataset.statementMany ?? "",
      fields: json(box.dataset.fixed),
      texts: box.dataset.texts === undefined ? [] : JSON.parse(box.dataset.texts),
      labels: { ...common, ...json(box.dataset.labels) },
    };
  });
  return signMany(wanted, signerOf(form));
}

/** @param {HTMLFormElement} form @param {Recorded[]} recorded */
function goOn(form, recorded) {
  form.dispatchEvent(new CustomEvent("govern:recorded", { bubbles: true, detail: recorded }));
  if (form.dataset.done) location.assign(form.dataset.done.replace("{id}", recorded[0].id));
}
