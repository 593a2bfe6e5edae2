/** The page of the reader's receipts: <div data-receipts></div>; checks them against today's record on request. */

import { describe } from "../acts/describe.js";
import { button, downloadLink, freshId, make } from "../browser/dom.js";
import { all, part } from "../browser/elements.js";
import { Refusal, Unreachable } from "../browser/http.js";
import { getReceipts, putReceipt } from "../browser/storage.js";
import { formatMoment } from "../language/dates.js";
import { _, ngettext } from "../language/messages.js";
import { BytesError } from "../record/bytes.js";
import { ProofError } from "../record/proof.js";
import { StrictJSONError } from "../record/strict-json.js";
import { alarmSentence, raiseAlarm } from "../signing/alarm.js";
import { LogMismatch, openLog, refresh } from "../signing/log.js";
import { exportReceipt, importReceipt, recheckReceipt, verifyReceipt } from "../signing/receipt.js";
import { signerOf } from "../signing/signing.js";

const ALL_FORMAT = "govern-receipts/1";

/** @typedef {import("../browser/storage.js").Receipt} Receipt */
/** @typedef {import("../signing/log.js").Log & {head: import("../signing/log.js").Head}} Refreshed */

/** @param {HTMLElement} place */
async function show(place) {
  const receipts = await getReceipts(...owner(place));
  const status = make("div", { class: "receipt-status", role: "status" });
  const lines = new Map(receipts.map((receipt) => [receipt.id, lineOf(receipt)]));
  const list = make("ol", { class: "receipt-list", role: "list" }, ...lines.values());
  const controls = receipts.length === 0 ? [] : [checkButton(place, receipts, lines, status), exportAll(receipts)];
  const introduction = make(
    "p",
    {},
    receipts.length === 0
      ? _("There are no receipts in this browser yet. Each time you sign something, its receipt is kept here.")
      : ngettext(
          "%(num)s receipt is kept in this browser.",
          "%(num)s receipts are kept in this browser.",
          receipts.length,
        ),
  );
  place.replaceChildren(
    introduction,
    make("p", { class: "actions" }, ...controls),
    status,
    list,
    importPart(place),
  );
}

/** @param {HTMLElement} place */
function owner(place) {
  const { community, member } = signerOf(place);
  return /** @type {[string, string]} */ ([community, member]);
}

/** @param {Receipt} receipt */
function lineOf(receipt) {
  const name = `receipt-${receipt.index}.tlog-proof.txt`;
  return make(
    "li",
    { class: "receipt", "data-id": receipt.id },
    make("p", { class: "receipt-words" }, receipt.words),
    make(
      "p",
      { class: "receipt-facts" },
      make("a", { href: `/record/${receipt.index}` }, _("no. %(index)s", { index: receipt.index })),
      ` \u00b7 ${formatMoment(receipt.at)} \u00b7 `,
      downloadLink(_("Save this receipt"), name, exportReceipt(receipt)),
    ),
    make("p", { class: "receipt-result" }),
  );
}

/** @param {Receipt[]} receipts */
function exportAll(receipts) {
  const text = `${JSON.stringify({ format: ALL_FORMAT, receipts: receipts.map(exportReceipt) }, null, 2)}\n`;
  return downloadLink(_("Save all receipts"), "govern-receipts.json", text, { class: "button secondary" });
}

/**
 * @param {HTMLElement} place
 * @param {Receipt[]} receipts
 * @param {Map<string, HTMLElement>} lines
 * @param {HTMLElement} status
 */
function checkButton(place, receipts, lines, status) {
  const control = button(
    _("Check all again"),
    async () => {
      control.disabled = true;
      try {
        await checkAll(owner(place)[0], receipts, lines, status);
      } finally {
        control.disabled = false;
      }
    },
    { class: "primary", "data-action": "check-all" },
  );
  return control;
}

/**
 * @param {string} community
 * @param {Receipt[]} receipts
 * @param {Map<string, HTMLElement>} lines
 * @param {HTMLElement} status
 */
async function checkAll(community, receipts, lines, status) {
  try {
    const log = await refresh(community);
    const bad = await checkEach(log, receipts, lines, status);
    const sentence =
      bad === 0
        ? ngettext("Your receipt holds.", "All %(num)s receipts hold.", receipts.length)
        : ngettext("%(num)s receipt does not hold.", "%(num)s receipts do not hold.", bad);
    status.replaceChildren(
      make(
        "p",
        { class: bad === 0 ? "receipt-ok" : "receipt-bad" },
        sentence,
        " ",
        _("Checked against the record of %(n)s statements.", { n: log.head.size }),
      ),
    );
  } catch (error) {
    if (error instanceof LogMismatch) await raiseAlarm(error);
    else if (!(error instanceof Unreachable || error instanceof Refusal)) throw error;
    status.replaceChildren(
      make(
        "p",
        { class: "receipt-bad" },
        error instanceof LogMismatch ? alarmSentence(error.code) : _("There is no clear answer from the server."),
      ),
    );
  }
}

/**
 * @param {Refreshed} log
 * @param {Receipt[]} receipts
 * @param {Map<string, HTMLElement>} lines
 * @param {HTMLElement} status
 */
async function checkEach(log, receipts, lines, status) {
  const sentence = _("Checking your receipts against today's record…");
  const bar = make("progress", { max: receipts.length, value: 0, "aria-label": sentence });
  status.replaceChildren(make("div", { class: "progress" }, make("p", {}, sentence), bar));
  let bad = 0;
  for (const [done, receipt] of receipts.entries()) {
    if (!(await checkOne(log, receipt, /** @type {HTMLElement} */ (lines.get(receipt.id))))) bad += 1;
    bar.setAttribute("value", String(done + 1));
  }
  return bad;
}

/** @returns {Promise<boolean>} whether the receipt holds; if not, the alarm is raised as well
 * @param {Refreshed} log @param {Receipt} receipt @param {HTMLElement} line */
async function checkOne(log, receipt, line) {
  const result = part(line, ".receipt-result", HTMLElement);
  try {
    await recheckReceipt(log, receipt);
  } catch (error) {
    if (!(error instanceof LogMismatch)) throw error;
    result.className = "receipt-result receipt-bad";
    result.textContent = alarmSentence(error.code);
    await raiseAlarm(error);
    return false;
  }
  result.className = "receipt-result receipt-ok";
  result.textContent = _("In the record, unchanged.");
  return true;
}

/** @param {HTMLElement} place */
function importPart(place) {
  const id = freshId("import");
  /** @param {Event} event */
  const read = async (event) => {
    const files = [...(/** @type {HTMLInputElement} */ (event.target).files ?? [])];
    const sentence = await importFiles(place, files);
    await show(place);
    part(place, ".receipt-status", HTMLElement).replaceChildren(sentence);
  };
  const input = make("input", { type: "file", id, multiple: true, on: { change: read } });
  return make(
    "details",
    { class: "receipt-import" },
    make("summary", {}, _("Bring in receipts from a file")),
    make("div", { class: "field" }, make("label", { for: id }, _("Receipt files")), input),
  );
}

/** @param {HTMLElement} place @param {File[]} files */
async function importFiles(place, files) {
  try {
    let imported = 0;
    for (const file of files) for (const text of textsIn(await file.text())) imported += await importOne(place, text);
    return make(
      "p",
      { class: "receipt-ok" },
      ngettext("%(num)s receipt was brought in.", "%(num)s receipts were brought in.", imported),
    );
  } catch (error) {
    const unreadable = [ProofError, StrictJSONError, BytesError, SyntaxError, TypeError].some(
      (kind) => error instanceof kind,
    );
    if (error instanceof LogMismatch)
      return make("p", { class: "receipt-bad" }, _("This receipt does not fit the record. Nothing was brought in."));
    if (unreadable) return make("p", { class: "receipt-bad" }, _("This file does not hold receipts of yours."));
    if (error instanceof Unreachable)
      return make("p", { class: "receipt-bad" }, _("There is no clear answer from the server."));
    throw error;
  }
}

/** @param {string} content @returns {string[]} */
function textsIn(content) {
  if (!content.startsWith("{")) return [content];
  return JSON.parse(content).receipts;
}

/** @param {HTMLElement} place @param {string} text */
async function importOne(place, text) {
  const [community, member] = owner(place);
  const receipt = await importReceipt(
    text,
    async (kind, payload) => (await describe(kind, payload, { labels: {} })).act,
  );
  if (receipt.community !== community || receipt.member !== member)
    throw new ProofError("proof_other_owner", "another member's receipt");
  await verifyReceipt(await openLog(community), receipt);
  await putReceipt(receipt);
  return 1;
}

for (const place of all("[data-receipts]", HTMLElement)) show(place);
