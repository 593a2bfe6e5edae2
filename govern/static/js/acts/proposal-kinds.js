/** What the signing dialog says of each kind of proposal and of each effect.
 *  Made of govern/web/words/kinds by `python -m tests.i18n.dialog`; do not change it by hand. */

import { formatMoment } from "../language/dates.js";
import { N_, _, ngettext } from "../language/messages.js";
import { formatInteger, formatMoney } from "../language/money.js";
import { role } from "../language/roles.js";
import { days, fingerprintOf, isOfAnother, payee, term } from "./values.js";

/** @typedef {import("./act.js").Payload} Payload */
/** @typedef {import("./act.js").NameOf} NameOf */

/** @type {Record<string, string>} */
export const SUBMITTED = {
  amendment: N_("You propose to change the rules: “%(title)s”."),
  appropriation: N_("You propose a budget: “%(title)s”."),
  budget: N_("You propose to share out a budget: “%(title)s”."),
  choice: N_("You put a choice: “%(title)s”."),
  election: N_("You call an election: “%(title)s”."),
  grants: N_("You propose a round of grants: “%(title)s”."),
  membership: N_("You propose a vote on membership: “%(title)s”."),
  motion: N_("You submit the motion “%(title)s”."),
  spending: N_("You submit the spending proposal “%(title)s”."),
  stream: N_("You propose a pool for streams: “%(title)s”."),
};

/** Of each effect the sentences that the pages say.
 * @type {Record<string, (effect: Payload, name: NameOf, scope?: string) => string[] | Promise<string[]>>} */
export const EFFECTS = {
  "adopt-rulebook": (effect) => [
    _("Rulebook no. %(n)s is adopted; it counts after the rules' delay.", { n: formatInteger(effect.rulebook.number) }),
  ],
  "ratify-rulebook": (effect) => [
    _("Rulebook no. %(n)s is ratified: from then on only a vote changes the rules.", { n: formatInteger(effect.number) }),
  ],
  "appropriate": (effect, name) => [
    !effect.starts ? _("%(amount)s are set aside for “%(programme)s”, from the decision until %(ends)s.", { amount: formatMoney(effect.amount, effect.currency), programme: name(effect.programme), ends: formatMoment(effect.ends) }) : "",
    effect.starts ? _("%(amount)s are set aside for “%(programme)s”, from %(starts)s until %(ends)s.", { amount: formatMoney(effect.amount, effect.currency), programme: name(effect.programme), starts: formatMoment(effect.starts), ends: formatMoment(effect.ends) }) : "",
  ],
  "share-out": (effect) => [
    _("Up to %(sum)s is shared out among these projects. Each one that wins gets a mandate for what it costs.", { sum: formatMoney(effect.sum, effect.currency) }),
  ],
  "fund-project": (effect, name) => [
    _("If “%(name)s” wins: %(mandate)s", { name: name(effect.name), mandate: ngettext("A mandate is granted: up to %(cap)s may be paid to %(payee)s for “%(purpose)s”, within %(num)s day after the proposal is carried out.", "A mandate is granted: up to %(cap)s may be paid to %(payee)s for “%(purpose)s”, within %(num)s days after the proposal is carried out.", effect.expires_days, { cap: formatMoney(effect.cap, effect.currency), payee: payee(effect.payee, name), purpose: name(effect.purpose) }) }),
    effect.programme ? _("It is paid out of the budget of “%(programme)s”.", { programme: name(effect.programme) }) : "",
    ...effect.tranches.map((/** @type {Payload} */ row, /** @type {number} */ place) => ({ ...effect, ...row, row: place + 1 })).flatMap((/** @type {Payload} */ effect) => [!effect.condition ? _("Tranche %(n)s, %(amount)s, at once.", { n: formatInteger(effect.row), amount: formatMoney(effect.amount, effect.currency) }) : "", effect.condition ? _("Tranche %(n)s, %(amount)s, once this is met: %(condition)s", { n: formatInteger(effect.row), amount: formatMoney(effect.amount, effect.currency), condition: name(effect.condition) }) : ""]),
  ],
  "choose-option": (effect, name) => [
    _("One of these options, or that nothing changes, is chosen. The one chosen is entered in the register of resolutions. No money moves."),
    ...effect.options.map((/** @type {Payload} */ row, /** @type {number} */ place) => ({ ...effect, ...row, row: place + 1 })).flatMap((/** @type {Payload} */ effect) => [_("An option: %(name)s", { name: name(effect.name) })]),
  ],
  "fill-seats": (effect) => [
    ngettext("One seat of this office is filled: %(office)s.", "%(num)s seats of this office are filled: %(office)s.", effect.seats, { office: role(effect.office) }),
    !effect.starts ? _("The term begins once the standstill is over.") : "",
    effect.starts ? _("The term begins on %(moment)s, or later if it cannot be before.", { moment: formatMoment(effect.starts) }) : "",
    !effect.until ? _("It lasts %(time)s.", { time: term(effect.term_days) }) : "",
    effect.until ? _("It is a by-election: the term ends on %(moment)s, like the others’.", { moment: formatMoment(effect.until) }) : "",
    !effect.most_terms ? _("Anybody may be elected again.") : "",
    effect.most_terms ? ngettext("Nobody serves more than %(num)s term.", "Nobody serves more than %(num)s terms.", effect.most_terms) : "",
  ],
  "open-round": (effect, name) => [
    _("%(sum)s are shared out among applications. They are scored by holders of the role: %(role)s.", { sum: formatMoney(effect.sum, effect.currency), role: role(effect.committee) }),
    _("Applications are taken for %(apply)s, then scores for %(score)s. Whoever receives a grant can ask for payment within %(pay)s.", { apply: days(effect.apply_days), score: days(effect.score_days), pay: days(effect.expires_days) }),
    _("Only applications with a mean of %(least)s points of 100 or more receive a grant.", { least: formatInteger(effect.least) }),
    effect.programme ? _("It is paid out of the budget of “%(programme)s”.", { programme: name(effect.programme) }) : "",
  ],
  "admit-member": async (effect, name, scope) => [
    effect.claim.payload ? _("%(name)s becomes a member of the community.", { name: name(effect.admitted) }) : "",
    effect.claim.payload ? _("What is voted on is their key, with the fingerprint %(print)s.", { print: await fingerprintOf(effect.claim) }) : "",
    effect.claim.payload && isOfAnother(effect.claim, effect.admitted) ? _("Careful: this key was claimed by a different member. Do not sign this.") : "",
    !effect.claim.payload && scope !== undefined && scope !== "community" ? _("%(name)s becomes a member of the club “%(club)s”.", { name: name(effect.admitted), club: name(scope) }) : "",
    !effect.claim.payload && scope === undefined ? _("%(name)s becomes a member of the club.", { name: name(effect.admitted) }) : "",
  ],
  "exclude-member": (effect, name, scope) => [
    scope === "community" ? _("%(name)s is excluded from the community and loses every role, seat and token. What they signed stays in the record.", { name: name(effect.excluded) }) : "",
    scope !== undefined && scope !== "community" ? _("%(name)s is excluded from the club “%(club)s” and loses every office in it.", { name: name(effect.excluded), club: name(scope) }) : "",
    scope === undefined ? _("%(name)s is excluded, and loses every office held here.", { name: name(effect.excluded) }) : "",
  ],
  "record-resolution": () => [
    _("The decision is entered in the register of resolutions. No money moves."),
  ],
  "grant-mandate": (effect, name) => [
    ngettext("A mandate is granted: up to %(cap)s may be paid to %(payee)s for “%(purpose)s”, within %(num)s day after the proposal is carried out.", "A mandate is granted: up to %(cap)s may be paid to %(payee)s for “%(purpose)s”, within %(num)s days after the proposal is carried out.", effect.expires_days, { cap: formatMoney(effect.cap, effect.currency), payee: payee(effect.payee, name), purpose: name(effect.purpose) }),
    effect.programme ? _("It is paid out of the budget of “%(programme)s”.", { programme: name(effect.programme) }) : "",
    ...effect.tranches.map((/** @type {Payload} */ row, /** @type {number} */ place) => ({ ...effect, ...row, row: place + 1 })).flatMap((/** @type {Payload} */ effect) => [!effect.condition ? _("Tranche %(n)s, %(amount)s, at once.", { n: formatInteger(effect.row), amount: formatMoney(effect.amount, effect.currency) }) : "", effect.condition ? _("Tranche %(n)s, %(amount)s, once this is met: %(condition)s", { n: formatInteger(effect.row), amount: formatMoney(effect.amount, effect.currency), condition: name(effect.condition) }) : ""]),
  ],
  "open-pool": (effect, name) => [
    _("%(hourly)s an hour are paid out for %(days)s, to whom members support most.", { hourly: formatMoney(effect.hourly, effect.currency), days: days(effect.days) }),
    effect.programme ? _("It is paid out of the budget of “%(programme)s”.", { programme: name(effect.programme) }) : "",
  ],
};
