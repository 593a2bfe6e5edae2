/** Statements about proposals, in words, with all their effects. */

import { _ } from "../language/messages.js";
import { formatInteger } from "../language/money.js";
import { EFFECTS, SUBMITTED } from "./proposal-kinds.js";

/** @typedef {import("./act.js").Payload} Payload */
/** @typedef {import("./act.js").NameOf} NameOf */
/** @typedef {import("./act.js").Told} Told */
/** @typedef {import("./act.js").Tell} Tell */

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
  const act = Object.hasOwn(SUBMITTED, payload.kind)
    ? _(SUBMITTED[payload.kind], { title: name(payload.title) })
    : _("You submit the proposal “%(title)s”.", { title: name(payload.title) });
  const place = [
    payload.scope === "community" ? "" : _("It is decided in the club “%(club)s”.", { club: name(payload.scope) }),
    payload.topic === "" ? "" : _("Its topic is “%(topic)s”.", { topic: name(payload.topic) }),
  ];
  return { act, more: [...place, ...(await effectsInWords(payload, name))], warning: "public.text" };
}

/** The effects of a proposal. In a new version the scope is undefined, because the statement does not contain it.
 * @param {Payload} payload @param {NameOf} name @returns {Promise<string[]>} */
async function effectsInWords({ effects, scope }, name) {
  const told = effects.map((/** @type {Payload} */ effect) => {
    const sentences = Object.hasOwn(EFFECTS, effect.effect) ? EFFECTS[effect.effect] : unknown;
    return sentences(effect, name, scope);
  });
  return [_("What happens if it passes"), ...(await Promise.all(told)).flat()];
}

/** @param {Payload} effect @returns {string[]} */
function unknown({ effect }) {
  return [_("Something that this page cannot put into words: %(effect)s.", { effect })];
}
