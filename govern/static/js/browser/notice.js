/** A short dialog that explains why an act is impossible now, with a link to an alternative. */

import { _ } from "../language/messages.js";
import { button, freshId, make } from "./dom.js";

/** @param {string} sentence @param {string} [advice] @param {string} [href] where to go */
export function makeNotice(sentence, advice = "", href = "") {
  const returnTo = document.activeElement;
  const title = make("h2", { id: freshId("notice-title") }, sentence);
  const actions = make("div", { class: "actions" });
  const content = make("div", {}, title, ...(advice === "" ? [] : [make("p", {}, advice)]), actions);
  const dialog = /** @type {HTMLDialogElement} */ (
    make("dialog", { class: "sign notice", "aria-labelledby": title.id }, content)
  );
  if (href !== "") actions.append(make("a", { class: "button primary", href }, _("Go there")));
  actions.append(button(_("Close"), () => dialog.close(), { class: "secondary", "data-action": "close" }));
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (returnTo instanceof HTMLElement && returnTo.isConnected) returnTo.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}
