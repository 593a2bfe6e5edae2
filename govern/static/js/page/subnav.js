/** The row of a section's pages, which scrolls sideways on phones: the page at hand is brought into sight. */

import { around } from "../browser/elements.js";

export function showPageAtHand() {
  for (const link of document.querySelectorAll(".subnav [aria-current]")) {
    const row = around(link, "ul", HTMLElement);
    const beyond = link.getBoundingClientRect().right - row.getBoundingClientRect().right;
    if (beyond > 0) row.scrollLeft += beyond;
  }
}
