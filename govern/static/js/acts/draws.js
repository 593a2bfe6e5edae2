/** Calling a draw by lot, and calling it off, in words. */

import { formatMoment } from "../language/dates.js";
import { say } from "../language/language.js";

export const DRAW_ACTS = {
  "draw-called": (p, name) => ({
    act: say(p.role === "" ? "act.draw_called.members" : "act.draw_called.role", {
      count: p.count,
      role: name(p.role),
      where: p.scope === "community" ? say("area.community") : say("area.club", { name: name(p.scope) }),
    }),
    more: [
      name(p.purpose),
      say("act.draw_called.at", { moment: formatMoment(p.draws_at) }),
      ...(p.rotation === "" ? [] : [say("act.draw_called.rotation", { rotation: p.rotation })]),
    ],
    warning: "public.text",
  }),
  "draw-cancelled": (p, name) => ({
    act: say("act.draw_cancelled"),
    more: [say("act.reason", { text: name(p.reason) })],
    warning: "public.text",
  }),
};
