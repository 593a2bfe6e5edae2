/** The loud banner: the record contradicts itself, and the evidence is kept until the person puts it away. */

import { button, downloadLink, make } from "../browser/dom.js";
import { getLog, setAlarm } from "../browser/storage.js";
import { say } from "../language/language.js";

/** Show a mismatch at the top of the page and keep it, so that every later page shows it too.
 * @param {import("./log.js").LogMismatch} mismatch */
export async function raiseAlarm(mismatch) {
  show(mismatch.code, mismatch.evidence);
  if (mismatch.evidence.community) await setAlarm(mismatch.evidence.community, mismatch.evidence);
}

/** Show again what an earlier page found.
 * @param {string} community */
export async function showKeptAlarm(community) {
  const kept = (await getLog(community))?.alarm;
  if (kept !== undefined) show(kept.code, kept);
}

function show(code, evidence) {
  document.querySelector("body > .alarm")?.remove();
  const banner = make(
    "div",
    { class: "alarm", role: "alert", tabindex: "-1", "data-code": code },
    make("p", {}, make("strong", {}, say("alarm.title"))),
    make("p", {}, say(code)),
    make("p", {}, say("alarm.do")),
  );
  banner.append(make("p", { class: "actions" }, evidenceLink(evidence), " ", putAway(banner, evidence.community)));
  document.body.prepend(banner);
  banner.focus();
}

function evidenceLink(evidence) {
  const text = `${JSON.stringify(evidence, null, 2)}\n`;
  return downloadLink(say("alarm.download"), "govern-evidence.json", text, { class: "button" });
}

function putAway(banner, community) {
  return button(say("alarm.put_away"), async () => {
    if (community) await setAlarm(community, undefined);
    banner.remove();
  });
}
