/** Calling and cancelling a draw by lot, in words. */

import { formatMoment } from "../language/dates.js";
import { N_, _ } from "../language/messages.js";

/** @typedef {import("./act.js").Tell} Tell */

/** @type {Record<string, Tell>} */
export const DRAW_ACTS = {
  "draw-called": (p, name) => ({
    act: _(
      p.role === ""
        ? N_("You call a draw by lot of %(count)s among all members: %(where)s.")
        : N_("You call a draw by lot of %(count)s among those with the role “%(role)s”: %(where)s."),
      {
        count: p.count,
        role: name(p.role),
        where: p.scope === "community" ? _("everything") : _("the club “%(club)s”", { club: name(p.scope) }),
      },
    ),
    more: [
      name(p.purpose),
      _("It is drawn %(moment)s.", { moment: formatMoment(p.draws_at) }),
      ...(p.rotation === "" ? [] : [_("It counts as turns in the rotation “%(rotation)s”.", { rotation: p.rotation })]),
    ],
    warning: "public.text",
  }),
  "draw-cancelled": (p, name) => ({
    act: _("You call off this draw."),
    more: [_("Reason: %(text)s", { text: name(p.reason) })],
    warning: "public.text",
  }),
};
