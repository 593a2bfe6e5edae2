/** Grant rounds and streams in words. */

import { formatMoment } from "../language/dates.js";
import { say } from "../language/language.js";
import { formatInteger, formatMoney } from "../language/money.js";

export const GRANT_ACTS = {
  "grant-applied": (p, name, context) => ({
    act: say("act.grant_applied", { amount: amountOf(p.amount, context), payee: payeeOf(p.payee, name) }),
    more: [say("act.grant_applied.purpose", { text: name(p.purpose) }), name(p.plan)],
    warning: "public.text",
  }),
  "application-withdrawn": (p, name) => ({ act: say("act.application_withdrawn", { text: name(p.application) }) }),
  "application-scored": (p, name) => ({
    act: say("act.application_scored", { text: name(p.application), points: formatInteger(p.points) }),
    warning: "public.score",
  }),
  "report-filed": (p, name) => ({
    act: say("act.report_filed"),
    more: [name(p.text)],
    warning: "public.text",
  }),
  "stream-asked": (p, name, context) => ({
    act: say("act.stream_asked", { amount: amountOf(p.hourly, context), payee: payeeOf(p.payee, name) }),
    more: [
      say("act.grant_applied.purpose", { text: name(p.purpose) }),
      say("act.stream_asked.ends", { moment: formatMoment(p.ends) }),
    ],
    warning: "public.text",
  }),
  "stream-supported": (p, name) => ({
    act: say(p.stands ? "act.stream_supported" : "act.stream_unsupported", { text: name(p.stream) }),
  }),
  "stream-ended": (p, name) => ({ act: say("act.stream_ended", { text: name(p.stream) }) }),
};

function amountOf(amount, { currency }) {
  return currency === undefined ? formatInteger(amount) : formatMoney(amount, currency);
}

function payeeOf(payee, name) {
  return name(payee.type === "member" ? payee.member : payee.name);
}
