/** What people do with clubs and delegations, and leaving the community, in words. */

import { formatMoment } from "../language/dates.js";
import { say } from "../language/language.js";

const withReason = (act, text) => ({ act, more: [say("act.reason", { text })], warning: "public.text" });

export const CLUB_ACTS = {
  "member-left": () => ({ act: say("act.member_left"), more: [say("act.member_left.for_good")] }),
  "club-opened": (p, name) => ({
    act: say("act.club_opened", { club: name(p.name), convener: name(p.convener) }),
    more: [name(p.purpose)],
    warning: "public.text",
  }),
  "club-closed": (p, name) => ({ act: say("act.club_closed", { club: name(p.club) }) }),
  "club-asked": (p, name) => ({ act: say("act.club_asked", { club: name(p.club) }) }),
  "club-admitted": (p, name) => ({
    act: say("act.club_admitted", { name: name(p.admitted), club: name(p.club) }),
  }),
  "club-left": (p, name) => ({ act: say("act.club_left", { club: name(p.club) }) }),
  "club-removed": (p, name) =>
    withReason(say("act.club_removed", { name: name(p.removed), club: name(p.club) }), name(p.reason)),
  "delegation-made": (p, name) => ({
    act:
      p.delegate === ""
        ? say("act.delegation_made.nobody", { area: area(p.area, name) })
        : say("act.delegation_made", { name: name(p.delegate), area: area(p.area, name) }),
    more: [say("act.delegation_until", { moment: formatMoment(p.ends) })],
  }),
  "delegation-ended": (p, name) => ({ act: say("act.delegation_ended", { area: area(p.area, name) }) }),
};

/** What a delegation covers. The community and topics are told from what gets signed, whatever the page calls them. */
function area(id, name) {
  if (id === "community") return say("area.community");
  if (id.startsWith("topic:")) return say("area.topic", { topic: id.slice("topic:".length) });
  return say(id.startsWith("c_") ? "area.club" : "area.proposal", { name: name(id) });
}
