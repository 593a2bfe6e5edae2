/** Proposals in words, with everything that they would bring about. */

import { formatMoment } from "../language/dates.js";
import { count, say } from "../language/language.js";
import { formatInteger, formatMoney } from "../language/money.js";
import { role } from "../language/roles.js";
import { fromBase64 } from "../record/bytes.js";
import { fingerprint } from "../record/envelope.js";
import { decode } from "../record/strict-json.js";

const KINDS = [
  "amendment",
  "appropriation",
  "budget",
  "choice",
  "election",
  "grants",
  "membership",
  "spending",
  "stream",
];

export const PROPOSAL_ACTS = {
  "proposal-submitted": submitted,
  "proposal-revised": async (p, name) => ({
    act: say("act.proposal_revised", { n: formatInteger(p.version), title: name(p.title) }),
    more: await effectsInWords(p.effects, name),
    warning: "public.text",
  }),
};

async function submitted(payload, name) {
  const kind = KINDS.includes(payload.kind) ? payload.kind : "motion";
  const act = say(`act.proposal_submitted.${kind}`, { title: name(payload.title) });
  const place = [
    payload.scope === "community" ? "" : say("act.scope", { club: name(payload.scope) }),
    payload.topic === "" ? "" : say("act.topic", { topic: name(payload.topic) }),
  ];
  return { act, more: [...place, ...(await effectsInWords(payload.effects, name))], warning: "public.text" };
}

async function effectsInWords(effects, name) {
  const told = effects.map((effect) => (EFFECTS[effect.effect] ?? unknown)(effect, name));
  return (await Promise.all(told)).flat();
}

/** Of each effect a sentence or several. */
const EFFECTS = {
  "record-resolution": () => say("effect.record_resolution"),
  "adopt-rulebook": ({ rulebook }) => say("effect.adopt_rulebook", { n: formatInteger(rulebook.number) }),
  "ratify-rulebook": ({ number }) => say("effect.ratify_rulebook", { n: formatInteger(number) }),
  "grant-mandate": (effect, name) => [say("effect.grant_mandate", granted(effect, name)), ...conditions(effect, name)],
  appropriate: (effect, name) =>
    say(effect.starts === 0 ? "effect.appropriate" : "effect.appropriate.from", {
      amount: formatMoney(effect.amount, effect.currency),
      programme: name(effect.programme),
      starts: formatMoment(effect.starts),
      ends: formatMoment(effect.ends),
    }),
  "open-round": (effect, name) => [
    say("effect.open_round", { sum: formatMoney(effect.sum, effect.currency), committee: role(effect.committee) }),
    say("effect.open_round.times", { apply: count("days", effect.apply_days), score: count("days", effect.score_days) }),
    say("effect.open_round.least", { least: formatInteger(effect.least) }),
    programme(effect, name),
  ],
  "open-pool": (effect, name) => [
    say("effect.open_pool", {
      hourly: formatMoney(effect.hourly, effect.currency),
      days: count("days", effect.days),
    }),
    programme(effect, name),
  ],
  "choose-option": ({ options }, name) => [
    say("effect.choose_option"),
    ...options.map((one) => say("effect.option", { name: name(one.name) })),
  ],
  "fill-seats": seats,
  "share-out": ({ sum, currency }) => say("effect.share_out", { sum: formatMoney(sum, currency) }),
  "fund-project": (effect, name) => [
    say("effect.fund_project", { name: name(effect.name), ...granted(effect, name) }),
    ...conditions(effect, name),
  ],
  "admit-member": admitted,
  "exclude-member": ({ excluded }, name) => say("effect.exclude_member", { name: name(excluded) }),
};

function unknown({ effect }) {
  return say("effect.unknown", { effect });
}

function granted(effect, name) {
  return {
    cap: formatMoney(effect.cap, effect.currency),
    payee: name(effect.payee.type === "member" ? effect.payee.member : effect.payee.name),
    purpose: name(effect.purpose),
    days: count("days", effect.expires_days),
  };
}

/** The budget that a mandate draws on, and when its parts may be asked for. */
function conditions(effect, name) {
  const parts = effect.tranches.map((one, place) => {
    const about = { n: formatInteger(place + 1), amount: formatMoney(one.amount, effect.currency) };
    if (one.condition === "") return say("effect.tranche.free", about);
    return say("effect.tranche", { ...about, condition: name(one.condition) });
  });
  return [programme(effect, name), ...parts];
}

function programme(effect, name) {
  return effect.programme === "" ? "" : say("effect.programme", { programme: name(effect.programme) });
}

function seats(effect) {
  return [
    say("effect.fill_seats", { seats: count("seats", effect.seats), office: role(effect.office) }),
    effect.until === 0
      ? say("effect.fill_seats.term", { days: count("days", effect.term_days) })
      : say("effect.fill_seats.until", { moment: formatMoment(effect.until) }),
    effect.starts === 0 ? "" : say("effect.fill_seats.starts", { moment: formatMoment(effect.starts) }),
    effect.most_terms === 0 ? "" : say("effect.fill_seats.terms", { terms: count("terms", effect.most_terms) }),
  ];
}

/** A newcomer is admitted with their key; the fingerprint is computed from the claim that gets signed. */
async function admitted({ admitted: who, claim }, name) {
  if (claim.payload === undefined) return say("effect.admit_member.club", { name: name(who) });
  const claimed = decode(fromBase64(claim.payload));
  const print = await fingerprint(fromBase64(claimed.public_key));
  const more = claimed.member === who ? [] : [say("act.claim_of_another")];
  return [say("effect.admit_member", { name: name(who), fingerprint: print }), ...more];
}
