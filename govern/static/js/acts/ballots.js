/** Ballots in words: one of a few words, names, points or a ranking. */

import { N_, _, ngettext } from "../language/messages.js";
import { formatInteger } from "../language/money.js";

/** @typedef {import("./act.js").NameOf} NameOf */
/** @typedef {import("./act.js").Tell} Tell */

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

/** @type {Record<string, Tell>} */
export const BALLOT_ACTS = {
  "ballot-cast": (p, name, { options = [] }) => ({
    act: act(p.choice, name(p.poll), name),
    more: [
      ...rest(p.choice, options, name),
      p.seq > 1 ? _("It replaces your ballot no. %(n)s in this vote.", { n: formatInteger(p.seq - 1) }) : "",
    ],
    warning: "public.ballot",
  }),
};

/** @param {any} choice @param {string} title @param {NameOf} name @returns {string} */
function act(choice, title, name) {
  if (typeof choice === "string") return _(CHOICES[choice], { title });
  if (choice.length === 0)
    return _("You cast a BLANK ballot on “%(title)s”: you take part, and choose nothing.", { title });
  if (Array.isArray(choice[0]))
    return _("Your ranking in “%(title)s”: %(ranking)s.", { title, ranking: ranking(choice, name) });
  if (typeof choice[0] === "string")
    return _("You vote on “%(title)s” for: %(names)s.", { title, names: listed(choice.map(option(name))) });
  return _("You vote on “%(title)s” and give: %(points)s.", { title, points: points(choice, name) });
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

/** The unranked options, which count as ranked below all others.
 * @param {any} choice @param {string[]} options @param {NameOf} name */
function rest(choice, options, name) {
  if (!Array.isArray(choice) || !Array.isArray(choice[0])) return [];
  const left = options.filter((one) => !choice.flat().includes(one));
  return left.length === 0
    ? []
    : [_("Not ranked, and so level below all of these: %(names)s.", { names: listed(left.map(option(name))) })];
}
