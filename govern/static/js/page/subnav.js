/** Scrolls the current page of a section's navigation row into view, on phones. */

import { around } from "../browser/elements.js";

export function showPageAtHand() {
  for (const link of document.querySelectorAll(".subnav [aria-current]")) {
    const row = around(link, "ul", HTMLElement);
    const beyond = link.getBoundingClientRect().right - row.getBoundingClientRect().right;
    if (beyond > 0) row.scrollLeft += beyond;
  }
}
