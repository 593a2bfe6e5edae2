/** Names and titles in every script, by the same rule as `govern/actions/people/names.py`, which explains it. */

/** The default limit in characters. */
const LONGEST = 200;

const JOINING =
  "\\u0600-\\u08ff\\u0900-\\u109f\\u1700-\\u17b3\\u17b6-\\u180a\\u1810-\\u18af\\u1900-\\u1cff" +
  "\\ua800-\\uaaff\\uabc0-\\uabff\\ufb50-\\ufdcf\\ufdf0-\\ufdff\\ufe70-\\ufefc\\u{10a00}-\\u{11fff}\\u{1e900}-\\u{1e95f}";
const EMOJI =
  "\\u00a9\\u00ae\\u203c\\u2049\\u2122\\u2139\\u2190-\\u21ff\\u2300-\\u27bf\\u2900-\\u297f\\u2b00-\\u2bff\\u3030\\u303d" +
  "\\u3297\\u3299\\u{1f000}-\\u{1faff}";
const SELECTORS = "\\u180b-\\u180d\\u180f\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}";
const BLANKS = "\\u115f\\u1160\\u17b4\\u17b5\\u2800\\u3164\\uffa0";
const INVISIBLE =
  `${BLANKS}${SELECTORS}\\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff` +
  "\\ufff0-\\ufffb\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}";
const REMOVED_OR_KEPT = new RegExp(
  "(?<kept>\\u{1f3f4}[\\u{e0020}-\\u{e007e}]+\\u{e007f}" +
    `|(?<=[${JOINING}])\\u200d` +
    `|(?<=[${JOINING}])\\u200c(?=\\u200c*[${JOINING}])` +
    `|(?<=[${EMOJI}\\ufe0f])\\u200d(?=[${EMOJI}])` +
    `|(?<=[^\\s${INVISIBLE}])[${SELECTORS}])|[${INVISIBLE}]`,
  "gu",
);
const REFUSED = new RegExp(
  "[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u0084\\u0086-\\u009f\\ud800-\\udfff\\ue000-\\uf8ff" +
    "\\ufdd0-\\ufdef\\ufffe\\uffff\\u{f0000}-\\u{10ffff}]",
  "u",
);
const VISIBLE = /[^\p{M}\p{Z}\p{C}\s]/u;

/** @typedef {{text: string, removed: boolean, error: "" | "missing" | "blank" | "signs" | "long"}} Name */

/** Normalize and validate a name or a title: NFC, single spaces, no invisible characters.
 * @param {string} typed @param {number} [longest] @returns {Name} */
export function readName(typed, longest = LONGEST) {
  if (REFUSED.test(typed)) return { text: singleSpaced(typed), removed: false, error: "signs" };
  const composed = typed.normalize("NFC");
  const visible = composed.replace(REMOVED_OR_KEPT, (...match) => match.at(-1).kept ?? "");
  const text = singleSpaced(visible.normalize("NFC"));
  const removed = visible !== composed;
  if (!VISIBLE.test(text)) return { text: "", removed, error: typed.trim() === "" ? "missing" : "blank" };
  return { text, removed, error: [...text].length > longest ? "long" : "" };
}

/** @param {string} text */
function singleSpaced(text) {
  return text.replace(/[\s\u0085]+/gu, " ").trim();
}
