/** The alarm banner for a contradiction in the record; the evidence is stored until the person dismisses it. */

import { button, downloadLink, make } from "../browser/dom.js";
import { getLog, setAlarm } from "../browser/storage.js";
import { N_, _ } from "../language/messages.js";

/** @type {Record<string, string>} */
const SENTENCES = {
  "alarm.fork": N_(
    "The record shown now is not a continuation of the record this browser saw before. Something in the past was changed, or you are being shown a different record than others.",
  ),
  "alarm.founding": N_(
    "The record does not begin with this community's founding statement, or that names another key than the record's.",
  ),
  "alarm.origin": N_("The record's key is for another community than this page says."),
  "alarm.receipt": N_(
    "The receipt does not prove what it should: the statement is not in the record where the server says it is.",
  ),
  "alarm.rollback": N_("The record is shorter than it was when this browser last saw it. Something was taken out."),
  "alarm.signature": N_("The record's signature is false: the record was not signed by its own key."),
  "alarm.vkey": N_("The key that signs the record is not the one this browser knows."),
};

/** The sentence for a mismatch.
 * @param {string} code of a LogMismatch @returns {string} */
export function alarmSentence(code) {
  return _(SENTENCES[code]);
}

/** Show a mismatch at the top of the page and store it, so that later pages show it too.
 * @param {import("./log.js").LogMismatch} mismatch */
export async function raiseAlarm(mismatch) {
  show(mismatch.code, mismatch.evidence);
  if (mismatch.evidence.community) await setAlarm(mismatch.evidence.community, mismatch.evidence);
}

/** Show the stored alarm of an earlier page.
 * @param {string} community */
export async function showKeptAlarm(community) {
  const kept = (await getLog(community))?.alarm;
  if (kept !== undefined) show(kept.code, kept);
}

/** @param {string} code @param {Record<string, any>} evidence */
function show(code, evidence) {
  document.querySelector("body > .alarm")?.remove();
  const banner = make(
    "div",
    { class: "alarm", role: "alert", tabindex: "-1", "data-code": code },
    make("p", {}, make("strong", {}, _("The record does not fit what was known before."))),
    make("p", {}, alarmSentence(code)),
    make(
      "p",
      {},
      _(
        "Please do not sign anything here for now. Save the evidence, and show it to people you trust in your community and to its auditors.",
      ),
    ),
  );
  banner.append(make("p", { class: "actions" }, evidenceLink(evidence), " ", putAway(banner, evidence.community)));
  document.body.prepend(banner);
  banner.focus();
}

/** @param {Record<string, any>} evidence */
function evidenceLink(evidence) {
  const text = `${JSON.stringify(evidence, null, 2)}\n`;
  return downloadLink(_("Save the evidence"), "govern-evidence.json", text, { class: "button" });
}

/** @param {HTMLElement} banner @param {string | undefined} community */
function putAway(banner, community) {
  return button(_("I have saved the evidence; put this away"), async () => {
    if (community) await setAlarm(community, undefined);
    banner.remove();
  });
}
