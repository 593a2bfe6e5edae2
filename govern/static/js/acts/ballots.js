/** Ballots in words: one of a few words, names, points or a ranking. */

import { N_, _, ngettext } from "../language/messages.js";
import { formatInteger } from "../language/money.js";

/** @typedef {import("./act.js").NameOf} NameOf */
/** @typedef {import("./act.js").Payload} Payload */
/** @typedef {import("./act.js").Context} Context */

/** @type {Record<string, string>} */
const CHOICES = {
  "": N_("You WITHDRAW your ballot on “%(title)s”."),
  abstain: N_("You ABSTAIN on “%(title)s”."),
  aside: N_("You STAND ASIDE on “%(title)s”."),
  consent: N_("You CONSENT to “%(title)s”."),
  no: N_("You vote NO on “%(title)s”."),
  object: N_("You OBJECT to “%(title)s”."),
  yes: N_("You vote YES on “%(title)s”."),
};

/** The act: what a ballot says.
 * @param {Payload} payload @param {NameOf} name @returns {string} */
export function choice({ choice: chosen, poll }, name) {
  const title = name(poll);
  if (typeof chosen === "string") return _(CHOICES[chosen], { title });
  if (chosen.length === 0)
    return _("You cast a BLANK ballot on “%(title)s”: you take part, and choose nothing.", { title });
  if (Array.isArray(chosen[0]))
    return _("Your ranking in “%(title)s”: %(ranking)s.", { title, ranking: ranking(chosen, name) });
  if (typeof chosen[0] === "string")
    return _("You vote on “%(title)s” for: %(names)s.", { title, names: listed(chosen.map(option(name))) });
  return _("You vote on “%(title)s” and give: %(points)s.", { title, points: points(chosen, name) });
}

/** The unranked options, which count as ranked below all others.
 * @param {Payload} payload @param {NameOf} name @param {Context} context @returns {string[]} */
export function unranked({ choice: chosen }, name, { options = [] }) {
  if (!Array.isArray(chosen) || !Array.isArray(chosen[0])) return [];
  const left = options.filter((one) => !chosen.flat().includes(one));
  return left.length === 0
    ? []
    : [_("Not ranked, and so level below all of these: %(names)s.", { names: listed(left.map(option(name))) })];
}

/** An option's name with quotation marks, so that two options never look alike.
 * @param {NameOf} name @returns {(id: string) => string} */
function option(name) {
  return (id) => (id === "status-quo" ? _("no change") : _("“%(name)s”", { name: name(id) }));
}

/** @param {string[]} parts @returns {string} */
function listed(parts) {
  return parts.join(_(", "));
}

/** @param {string[][]} ranks @param {NameOf} name @returns {string} */
function ranking(ranks, name) {
  /** @param {string[]} rank */
  const level = (rank) => rank.map(option(name)).join(" = ");
  return listed(ranks.map((rank, place) => _("%(n)s. %(names)s", { n: formatInteger(place + 1), names: level(rank) })));
}

/** @param {{option: string, points: number}[]} given @param {NameOf} name @returns {string} */
function points(given, name) {
  return listed(
    given.map((one) =>
      _("%(name)s %(points)s", {
        name: option(name)(one.option),
        points: ngettext("%(num)s point", "%(num)s points", one.points),
      }),
    ),
  );
}
