/** Rewrites the page's <time> elements in the reader's time zone and language. */

import { make } from "../browser/dom.js";
import { all } from "../browser/elements.js";
import { formatMoment, formatRelative } from "../language/dates.js";
import { _ } from "../language/messages.js";

const REFRESH = 30_000;

/** @param {HTMLTimeElement} time */
function show(time) {
  const at = Date.parse(time.dateTime);
  const full = formatMoment(at);
  const relative = formatRelative(at, Date.now());
  if (time.dataset.relative === "only") time.textContent = relative;
  else time.replaceChildren(...withRelative(full, relative));
  time.title = full;
}

/** A time with its relative form, which stays on one line.
 * @param {string} full @param {string} relative */
function withRelative(full, relative) {
  const rest = _("%(moment)s (%(distance)s)", { moment: "", distance: relative });
  const aside = make("span", { class: "unbroken" }, rest.trimStart());
  return rest.startsWith(" ") ? [full, " ", aside] : [full, aside];
}

/** Rewrite every <time datetime data-local> as a time, and every <time datetime data-relative> with its relative form,
 * kept up to date. `data-relative="only"` moves the time to the title. */
export function localiseDates() {
  for (const time of /** @type {NodeListOf<HTMLTimeElement>} */ (document.querySelectorAll("time[data-local]")))
    time.textContent = formatMoment(Date.parse(time.dateTime));
  const relative = all("time[data-relative]", HTMLTimeElement);
  relative.forEach(show);
  if (relative.length > 0) setInterval(() => relative.forEach(show), REFRESH);
}
