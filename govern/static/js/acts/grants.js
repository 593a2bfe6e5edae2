/** Statements about grant rounds and streams, in words. */

import { formatMoment } from "../language/dates.js";
import { N_, _ } from "../language/messages.js";
import { formatInteger, formatMoney } from "../language/money.js";

/** @typedef {import("./act.js").Payload} Payload */
/** @typedef {import("./act.js").NameOf} NameOf */
/** @typedef {import("./act.js").Context} Context */
/** @typedef {import("./act.js").Tell} Tell */

/** @type {Record<string, Tell>} */
export const GRANT_ACTS = {
  "grant-applied": (p, name, context) => ({
    act: _("You apply for %(amount)s, to be paid to %(payee)s.", {
      amount: amountOf(p.amount, context),
      payee: payeeOf(p.payee, name),
    }),
    more: [_("For: %(text)s", { text: name(p.purpose) }), name(p.plan)],
    warning: "public.text",
  }),
  "application-withdrawn": (p, name) => ({
    act: _("You take your application “%(text)s” back.", { text: name(p.application) }),
  }),
  "application-scored": (p, name) => ({
    act: _("You give the application “%(text)s” %(points)s of 100 points.", {
      text: name(p.application),
      points: formatInteger(p.points),
    }),
    warning: "public.score",
  }),
  "report-filed": (p, name) => ({
    act: _("You tell what was done with the money:"),
    more: [name(p.text)],
    warning: "public.text",
  }),
  "stream-asked": (p, name, context) => ({
    act: _("You ask for %(amount)s an hour, to be paid to %(payee)s.", {
      amount: amountOf(p.hourly, context),
      payee: payeeOf(p.payee, name),
    }),
    more: [
      _("For: %(text)s", { text: name(p.purpose) }),
      _("Until %(moment)s, for as long as enough members support it.", { moment: formatMoment(p.ends) }),
    ],
    warning: "public.text",
  }),
  "stream-supported": (p, name) => ({
    act: _(
      p.stands ? N_("You support “%(text)s”, until you say otherwise.") : N_("You no longer support “%(text)s”."),
      { text: name(p.stream) },
    ),
  }),
  "stream-ended": (p, name) => ({
    act: _("You end the stream “%(text)s”. What it was awarded can still be paid.", { text: name(p.stream) }),
  }),
};

/** @param {number} amount @param {Context} context @returns {string} */
function amountOf(amount, { currency = "" }) {
  return currency === undefined ? formatInteger(amount) : formatMoney(amount, currency);
}

/** @param {Payload} payee @param {NameOf} name @returns {string} */
function payeeOf(payee, name) {
  return name(payee.type === "member" ? payee.member : payee.name);
}
