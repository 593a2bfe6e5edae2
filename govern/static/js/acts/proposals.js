/** Proposals in words, with everything that they would bring about. */

import { formatMoment } from "../language/dates.js";
import { N_, _, ngettext } from "../language/messages.js";
import { formatInteger, formatMoney } from "../language/money.js";
import { role } from "../language/roles.js";
import { fromBase64 } from "../record/bytes.js";
import { fingerprint } from "../record/envelope.js";
import { decode } from "../record/strict-json.js";

const KINDS = {
  amendment: N_("You propose to change the rules: “%(title)s”."),
  appropriation: N_("You propose a budget: “%(title)s”."),
  budget: N_("You propose to share out a budget: “%(title)s”."),
  choice: N_("You put a choice among several options: “%(title)s”."),
  election: N_("You propose an election: “%(title)s”."),
  grants: N_("You propose a round of grants: “%(title)s”."),
  membership: N_("You put somebody's membership to the vote: “%(title)s”."),
  motion: N_("You submit the motion “%(title)s”."),
  spending: N_("You submit the spending proposal “%(title)s”."),
  stream: N_("You propose a pool of streams: “%(title)s”."),
};

export const PROPOSAL_ACTS = {
  "proposal-submitted": submitted,
  "proposal-revised": async (p, name) => ({
    act: _("You put version %(n)s of your proposal: “%(title)s”.", {
      n: formatInteger(p.version),
      title: name(p.title),
    }),
    more: await effectsInWords(p.effects, name),
    warning: "public.text",
  }),
};

async function submitted(payload, name) {
  const kind = Object.hasOwn(KINDS, payload.kind) ? payload.kind : "motion";
  const act = _(KINDS[kind], { title: name(payload.title) });
  const place = [
    payload.scope === "community" ? "" : _("It is decided in the club “%(club)s”.", { club: name(payload.scope) }),
    payload.topic === "" ? "" : _("Its topic is “%(topic)s”.", { topic: name(payload.topic) }),
  ];
  return { act, more: [...place, ...(await effectsInWords(payload.effects, name))], warning: "public.text" };
}

async function effectsInWords(effects, name) {
  const told = effects.map((effect) => (EFFECTS[effect.effect] ?? unknown)(effect, name));
  return (await Promise.all(told)).flat();
}

/** Of each effect a sentence or several. */
const EFFECTS = {
  "record-resolution": () => _("If it passes, the decision is recorded; no money moves."),
  "adopt-rulebook": ({ rulebook }) =>
    _("If it passes, rulebook no. %(n)s is adopted; it counts after the delay that the rules provide.", {
      n: formatInteger(rulebook.number),
    }),
  "ratify-rulebook": ({ number }) =>
    _("If it passes, rulebook no. %(n)s is ratified: from then on only a vote changes the rules.", {
      n: formatInteger(number),
    }),
  "grant-mandate": (effect, name) => [
    _(
      "If it passes, up to %(cap)s may be paid to %(payee)s for %(purpose)s, within %(days)s of the decision.",
      granted(effect, name),
    ),
    ...conditions(effect, name),
  ],
  appropriate: (effect, name) =>
    _(
      effect.starts === 0
        ? N_("If it passes, %(amount)s are set aside for “%(programme)s”, from the decision until %(ends)s.")
        : N_("If it passes, %(amount)s are set aside for “%(programme)s”, from %(starts)s until %(ends)s."),
      {
        amount: formatMoney(effect.amount, effect.currency),
        programme: name(effect.programme),
        starts: formatMoment(effect.starts),
        ends: formatMoment(effect.ends),
      },
    ),
  "open-round": (effect, name) => [
    _("If it passes, %(sum)s are shared out among applications, scored by holders of the role: %(committee)s.", {
      sum: formatMoney(effect.sum, effect.currency),
      committee: role(effect.committee),
    }),
    _("Applications are taken for %(apply)s, then scores for %(score)s.", {
      apply: ngettext("%(num)s day", "%(num)s days", effect.apply_days),
      score: ngettext("%(num)s day", "%(num)s days", effect.score_days),
    }),
    _("Only applications with a mean of %(least)s points or more receive a grant.", {
      least: formatInteger(effect.least),
    }),
    programme(effect, name),
  ],
  "open-pool": (effect, name) => [
    _("If it passes, %(hourly)s an hour are paid out for %(days)s, to whom members support most.", {
      hourly: formatMoney(effect.hourly, effect.currency),
      days: ngettext("%(num)s day", "%(num)s days", effect.days),
    }),
    programme(effect, name),
  ],
  "choose-option": ({ options }, name) => [
    _("Voters choose among the options below, or that nothing changes. What wins is recorded; no money moves."),
    ...options.map((one) => _("An option: “%(name)s”", { name: name(one.name) })),
  ],
  "fill-seats": seats,
  "share-out": ({ sum, currency }) =>
    _("Up to %(sum)s is shared out among these projects.", { sum: formatMoney(sum, currency) }),
  "fund-project": (effect, name) => [
    _("If “%(name)s” wins, up to %(cap)s may be paid to %(payee)s for %(purpose)s, within %(days)s of the decision.", {
      name: name(effect.name),
      ...granted(effect, name),
    }),
    ...conditions(effect, name),
  ],
  "admit-member": admitted,
  "exclude-member": ({ excluded }, name) =>
    _("If it passes, %(name)s is excluded, and loses every office held here.", { name: name(excluded) }),
};

function unknown({ effect }) {
  return _("If it passes, this happens: %(effect)s.", { effect });
}

function granted(effect, name) {
  return {
    cap: formatMoney(effect.cap, effect.currency),
    payee: name(effect.payee.type === "member" ? effect.payee.member : effect.payee.name),
    purpose: name(effect.purpose),
    days: ngettext("%(num)s day", "%(num)s days", effect.expires_days),
  };
}

/** The budget that a mandate draws on, and when its parts may be asked for. */
function conditions(effect, name) {
  const parts = effect.tranches.map((one, place) => {
    const about = { n: formatInteger(place + 1), amount: formatMoney(one.amount, effect.currency) };
    if (one.condition === "") return _("Tranche %(n)s, %(amount)s, at once.", about);
    return _("Tranche %(n)s, %(amount)s, once this is met: %(condition)s", {
      ...about,
      condition: name(one.condition),
    });
  });
  return [programme(effect, name), ...parts];
}

function programme(effect, name) {
  return effect.programme === ""
    ? ""
    : _("It is paid out of the budget of “%(programme)s”.", { programme: name(effect.programme) });
}

function seats(effect) {
  return [
    _("The election fills %(seats)s of this office: %(office)s.", {
      seats: ngettext("%(num)s seat", "%(num)s seats", effect.seats),
      office: role(effect.office),
    }),
    effect.until === 0
      ? _("The term lasts %(days)s.", { days: ngettext("%(num)s day", "%(num)s days", effect.term_days) })
      : _("It is a by-election: the term ends on %(moment)s.", { moment: formatMoment(effect.until) }),
    effect.starts === 0
      ? ""
      : _("The term begins on %(moment)s, or later if it cannot be before.", { moment: formatMoment(effect.starts) }),
    effect.most_terms === 0
      ? ""
      : _("Nobody serves more than %(terms)s.", {
          terms: ngettext("%(num)s term", "%(num)s terms", effect.most_terms),
        }),
  ];
}

/** A newcomer is admitted with their key; the fingerprint is computed from the claim that gets signed. */
async function admitted({ admitted: who, claim }, name) {
  if (claim.payload === undefined)
    return _("If it passes, %(name)s becomes a member of the club.", { name: name(who) });
  const claimed = decode(fromBase64(claim.payload));
  const print = await fingerprint(fromBase64(claimed.public_key));
  const more =
    claimed.member === who ? [] : [_("Careful: this key was claimed by a different member. Do not sign this.")];
  return [
    _("If it passes, %(name)s becomes a member, with the key whose fingerprint is %(fingerprint)s.", {
      name: name(who),
      fingerprint: print,
    }),
    ...more,
  ];
}
