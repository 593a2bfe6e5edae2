/** Buttons that copy text, and say that they did. */

import { say } from "../language/language.js";
import { button } from "./dom.js";

/** @param {() => string} text @returns {HTMLButtonElement} */
export function copyButton(text) {
  const control = button(say("copy"), () => copy(control, text()), { class: "quiet copy", "aria-live": "polite" });
  return control;
}

async function copy(control, text) {
  try {
    await navigator.clipboard.writeText(text);
    control.textContent = say("copied");
  } catch {
    // Some browsers forbid writing to the clipboard; the text can still be selected by hand.
    control.textContent = say("copy_failed");
  }
}

/** Every <button data-copy="ID"> copies the text of the element with that id. */
export function bindCopyButtons() {
  for (const control of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("button[data-copy]"))) {
    control.addEventListener("click", () => copy(control, document.getElementById(control.dataset.copy).textContent));
  }
}
