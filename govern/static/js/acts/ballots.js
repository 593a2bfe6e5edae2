/** Ballots in words: one of a few words, names, points or a ranking. */

import { count, say } from "../language/language.js";
import { formatInteger } from "../language/money.js";

export const BALLOT_ACTS = {
  "ballot-cast": (p, name, { options = [] }) => ({
    act: act(p.choice, name(p.poll), name),
    more: [...rest(p.choice, options, name), p.seq > 1 ? say("act.replaces_ballot", { n: formatInteger(p.seq - 1) }) : ""],
    warning: "public.ballot",
  }),
};

function act(choice, title, name) {
  if (typeof choice === "string") return say(`act.ballot.${choice === "" ? "withdrawn" : choice}`, { title });
  if (choice.length === 0) return say("act.ballot.blank", { title });
  if (Array.isArray(choice[0])) return say("act.ballot.ranking", { title, ranking: ranking(choice, name) });
  if (typeof choice[0] === "string") return say("act.ballot.names", { title, names: listed(choice.map(option(name))) });
  return say("act.ballot.points", { title, points: points(choice, name) });
}

/** Two options never look alike, whatever they are called. */
function option(name) {
  return (id) => (id === "status-quo" ? say("option.status_quo") : say("option.named", { name: name(id) }));
}

function listed(parts) {
  return parts.join(say("list.comma"));
}

function ranking(ranks, name) {
  const level = (rank) => rank.map(option(name)).join(" = ");
  return listed(ranks.map((rank, place) => say("ballot.place", { n: formatInteger(place + 1), names: level(rank) })));
}

function points(given, name) {
  return listed(given.map((one) => say("ballot.gets", { name: option(name)(one.option), points: count("points", one.points) })));
}

/** What a ranking leaves out stands below all that it ranks; that is said, since it counts. */
function rest(choice, options, name) {
  if (!Array.isArray(choice) || !Array.isArray(choice[0])) return [];
  const left = options.filter((one) => !choice.flat().includes(one));
  return left.length === 0 ? [] : [say("act.ballot.unranked", { names: listed(left.map(option(name))) })];
}
