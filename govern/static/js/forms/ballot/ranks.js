/** A ranking as a value: ranks, best first, each a list of level options; other options are unranked. */

/** @typedef {string[][]} Ranks */

/** @param {Ranks} ranks @param {string} option @returns {number} its rank from 1 on, or 0 */
export function rankOf(ranks, option) {
  return ranks.findIndex((rank) => rank.includes(option)) + 1;
}

/** Remove an option from the ranking.
 * @param {Ranks} ranks @param {string} option @returns {Ranks} */
export function without(ranks, option) {
  return ranks.map((rank) => rank.filter((one) => one !== option)).filter((rank) => rank.length > 0);
}

/** Put an option on a rank of its own, after `after` of the other ranks.
 * @param {Ranks} ranks @param {string} option @param {number} after @returns {Ranks} */
export function insert(ranks, option, after) {
  const others = without(ranks, option);
  const place = Math.max(0, Math.min(after, others.length));
  return [...others.slice(0, place), [option], ...others.slice(place)];
}

/** Put an option level with another one.
 * @param {Ranks} ranks @param {string} option @param {string} other @returns {Ranks} */
export function join(ranks, option, other) {
  if (option === other) return ranks;
  return without(ranks, option).map((rank) => (rank.includes(other) ? [...rank, option] : rank));
}

/** Move one step up: from a shared rank to just above it, else before the rank above.
 * @param {Ranks} ranks @param {string} option @returns {Ranks} */
export function up(ranks, option) {
  const rank = rankOf(ranks, option);
  return insert(ranks, option, ranks[rank - 1].length > 1 ? rank - 1 : rank - 2);
}

/** Move one step down: from a shared rank to just below it, else after the rank below.
 * @param {Ranks} ranks @param {string} option @returns {Ranks} */
export function down(ranks, option) {
  return insert(ranks, option, rankOf(ranks, option));
}

/** Move to a typed rank: 0 removes the option; with `level` it joins the rank with this number.
 * @param {Ranks} ranks @param {string} option @param {number} wanted @param {boolean} level @returns {Ranks} */
export function put(ranks, option, wanted, level) {
  if (wanted === 0) return without(ranks, option);
  if (wanted === rankOf(ranks, option)) return ranks;
  const there = ranks[wanted - 1];
  if (!level || there === undefined) return insert(ranks, option, wanted - 1);
  return join(ranks, option, there[0]);
}

/** The choice of a ballot: level options in ascending order.
 * @param {Ranks} ranks @returns {Ranks} */
export function asChoice(ranks) {
  return ranks.map((rank) => [...rank].sort());
}
