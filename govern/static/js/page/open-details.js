/** Parts of a page that are folded up: the one that the address names is opened, in browsers that do not do so. */
export function openTargetDetails() {
  const asked = document.querySelector(":target");
  const folded = /** @type {HTMLDetailsElement | null} */ (asked?.closest("details:not([open])"));
  if (!asked || !folded) return;
  folded.open = true;
  asked.scrollIntoView();
}
