/** A ranking as a value: ranks, best first, each a list of level options; what is in none of them is not ranked. */

/** @typedef {string[][]} Ranks */

/** @param {Ranks} ranks @param {string} option @returns {number} its rank from 1 on, or 0 */
export function rankOf(ranks, option) {
  return ranks.findIndex((rank) => rank.includes(option)) + 1;
}

/** Out of the ranking.
 * @param {Ranks} ranks @param {string} option @returns {Ranks} */
export function without(ranks, option) {
  return ranks.map((rank) => rank.filter((one) => one !== option)).filter((rank) => rank.length > 0);
}

/** On a rank of its own, after so many of the other ranks.
 * @param {Ranks} ranks @param {string} option @param {number} after @returns {Ranks} */
export function insert(ranks, option, after) {
  const others = without(ranks, option);
  const place = Math.max(0, Math.min(after, others.length));
  return [...others.slice(0, place), [option], ...others.slice(place)];
}

/** Level with another option.
 * @param {Ranks} ranks @param {string} option @param {string} other @returns {Ranks} */
export function join(ranks, option, other) {
  if (option === other) return ranks;
  return without(ranks, option).map((rank) => (rank.includes(other) ? [...rank, option] : rank));
}

/** One step up: out of a shared rank to stand just above it, else before the rank above.
 * @param {Ranks} ranks @param {string} option @returns {Ranks} */
export function up(ranks, option) {
  const rank = rankOf(ranks, option);
  return insert(ranks, option, ranks[rank - 1].length > 1 ? rank - 1 : rank - 2);
}

/** One step down: out of a shared rank to stand just below it, else behind the rank below.
 * @param {Ranks} ranks @param {string} option @returns {Ranks} */
export function down(ranks, option) {
  return insert(ranks, option, rankOf(ranks, option));
}

/** On the rank that somebody typed: 0 takes it out; where ranks may be level it joins the one that has the number.
 * @param {Ranks} ranks @param {string} option @param {number} wanted @param {boolean} level @returns {Ranks} */
export function put(ranks, option, wanted, level) {
  if (wanted === 0) return without(ranks, option);
  if (wanted === rankOf(ranks, option)) return ranks;
  const there = ranks[wanted - 1];
  if (!level || there === undefined) return insert(ranks, option, wanted - 1);
  return join(ranks, option, there[0]);
}

/** As a ballot names it: level options in ascending order.
 * @param {Ranks} ranks @returns {Ranks} */
export function asChoice(ranks) {
  return ranks.map((rank) => [...rank].sort());
}
