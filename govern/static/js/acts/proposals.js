/** Statements about proposals, in words, with all their effects. */

import { _ } from "../language/messages.js";
import { EFFECTS, SUBMITTED } from "./proposal-kinds.js";

/** @typedef {import("./act.js").Payload} Payload */
/** @typedef {import("./act.js").NameOf} NameOf */

/** The act: what somebody submits.
 * @param {Payload} payload @param {NameOf} name @returns {string} */
export function submitted(payload, name) {
  return Object.hasOwn(SUBMITTED, payload.kind)
    ? _(SUBMITTED[payload.kind], { title: name(payload.title) })
    : _("You submit the proposal “%(title)s”.", { title: name(payload.title) });
}

/** The effects of a proposal. In a new version the scope is undefined, because the statement does not contain it.
 * @param {Payload} payload @param {NameOf} name @returns {Promise<string[]>} */
export async function effectsInWords({ effects, scope }, name) {
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
