/** Statements about clubs, delegations and leaving the community, in words. */

import { formatMoment } from "../language/dates.js";
import { _ } from "../language/messages.js";

/** @typedef {import("./act.js").NameOf} NameOf */
/** @typedef {import("./act.js").Tell} Tell */

/** @param {string} act @param {string} text */
const withReason = (act, text) => ({ act, more: [_("Reason: %(text)s", { text })], warning: "public.text" });

/** @type {Record<string, Tell>} */
export const CLUB_ACTS = {
  "member-left": () => ({
    act: _("You LEAVE the community."),
    more: [_("This cannot be taken back. Your key signs nothing here any more, and your tokens are gone.")],
  }),
  "club-opened": (p, name) => ({
    act: _("You open the club “%(club)s” with %(convener)s as its convener.", {
      club: name(p.name),
      convener: name(p.convener),
    }),
    more: [name(p.purpose)],
    warning: "public.text",
  }),
  "club-closed": (p, name) => ({ act: _("You close the club “%(club)s” for good.", { club: name(p.club) }) }),
  "club-asked": (p, name) => ({ act: _("You ask to join the club “%(club)s”.", { club: name(p.club) }) }),
  "club-admitted": (p, name) => ({
    act: _("You admit %(name)s to the club “%(club)s”.", { name: name(p.admitted), club: name(p.club) }),
  }),
  "club-left": (p, name) => ({
    act: _("You leave the club “%(club)s”, or take back having asked to join it.", { club: name(p.club) }),
  }),
  "club-removed": (p, name) =>
    withReason(
      _("You remove %(name)s from the club “%(club)s”, or turn down their asking to join.", {
        name: name(p.removed),
        club: name(p.club),
      }),
      name(p.reason),
    ),
  "delegation-made": (p, name) => ({
    act:
      p.delegate === ""
        ? _("You let nobody vote for you for %(area)s.", { area: area(p.area, name) })
        : _("You let %(name)s vote for you, where you do not vote yourself, for %(area)s.", {
            name: name(p.delegate),
            area: area(p.area, name),
          }),
    more: [_("Until %(moment)s, unless you end it before.", { moment: formatMoment(p.ends) })],
  }),
  "delegation-ended": (p, name) => ({
    act: _("You end your delegation for %(area)s. From now on only your own ballots count there.", {
      area: area(p.area, name),
    }),
  }),
};

/** The area of a delegation. The community and topics are named from the signed id, not from the page's label.
 * @param {string} id @param {NameOf} name @returns {string} */
function area(id, name) {
  if (id === "community") return _("everything");
  if (id.startsWith("topic:")) return _("the topic “%(topic)s”", { topic: id.slice("topic:".length) });
  if (id.startsWith("c_")) return _("the club “%(club)s”", { club: name(id) });
  return _("the proposal “%(title)s”", { title: name(id) });
}
