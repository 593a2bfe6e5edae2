/** The import of entries that predate the log, in words. */

import { formatDay } from "../language/dates.js";
import { _, ngettext } from "../language/messages.js";
import { formatInteger } from "../language/money.js";

/** @typedef {import("./act.js").Payload} Payload */
/** @typedef {import("./act.js").NameOf} NameOf */

const SHOWN = 10;

/** The act: how many entries, and of which time.
 * @param {Payload} payload @returns {string} */
export function imported({ entries }) {
  return _("You bring in %(entries)s from before this record: %(first)s to %(last)s.", {
    entries: ngettext("%(num)s entry", "%(num)s entries", entries.length),
    first: formatDay(entries[0].on),
    last: formatDay(entries[entries.length - 1].on),
  });
}

/** The first entries, and all accounts.
 * @param {Payload} payload @param {NameOf} name @returns {string[]} */
export function importedEntries({ entries }, name) {
  return [
    ...entries
      .slice(0, SHOWN)
      .map((/** @type {Payload} */ entry) => _("%(day)s: %(text)s", { day: formatDay(entry.on), text: name(entry.text) })),
    entries.length > SHOWN ? _("And %(num)s more.", { num: formatInteger(entries.length - SHOWN) }) : "",
    _("Accounts: %(names)s", { names: accountsOf(entries).map(name).join(" · ") }),
  ];
}

/** @param {Payload[]} entries @returns {string[]} */
function accountsOf(entries) {
  return [...new Set(entries.flatMap((entry) => entry.postings.map((/** @type {Payload} */ posting) => posting.account)))];
}
