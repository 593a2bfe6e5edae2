/** Holds back the submission of a signing form until the signing scripts are loaded.
 *
 * Not a module, so that it runs before anybody can press a button: otherwise the browser would submit the form, and
 * the typed values would appear in the address.
 */

(() => {
  const page = document.documentElement;
  /** @type {SubmitEvent | null} */
  let held = null;
  const hold = (/** @type {SubmitEvent} */ event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if ("ready" in page.dataset || !form.matches("[data-statement], [data-statement-many]")) return;
    event.preventDefault();
    held = event;
  };
  document.addEventListener("submit", hold, true);
  new MutationObserver((_changes, observer) => {
    observer.disconnect();
    if (held) /** @type {HTMLFormElement} */ (held.target).requestSubmit(held.submitter);
  }).observe(page, { attributeFilter: ["data-ready"] });
})();
