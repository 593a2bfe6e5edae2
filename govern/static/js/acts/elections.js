/** Nominations, candidacies and resignations, in words. */

import { _ } from "../language/messages.js";

/** @typedef {import("./act.js").Tell} Tell */

/** @type {Record<string, Tell>} */
export const ELECTION_ACTS = {
  "candidate-nominated": (p, name) => ({
    act: _("You nominate %(name)s in the election “%(title)s”.", { name: name(p.candidate), title: name(p.proposal) }),
    more: [_("They become a candidate only if they accept it themselves.")],
  }),
  "candidacy-accepted": (p, name) => ({
    act: _("You STAND in the election “%(title)s”.", { title: name(p.proposal) }),
    more: [_("Your text: %(text)s", { text: name(p.statement) })],
    warning: "public.text",
  }),
  "candidacy-withdrawn": (p, name) => ({
    act: _("You withdraw from the election “%(title)s”, or decline the nomination.", { title: name(p.proposal) }),
  }),
  "seat-vacated": (p, name) => ({
    act: _("You RESIGN from the seat to which the election “%(title)s” brought you.", { title: name(p.election) }),
    more: [_("The office ends with it, at once.")],
  }),
};
