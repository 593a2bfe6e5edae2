/** Nominations, candidacies, and resigning from a seat, in words. */

import { say } from "../language/language.js";

export const ELECTION_ACTS = {
  "candidate-nominated": (p, name) => ({
    act: say("act.candidate_nominated", { name: name(p.candidate), title: name(p.proposal) }),
    more: [say("act.candidate_nominated.accept")],
  }),
  "candidacy-accepted": (p, name) => ({
    act: say("act.candidacy_accepted", { title: name(p.proposal) }),
    more: [say("act.text", { text: name(p.statement) })],
    warning: "public.text",
  }),
  "candidacy-withdrawn": (p, name) => ({ act: say("act.candidacy_withdrawn", { title: name(p.proposal) }) }),
  "seat-vacated": (p, name) => ({
    act: say("act.seat_vacated", { title: name(p.election) }),
    more: [say("act.seat_vacated.role")],
  }),
};
