/** Opens the <details> named by the address's fragment, in browsers that do not do so. */
export function openTargetDetails() {
  const asked = document.querySelector(":target");
  const folded = /** @type {HTMLDetailsElement | null} */ (asked?.closest("details:not([open])"));
  if (!asked || !folded) return;
  folded.open = true;
  asked.scrollIntoView();
}
