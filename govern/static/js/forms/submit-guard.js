/** Holds back a form that is to be signed until the scripts that sign are at work, and sends it then.
 *
 * No module, so that it runs before anybody can press a button: else the browser itself would send the form off, and
 * what was typed would stand in the address.
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
