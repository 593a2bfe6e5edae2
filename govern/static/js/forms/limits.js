/** Shows beside a field the remaining or excess characters of its limit; input is never truncated. */

import { freshId, make } from "../browser/dom.js";
import { ngettext } from "../language/messages.js";

/** The share of the limit from which the rest is shown. */
const NEARLY = 0.9;

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Limited */

/** @param {any} control @returns {boolean} whether a field's value exceeds its limit */
export function isTooLong(control) {
  return charactersOver(control) > 0;
}

/** Watch the fields with a limit, including those added later. */
export function bindLimits() {
  document.addEventListener("input", ({ target }) => {
    if (isLimited(target)) tell(target);
  });
  [...document.querySelectorAll(LIMITED)].filter(isLimited).forEach(tell);
}

const LIMITED = "[data-limit], [data-limit-bytes]";

/** @param {EventTarget | null} target @returns {target is Limited} */
function isLimited(target) {
  const isTyped = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isTyped && target.matches(LIMITED);
}

/** Characters above the limit; negative below it, and 0 below a limit of bytes.
 * @param {Limited} control @returns {number} */
function charactersOver(control) {
  const characters = [...control.value.normalize("NFC").trim()];
  if (control.dataset.limitBytes === undefined) {
    const most = Number(control.dataset.limit ?? 0);
    return most > 0 ? characters.length - most : 0;
  }
  let room = Number(control.dataset.limitBytes);
  const encoder = new TextEncoder();
  const fitting = characters.findIndex((one) => (room -= encoder.encode(one).length) < 0);
  return fitting < 0 ? 0 : characters.length - fitting;
}

/** @param {Limited} control */
function tell(control) {
  const over = charactersOver(control);
  const most = Number(control.dataset.limit ?? 0);
  const left = over < 0 && -over <= most * (1 - NEARLY) && most >= 1 / (1 - NEARLY) ? -over : 0;
  const found = lineOf(control);
  if (found === null && over <= 0 && left === 0) return;
  const line = found ?? addLine(control);
  line.textContent =
    over > 0
      ? ngettext(
          "%(num)s character too many. Nothing was cut; shorten it before you go on.",
          "%(num)s characters too many. Nothing was cut; shorten it before you go on.",
          over,
        )
      : left > 0
        ? ngettext("%(num)s character left.", "%(num)s characters left.", left)
        : "";
  line.classList.toggle("over", over > 0);
  describe(control, line);
}

/** @param {Limited} control @returns {Element | null} */
function lineOf(control) {
  return (control.closest(".field") ?? control.parentElement)?.querySelector(".limit-line") ?? null;
}

/** @param {Limited} control */
function addLine(control) {
  const line = make("p", { class: "hint limit-line" });
  control.after(line);
  return line;
}

/** Connect the line with its field for screen readers.
 * @param {Limited} control @param {Element} line */
function describe(control, line) {
  line.id ||= freshId("limit");
  const before = (control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
  if (!before.includes(line.id)) control.setAttribute("aria-describedby", [...before, line.id].join(" "));
}
