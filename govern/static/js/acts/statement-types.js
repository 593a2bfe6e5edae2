/** What the signing dialog says of each type of statement.
 *  Made of govern/web/words/statements/types by `python -m tests.i18n.dialog`; do not change it by hand. */

import { formatDay, formatMoment, formatMonth } from "../language/dates.js";
import { _ } from "../language/messages.js";
import { formatInteger, formatMoney } from "../language/money.js";
import { role } from "../language/roles.js";
import { choice, unranked } from "./ballots.js";
import { imported, importedEntries } from "./import.js";
import { amountIn, arrived, billed, billedByRequest, charged, portion, refunded } from "./money.js";
import { effectsInWords, submitted } from "./proposals.js";
import { area, files, fingerprintOf, fingerprintOfId, isOfAnother, payee, tokens } from "./values.js";

/** @typedef {import("./act.js").Tell} Tell */

/** @type {Record<string, Tell>} */
export const ACTS = {
  "account-closed": (payload, name) => ({
    act: _("You close the account “%(name)s”.", { name: name(payload.account) }),
  }),
  "account-opened": (payload, name) => ({
    act: _("You open the account “%(name)s”, kept in %(currency)s.", { name: name(payload.name), currency: payload.currency }),
    more: [
      payload.kind === "assets" ? _("It holds money of the community.") : "",
      payload.kind === "equity" ? _("It is an account of equity.") : "",
      payload.kind === "expenses" ? _("It is an account of expenses.") : "",
      payload.kind === "income" ? _("It is an account of income.") : "",
      payload.kind === "liabilities" ? _("It is an account of what is owed.") : "",
      payload.kind === "assets" ? _("Its balance may never fall below %(amount)s.", { amount: formatMoney(payload.floor, payload.currency) }) : "",
      payload.parent ? _("It stands below “%(name)s”.", { name: name(payload.parent) }) : "",
    ],
    warning: "public.text",
  }),
  "application-scored": (payload, name) => ({
    act: _("You give the application “%(text)s” %(points)s of 100 points.", { text: name(payload.application), points: formatInteger(payload.points) }),
    warning: "public.score",
  }),
  "application-withdrawn": (payload, name) => ({
    act: _("You take your application “%(text)s” back.", { text: name(payload.application) }),
  }),
  "award-confirmed": (payload, name) => ({
    act: _("You confirm the award: %(award)s.", { award: name(payload.award) }),
  }),
  "award-made": (payload, name) => ({
    act: _("You award %(tokens)s to %(name)s.", { tokens: tokens(payload.amount), name: name(payload.to) }),
    more: [_("Reason: %(text)s", { text: name(payload.reason) })],
    warning: "public.text",
  }),
  "award-reversed": (payload, name) => ({
    act: _("You TAKE BACK this award: %(award)s.", { award: name(payload.award) }),
    more: [_("Reason: %(text)s", { text: name(payload.reason) })],
    warning: "public.text",
  }),
  "ballot-cast": (payload, name, context) => ({
    act: choice(payload, name),
    more: [
      ...unranked(payload, name, context),
      payload.seq > 1 ? _("It replaces your ballot no. %(n)s in this vote.", { n: formatInteger(payload.seq - 1) }) : "",
    ],
    warning: "public.ballot",
  }),
  "candidacy-accepted": (payload, name) => ({
    act: _("You STAND in the election “%(title)s”.", { title: name(payload.proposal) }),
    more: [_("Your text: %(text)s", { text: name(payload.statement) })],
    warning: "public.text",
  }),
  "candidacy-withdrawn": (payload, name) => ({
    act: _("You withdraw from the election “%(title)s”, or decline the nomination.", { title: name(payload.proposal) }),
  }),
  "candidate-nominated": (payload, name) => ({
    act: _("You nominate %(name)s in the election “%(title)s”.", { name: name(payload.candidate), title: name(payload.proposal) }),
    more: [_("They become a candidate only if they accept it themselves.")],
  }),
  "challenge-ruled": (payload, name) => ({
    act: payload.ruling === "void" ? _("You rule that the outcome of “%(title)s” is VOID.", { title: name(payload.proposal) }) : _("You rule that the outcome of “%(title)s” STANDS.", { title: name(payload.proposal) }),
    more: [_("Reason: %(text)s", { text: name(payload.explanation) })],
    warning: "public.text",
  }),
  "club-admitted": (payload, name) => ({
    act: _("You admit %(name)s to the club “%(club)s”.", { name: name(payload.admitted), club: name(payload.club) }),
  }),
  "club-asked": (payload, name) => ({
    act: _("You ask to join the club “%(club)s”.", { club: name(payload.club) }),
  }),
  "club-closed": (payload, name) => ({
    act: _("You close the club “%(club)s” for good.", { club: name(payload.club) }),
  }),
  "club-left": (payload, name) => ({
    act: _("You leave the club “%(club)s”, or take back having asked to join it.", { club: name(payload.club) }),
  }),
  "club-opened": (payload, name) => ({
    act: _("You open the club “%(club)s” with %(convener)s as its convener.", { club: name(payload.name), convener: name(payload.convener) }),
    more: [name(payload.purpose)],
    warning: "public.text",
  }),
  "club-removed": (payload, name) => ({
    act: _("You remove %(name)s from the club “%(club)s”, or turn down their asking to join.", { name: name(payload.removed), club: name(payload.club) }),
    more: [_("Reason: %(text)s", { text: name(payload.reason) })],
    warning: "public.text",
  }),
  "comment-hidden": (payload, name) => ({
    act: _("You WITHHOLD this comment in all its wordings: “%(text)s”.", { text: name(payload.comment) }),
    more: [_("Reason: %(text)s", { text: name(payload.reason) })],
    warning: "public.text",
  }),
  "comment-made": (payload, name) => ({
    act: !payload.parent ? _("You comment on “%(title)s”.", { title: name(payload.proposal) }) : _("You answer %(name)s in the discussion of “%(title)s”.", { name: name(payload.parent), title: name(payload.proposal) }),
    more: [_("Your text: %(text)s", { text: name(payload.text) })],
    warning: "public.text",
  }),
  "comment-revised": (payload, name) => ({
    act: _("You word your comment on “%(title)s” anew.", { title: name(payload.comment) }),
    more: [_("Your text: %(text)s", { text: name(payload.text) })],
    warning: "public.text",
  }),
  "comment-shown": (payload, name) => ({
    act: _("You show a withheld comment again: %(text)s.", { text: name(payload.comment) }),
    more: [_("Reason: %(text)s", { text: name(payload.reason) })],
    warning: "public.text",
  }),
  "delegation-ended": (payload, name) => ({
    act: _("You end your delegation for %(area)s. From now on only your own ballots count there.", { area: area(payload.area, name) }),
  }),
  "delegation-made": (payload, name) => ({
    act: !payload.delegate ? _("You let nobody vote for you for %(area)s.", { area: area(payload.area, name) }) : _("You let %(name)s vote for you, where you do not vote yourself, for %(area)s.", { name: name(payload.delegate), area: area(payload.area, name) }),
    more: [_("Until %(moment)s, unless you end it before.", { moment: formatMoment(payload.ends) })],
  }),
  "disbursement-approved": (payload, name, context) => ({
    act: _("You approve spending %(what)s.", { what: name(payload.disbursement) }),
    more: [
      payload.version > 1 ? _("It is version %(n)s of the request.", { n: formatInteger(payload.version) }) : "",
      ...billedByRequest(payload, name, context),
    ],
  }),
  "disbursement-cancelled": (payload, name) => ({
    act: _("You cancel the payment request: %(what)s.", { what: name(payload.disbursement) }),
  }),
  "disbursement-requested": (payload, name, context) => ({
    act: _("You ask for %(amount)s to be paid under the mandate “%(mandate)s”.", { amount: amountIn(payload.amount, context.currency), mandate: name(payload.mandate) }),
    more: [...billed(payload, name, context)],
    warning: "public.text",
  }),
  "disbursement-revised": (payload, name, context) => ({
    act: _("You change the payment request “%(what)s”: now %(amount)s is asked for.", { what: name(payload.disbursement), amount: amountIn(payload.amount, context.currency) }),
    more: [
      ...billed(payload, name, context),
      _("Approvals begin anew."),
    ],
    warning: "public.text",
  }),
  "draw-called": (payload, name) => ({
    act: !payload.role ? _("You call a draw by lot of %(count)s among all members: %(where)s.", { count: payload.count, where: area(payload.scope, name) }) : _("You call a draw by lot of %(count)s among those with the role “%(role)s”: %(where)s.", { count: payload.count, role: name(payload.role), where: area(payload.scope, name) }),
    more: [
      name(payload.purpose),
      _("It is drawn %(moment)s.", { moment: formatMoment(payload.draws_at) }),
      payload.rotation ? _("It counts as turns in the rotation “%(rotation)s”.", { rotation: payload.rotation }) : "",
    ],
    warning: "public.text",
  }),
  "draw-cancelled": (payload, name) => ({
    act: _("You call off this draw."),
    more: [_("Reason: %(text)s", { text: name(payload.reason) })],
    warning: "public.text",
  }),
  "entries-imported": (payload, name) => ({
    act: imported(payload),
    more: [...importedEntries(payload, name)],
    warning: "public.text",
  }),
  "entry-reversed": (payload, name) => ({
    act: _("You reverse the entry “%(entry)s”, by an entry of %(day)s.", { entry: name(payload.entry), day: formatDay(payload.reversed_on) }),
    more: [_("Reason: %(text)s", { text: name(payload.reason) })],
    warning: "public.text",
  }),
  "grant-applied": (payload, name, context) => ({
    act: _("You apply for %(amount)s, to be paid to %(payee)s.", { amount: amountIn(payload.amount, context.currency), payee: payee(payload.payee, name) }),
    more: [
      _("For: %(text)s", { text: name(payload.purpose) }),
      name(payload.plan),
    ],
    warning: "public.text",
  }),
  "income-recorded": (payload, name) => ({
    act: _("You record that %(amount)s came into the account “%(account)s” on %(day)s.", { amount: formatMoney(payload.amount, payload.currency), account: name(payload.account), day: formatDay(payload.received_on) }),
    more: [
      _("From: %(text)s", { text: name(payload.source) }),
      payload.from_account ? _("It is booked from the account “%(account)s”.", { account: name(payload.from_account) }) : "",
      payload.programme ? _("It may be spent on “%(programme)s” only.", { programme: name(payload.programme) }) : "",
    ],
    warning: "public.text",
  }),
  "key-added": async (payload) => ({
    act: _("You add the key %(fingerprint)s to yours.", { fingerprint: await fingerprintOf(payload.claim) }),
    more: [
      _("From now on it can sign everything in your name. Add it only if its fingerprint stands on another screen of yours."),
      isOfAnother(payload.claim, payload.member) ? _("Careful: this key was claimed by a different member. Do not sign this.") : "",
    ],
  }),
  "key-reset": async (payload, name) => ({
    act: _("You agree that %(name)s gets a new key in place of those that were lost.", { name: name(payload.resets) }),
    more: [
      _("The key's fingerprint is %(fingerprint)s. Compare it with the one on that person's own screen.", { fingerprint: await fingerprintOf(payload.claim) }),
      isOfAnother(payload.claim, payload.resets) ? _("Careful: this key was claimed by a different member. Do not sign this.") : "",
      _("Once two registrars have agreed, it begins a week later and ends all other keys of this member. Until then the member can stop it."),
    ],
  }),
  "key-revoked": (payload, _name, context) => ({
    act: _("You END the key %(fingerprint)s.", { fingerprint: fingerprintOfId(payload.key) }),
    more: [
      _("It signs nothing here any more, and this cannot be taken back. What it signed before stays valid."),
      context.isOnlyKey ? _("It is the only key you have: you can sign nothing until two registrars give you a new one, which takes a week.") : "",
    ],
  }),
  "member-enrolled": async (payload, name) => ({
    act: _("You confirm that %(name)s is a member, and that this key is theirs.", { name: name(payload.enrolled) }),
    more: [
      _("The key's fingerprint is %(fingerprint)s. Compare it with the one on that person's own screen.", { fingerprint: await fingerprintOf(payload.claim) }),
      isOfAnother(payload.claim, payload.enrolled) ? _("Careful: this key was claimed by a different member. Do not sign this.") : "",
    ],
    warning: "public.enrolment",
  }),
  "member-left": () => ({
    act: _("You LEAVE the community."),
    more: [_("This cannot be taken back. Your key signs nothing here any more, and your tokens are gone.")],
  }),
  "outcome-challenged": (payload, name) => ({
    act: _("You challenge the outcome of “%(title)s”. Nothing is carried out until the ruling.", { title: name(payload.proposal) }),
    more: [_("Reason: %(text)s", { text: name(payload.grounds) })],
    warning: "public.text",
  }),
  "payment-recorded": (payload, name, context) => ({
    act: _("You record that %(amount)s of the request “%(what)s” was paid on %(day)s from the account “%(account)s”.", { amount: amountIn(payload.amount, context.currency), what: name(payload.disbursement), account: name(payload.account), day: formatDay(payload.paid_on) }),
    more: [
      portion(payload, name, context),
      ...charged(payload, name, context),
      payload.fee ? _("The bank’s fee: %(amount)s", { amount: amountIn(payload.fee, context.account) }) : "",
      _("Reference: %(text)s", { text: name(payload.reference) }),
      payload.evidence.length ? _("With %(n)s", { n: files(payload.evidence) }) : "",
    ],
    warning: "public.text",
  }),
  "period-closed": (payload) => ({
    act: _("You close the books up to %(day)s.", { day: formatDay(payload.until) }),
    more: [_("No entry can be dated on that day or before it any more.")],
  }),
  "programme-opened": (payload, name) => ({
    act: _("You name the programme “%(name)s” (%(id)s).", { name: name(payload.name), id: payload.programme }),
    more: [payload.scope !== "community" ? _("It belongs to the club %(club)s.", { club: name(payload.scope) }) : ""],
    warning: "public.text",
  }),
  "proposal-cancelled": (payload, name) => ({
    act: _("You CANCEL the proposal “%(title)s”. It will not be voted on.", { title: name(payload.proposal) }),
    more: [_("Reason: %(text)s", { text: name(payload.reason) })],
    warning: "public.text",
  }),
  "proposal-revised": async (payload, name) => ({
    act: _("You put version %(n)s of your proposal: “%(title)s”.", { n: formatInteger(payload.version), title: name(payload.title) }),
    more: [...await effectsInWords(payload, name)],
    warning: "public.text",
  }),
  "proposal-sponsored": (payload, name) => ({
    act: _("You sponsor the proposal “%(title)s”: it should come to a vote.", { title: name(payload.proposal) }),
  }),
  "proposal-submitted": async (payload, name) => ({
    act: submitted(payload, name),
    more: [
      payload.scope !== "community" ? _("It is decided in the club “%(club)s”.", { club: name(payload.scope) }) : "",
      payload.topic ? _("Its topic is “%(topic)s”.", { topic: name(payload.topic) }) : "",
      ...await effectsInWords(payload, name),
    ],
    warning: "public.text",
  }),
  "proposal-vetoed": (payload, name) => ({
    act: _("You VETO the proposal “%(title)s”. It will not be carried out.", { title: name(payload.proposal) }),
    more: [_("Reason: %(text)s", { text: name(payload.reason) })],
    warning: "public.text",
  }),
  "proposal-withdrawn": (payload, name) => ({
    act: _("You withdraw your proposal “%(title)s”.", { title: name(payload.proposal) }),
  }),
  "reason-given": (payload, name) => ({
    act: _("You say why you vote as you do on “%(title)s”.", { title: name(payload.poll) }),
    more: [_("Reason: %(text)s", { text: name(payload.text) })],
    warning: "public.text",
  }),
  "receipt-attached": (payload, name, context) => ({
    act: context.paid !== undefined ? _("You attach %(files)s to the payment of %(payment)s.", { files: files(payload.evidence), payment: amountIn(context.paid, context.currency) }) : _("You attach %(files)s to the payment of %(payment)s.", { files: files(payload.evidence), payment: name(payload.payment) }),
  }),
  "refund-recorded": (payload, name, context) => ({
    act: _("You record that %(amount)s came back into the account “%(account)s” on %(day)s.", { amount: amountIn(payload.amount, context.currency), account: name(payload.account), day: formatDay(payload.received_on) }),
    more: [
      _("It comes back from what was paid for the request “%(what)s”.", { what: name(payload.payment) }),
      ...refunded(payload, name, context),
      _("Reason: %(text)s", { text: name(payload.reason) }),
    ],
    warning: "public.text",
  }),
  "report-filed": (payload, name) => ({
    act: _("You tell what was done with the money:"),
    more: [name(payload.text)],
    warning: "public.text",
  }),
  "role-ended": (payload, name) => ({
    act: _("You take the role of %(role)s away from %(name)s.", { name: name(payload.holder), role: role(payload.role) }),
    more: [payload.scope !== "community" ? _("In the club “%(club)s”, not in the whole community.", { club: name(payload.scope) }) : ""],
  }),
  "role-granted": (payload, name) => ({
    act: _("You give %(name)s the role of %(role)s.", { name: name(payload.holder), role: role(payload.role) }),
    more: [payload.scope !== "community" ? _("In the club “%(club)s”, not in the whole community.", { club: name(payload.scope) }) : ""],
  }),
  "roll-objected": (payload, name) => ({
    act: _("You object to the roll of the vote on “%(title)s”.", { title: name(payload.poll) }),
    more: [_("Reason: %(text)s", { text: name(payload.grounds) })],
    warning: "public.text",
  }),
  "rulebook-adopted": (payload, name) => ({
    act: payload.scope === "community" ? _("You adopt this rulebook for the whole community.") : _("You adopt rulebook no. %(n)s for the club “%(club)s”.", { club: name(payload.scope), n: formatInteger(payload.rulebook.number) }),
  }),
  "seat-vacated": (payload, name) => ({
    act: _("You RESIGN from the seat to which the election “%(title)s” brought you.", { title: name(payload.election) }),
    more: [_("The office ends with it, at once.")],
  }),
  "statement-reconciled": (payload, name, context) => ({
    act: _("You sign that the bank held %(amount)s of the account “%(account)s” at the end of %(month)s, as the ledger says.", { account: name(payload.account), month: formatMonth(payload.month), amount: amountIn(payload.balance, context.currency) }),
    more: [payload.outstanding.length ? _("Entries that the bank had not carried out by then: %(n)s", { n: payload.outstanding.length }) : ""],
  }),
  "stream-asked": (payload, name, context) => ({
    act: _("You ask for %(amount)s an hour, to be paid to %(payee)s.", { amount: amountIn(payload.hourly, context.currency), payee: payee(payload.payee, name) }),
    more: [
      _("For: %(text)s", { text: name(payload.purpose) }),
      _("Until %(moment)s, for as long as enough members support it.", { moment: formatMoment(payload.ends) }),
    ],
    warning: "public.text",
  }),
  "stream-ended": (payload, name) => ({
    act: _("You end the stream “%(text)s”. What it was awarded can still be paid.", { text: name(payload.stream) }),
  }),
  "stream-supported": (payload, name) => ({
    act: payload.stands ? _("You support “%(text)s”, until you say otherwise.", { text: name(payload.stream) }) : _("You no longer support “%(text)s”.", { text: name(payload.stream) }),
  }),
  "text-hidden": (payload, name) => ({
    act: _("You WITHHOLD this text: “%(text)s”.", { text: name(payload.text) }),
    more: [_("Reason: %(text)s", { text: name(payload.reason) })],
    warning: "public.text",
  }),
  "text-shown": (payload, name) => ({
    act: _("You show a withheld text again: %(text)s.", { text: name(payload.text) }),
    more: [_("Reason: %(text)s", { text: name(payload.reason) })],
    warning: "public.text",
  }),
  "tranche-released": (payload, name, context) => ({
    act: _("You release tranche %(n)s of the mandate “%(mandate)s”.", { n: formatInteger(payload.tranche + 1), mandate: name(payload.mandate) }),
    more: [
      context.part !== undefined ? _("It is %(amount)s.", { amount: amountIn(context.part, context.currency) }) : "",
      context.condition !== undefined ? _("Its condition: %(text)s", { text: context.condition }) : "",
      _("How it is known: %(text)s", { text: name(payload.evidence) }),
    ],
    warning: "public.text",
  }),
  "transfer-recorded": (payload, name, context) => ({
    act: _("You record that %(amount)s moved from “%(source)s” to “%(target)s” on %(day)s.", { amount: amountIn(payload.amount, context.from), source: name(payload.from_account), target: name(payload.to_account), day: formatDay(payload.moved_on) }),
    more: [
      ...arrived(payload, name, context),
      payload.fee ? _("The bank’s fee: %(amount)s", { amount: amountIn(payload.fee, context.from) }) : "",
      payload.programme ? _("It is restricted to “%(programme)s” there as it was here.", { programme: name(payload.programme) }) : "",
      _("Reason: %(text)s", { text: name(payload.reason) }),
    ],
    warning: "public.text",
  }),
};
