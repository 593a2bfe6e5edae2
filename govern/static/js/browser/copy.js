/** Buttons that copy text and confirm it. */

import { _ } from "../language/messages.js";
import { button } from "./dom.js";
import { byId } from "./elements.js";

/** @param {() => string} text @returns {HTMLButtonElement} */
export function copyButton(text) {
  const control = button(_("Copy"), () => copy(control, text()), { class: "quiet copy", "aria-live": "polite" });
  return control;
}

/** @param {HTMLButtonElement | HTMLElement} control @param {string} text */
async function copy(control, text) {
  try {
    await navigator.clipboard.writeText(text);
    control.textContent = _("Copied");
  } catch {
    // Some browsers forbid writing to the clipboard; the text can still be selected by hand.
    control.textContent = _("Copying is not allowed here; select the text instead");
  }
}

/** Every <button data-copy="ID"> copies the text of the element with that id. */
export function bindCopyButtons() {
  for (const control of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("button[data-copy]"))) {
    control.addEventListener("click", () => copy(control, byId(control.dataset.copy).textContent ?? ""));
  }
}
