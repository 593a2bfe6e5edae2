/** Bringing in entries from before the record, in words. */

import { formatDay } from "../language/dates.js";
import { count, say } from "../language/language.js";

const SHOWN = 10;

export const IMPORT_ACTS = {
  "entries-imported": ({ entries }, name) => ({
    act: say("act.entries_imported", {
      entries: count("act.entries", entries.length),
      first: formatDay(entries[0].on),
      last: formatDay(entries[entries.length - 1].on),
    }),
    more: [
      ...entries.slice(0, SHOWN).map((entry) => say("act.entry", { day: formatDay(entry.on), text: name(entry.text) })),
      entries.length > SHOWN ? count("act.entries_more", entries.length - SHOWN) : "",
      say("act.entries_accounts", { names: accountsOf(entries).map(name).join(" · ") }),
    ],
    warning: "public.text",
  }),
};

function accountsOf(entries) {
  return [...new Set(entries.flatMap((entry) => entry.postings.map((posting) => posting.account)))];
}
