/** Proposals in words, with everything that they would bring about. */

import { formatMoment } from "../language/dates.js";
import { N_, _, ngettext } from "../language/messages.js";
import { formatInteger, formatMoney } from "../language/money.js";
import { role } from "../language/roles.js";
import { fromBase64 } from "../record/bytes.js";
import { fingerprint } from "../record/envelope.js";
import { decode } from "../record/strict-json.js";

/** @typedef {import("./act.js").Payload} Payload */
/** @typedef {import("./act.js").NameOf} NameOf */
/** @typedef {import("./act.js").Told} Told */
/** @typedef {import("./act.js").Tell} Tell */

const YEAR = 365; // days

/** @type {Record<string, string>} */
const KINDS = {
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

/** @type {Record<string, Tell>} */
export const PROPOSAL_ACTS = {
  "proposal-submitted": submitted,
  "proposal-revised": async (p, name) => ({
    act: _("You put version %(n)s of your proposal: “%(title)s”.", {
      n: formatInteger(p.version),
      title: name(p.title),
    }),
    more: await effectsInWords(p, name),
    warning: "public.text",
  }),
};

/** @param {Payload} payload @param {NameOf} name @returns {Promise<Told>} */
async function submitted(payload, name) {
  const kind = Object.hasOwn(KINDS, payload.kind) ? payload.kind : "motion";
  const act = _(KINDS[kind], { title: name(payload.title) });
  const place = [
    payload.scope === "community" ? "" : _("It is decided in the club “%(club)s”.", { club: name(payload.scope) }),
    payload.topic === "" ? "" : _("Its topic is “%(topic)s”.", { topic: name(payload.topic) }),
  ];
  return { act, more: [...place, ...(await effectsInWords(payload, name))], warning: "public.text" };
}

/** What a proposal brings about. A new version does not say where its proposal is decided: its scope is undefined.
 * @param {Payload} payload @param {NameOf} name @returns {Promise<string[]>} */
async function effectsInWords({ effects, scope }, name) {
  const told = effects.map((/** @type {Payload} */ effect) => (EFFECTS[effect.effect] ?? unknown)(effect, name, scope));
  return [_("What happens if it passes"), ...(await Promise.all(told)).flat()];
}

/** Of each effect a sentence or several, those that the pages say of it.
 * @type {Record<string, (effect: Payload, name: NameOf, scope?: string) => string | string[] | Promise<string | string[]>>} */
const EFFECTS = {
  "record-resolution": () => _("The decision is entered in the register of resolutions. No money moves."),
  "adopt-rulebook": ({ rulebook }) =>
    _("Rulebook no. %(n)s is adopted; it counts after the rules' delay.", {
      n: formatInteger(rulebook.number),
    }),
  "ratify-rulebook": ({ number }) =>
    _("Rulebook no. %(n)s is ratified: from then on only a vote changes the rules.", {
      n: formatInteger(number),
    }),
  "grant-mandate": (effect, name) => [mandate(effect, name), ...conditions(effect, name)],
  appropriate: (effect, name) =>
    _(
      effect.starts === 0
        ? N_("%(amount)s are set aside for “%(programme)s”, from the decision until %(ends)s.")
        : N_("%(amount)s are set aside for “%(programme)s”, from %(starts)s until %(ends)s."),
      {
        amount: formatMoney(effect.amount, effect.currency),
        programme: name(effect.programme),
        starts: formatMoment(effect.starts),
        ends: formatMoment(effect.ends),
      },
    ),
  "open-round": (effect, name) => [
    _("%(sum)s are shared out among applications. They are scored by holders of the role: %(role)s.", {
      sum: formatMoney(effect.sum, effect.currency),
      role: role(effect.committee),
    }),
    _(
      "Applications are taken for %(apply)s, then scores for %(score)s. Whoever receives a grant can ask for payment within %(pay)s.",
      { apply: days(effect.apply_days), score: days(effect.score_days), pay: days(effect.expires_days) },
    ),
    _("Only applications with a mean of %(least)s points of 100 or more receive a grant.", {
      least: formatInteger(effect.least),
    }),
    programme(effect, name),
  ],
  "open-pool": (effect, name) => [
    _("%(hourly)s an hour are paid out for %(days)s, to whom members support most.", {
      hourly: formatMoney(effect.hourly, effect.currency),
      days: days(effect.days),
    }),
    programme(effect, name),
  ],
  "choose-option": ({ options }, name) => [
    _(
      "One of these options, or that nothing changes, is chosen. The one chosen is entered in the register of resolutions. No money moves.",
    ),
    ...options.map((/** @type {Payload} */ one) => _("An option: %(name)s", { name: name(one.name) })),
  ],
  "fill-seats": seats,
  "share-out": ({ sum, currency }) =>
    _("Up to %(sum)s is shared out among these projects. Each one that wins gets a mandate for what it costs.", {
      sum: formatMoney(sum, currency),
    }),
  "fund-project": (effect, name) => [
    _("If “%(name)s” wins: %(mandate)s", { name: name(effect.name), mandate: mandate(effect, name) }),
    ...conditions(effect, name),
  ],
  "admit-member": admitted,
  "exclude-member": excluded,
};

/** @param {Payload} effect @returns {string} */
function unknown({ effect }) {
  return _("Something that this page cannot put into words: %(effect)s.", { effect });
}

/** @param {number} number @returns {string} */
function days(number) {
  return ngettext("%(num)s day", "%(num)s days", number);
}

/** @param {Payload} effect @param {NameOf} name @returns {string} */
function mandate(effect, name) {
  return ngettext(
    "A mandate is granted: up to %(cap)s may be paid to %(payee)s for “%(purpose)s”, within %(num)s day after the proposal is carried out.",
    "A mandate is granted: up to %(cap)s may be paid to %(payee)s for “%(purpose)s”, within %(num)s days after the proposal is carried out.",
    effect.expires_days,
    {
      cap: formatMoney(effect.cap, effect.currency),
      payee: name(effect.payee.type === "member" ? effect.payee.member : effect.payee.name),
      purpose: name(effect.purpose),
    },
  );
}

/** The budget that a mandate draws on, and when its parts may be asked for.
 * @param {Payload} effect @param {NameOf} name @returns {string[]} */
function conditions(effect, name) {
  const parts = effect.tranches.map((/** @type {Payload} */ one, /** @type {number} */ place) => {
    const about = { n: formatInteger(place + 1), amount: formatMoney(one.amount, effect.currency) };
    if (one.condition === "") return _("Tranche %(n)s, %(amount)s, at once.", about);
    return _("Tranche %(n)s, %(amount)s, once this is met: %(condition)s", {
      ...about,
      condition: name(one.condition),
    });
  });
  return [programme(effect, name), ...parts];
}

/** @param {Payload} effect @param {NameOf} name @returns {string} */
function programme(effect, name) {
  return effect.programme === ""
    ? ""
    : _("It is paid out of the budget of “%(programme)s”.", { programme: name(effect.programme) });
}

/** @param {Payload} effect @returns {string[]} */
function seats(effect) {
  return [
    ngettext(
      "One seat of this office is filled: %(office)s.",
      "%(num)s seats of this office are filled: %(office)s.",
      effect.seats,
      { office: role(effect.office) },
    ),
    effect.starts === 0
      ? _("The term begins once the standstill is over.")
      : _("The term begins on %(moment)s, or later if it cannot be before.", { moment: formatMoment(effect.starts) }),
    effect.until === 0
      ? _("It lasts %(time)s.", { time: term(effect.term_days) })
      : _("It is a by-election: the term ends on %(moment)s, like the others’.", {
          moment: formatMoment(effect.until),
        }),
    effect.most_terms === 0
      ? _("Anybody may be elected again.")
      : ngettext("Nobody serves more than %(num)s term.", "Nobody serves more than %(num)s terms.", effect.most_terms),
  ];
}

/** The length of a term, in years with the exact days where it is whole ones.
 * @param {number} length @returns {string} */
function term(length) {
  if (length % YEAR !== 0) return days(length);
  const years = ngettext("%(num)s year", "%(num)s years", length / YEAR);
  return _("%(years)s (%(days)s)", { years, days: days(length) });
}

/** A newcomer is admitted with their key; the fingerprint is computed from the claim that gets signed.
 * @param {Payload} effect
 * @param {NameOf} name
 * @param {string | undefined} scope
 * @returns {Promise<string | string[]>}
 */
async function admitted({ admitted: who, claim }, name, scope) {
  if (claim.payload === undefined) return admittedToClub(name(who), name, scope);
  const claimed = decode(fromBase64(claim.payload));
  const print = await fingerprint(fromBase64(claimed.public_key));
  const more =
    claimed.member === who ? [] : [_("Careful: this key was claimed by a different member. Do not sign this.")];
  return [
    _("%(name)s becomes a member of the community.", { name: name(who) }),
    _("What is voted on is their key, with the fingerprint %(print)s.", { print }),
    ...more,
  ];
}

/** @param {string} newcomer @param {NameOf} name @param {string | undefined} scope @returns {string} */
function admittedToClub(newcomer, name, scope) {
  if (scope === undefined) return _("%(name)s becomes a member of the club.", { name: newcomer });
  return _("%(name)s becomes a member of the club “%(club)s”.", { name: newcomer, club: name(scope) });
}

/** @param {Payload} effect @param {NameOf} name @param {string | undefined} scope @returns {string} */
function excluded({ excluded: who }, name, scope) {
  if (scope === undefined) return _("%(name)s is excluded, and loses every office held here.", { name: name(who) });
  if (scope !== "community")
    return _("%(name)s is excluded from the club “%(club)s” and loses every office in it.", {
      name: name(who),
      club: name(scope),
    });
  return _(
    "%(name)s is excluded from the community and loses every role, seat and token. What they signed stays in the record.",
    { name: name(who) },
  );
}
