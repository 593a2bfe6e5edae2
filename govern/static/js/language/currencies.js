/** The decimals of currencies (ISO 4217, list one) if they are not 2; the same table as in protocol/amounts.py. */

const DECIMALS = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
};

/** @param {string} currency three letters @returns {number} such as 2 for EUR */
export function decimalsOf(currency) {
  const found = Object.entries(DECIMALS).find(([, list]) => list.split(" ").includes(currency));
  return found === undefined ? 2 : Number(found[0]);
}
