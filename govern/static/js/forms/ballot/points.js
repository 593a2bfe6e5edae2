/** The ballot paper for points: limited for each option, by their sum, or by the sum of their squares. */

import { around } from "../../browser/elements.js";
import { N_, _, ngettext } from "../../language/messages.js";
import { formatInteger } from "../../language/money.js";

/** @type {Record<string, (n: number) => number>} */
const PRICES = { each: () => 0, sum: (n) => n, squares: (n) => n * n };
/** @type {Record<string, {beyond: (n: number) => string, used: string}>} */
const WORDS = {
  sum: {
    beyond: (n) =>
      ngettext(
        "%(num)s point more than you have: take some back.",
        "%(num)s points more than you have: take some back.",
        n,
      ),
    used: N_("%(used)s of %(most)s points given, %(left)s left"),
  },
  squares: {
    beyond: (n) =>
      ngettext(
        "%(num)s credit more than you have: take some votes back.",
        "%(num)s credits more than you have: take some votes back.",
        n,
      ),
    used: N_("%(used)s of %(most)s credits spent, %(left)s left"),
  },
};

/** @param {import("./paper.js").Paper} paper */
export function bindPoints(paper) {
  const { root } = paper;
  const { points = "each" } = root.dataset;
  const most = Number(root.dataset.most);
  const price = PRICES[points];
  const inputs = [.../** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll("input[data-option]"))];
  const show = () => {
    const given = inputs.map((input) => ({ option: input.dataset.option ?? "", points: readPoints(input) }));
    const bad = inputs.filter((input) => Number.isNaN(readPoints(input)) || readPoints(input) > Number(input.max));
    inputs.forEach((input) => tellPrice(input, price));
    if (bad.length > 0) return paper.lack(_("This must lie between %(min)s and %(max)s.", { min: 0, max: bad[0].max }));
    const used = given.reduce((sum, one) => sum + price(one.points), 0);
    const beyond = used > most ? WORDS[points].beyond(used - most) : "";
    const named = given.filter((one) => one.points > 0).sort((one, other) => (one.option < other.option ? -1 : 1));
    paper.set(
      named,
      beyond,
      named.length === 0
        ? _("Blank so far: signed like this, the ballot takes part and chooses nothing.")
        : ngettext("%(num)s gets points", "%(num)s get points", named.length),
    );
    if (points !== "each") paper.add({ words: store(points, used, most), value: used, max: most });
  };
  for (const input of inputs) {
    input.addEventListener("input", show);
    const steps = /** @type {NodeListOf<HTMLElement> | undefined} */ (
      input.parentElement?.querySelectorAll("button[data-step]")
    );
    for (const button of steps ?? []) {
      button.addEventListener("click", () => {
        const wanted = (readPoints(input) || 0) + Number(button.dataset.step);
        input.value = String(Math.max(0, Math.min(wanted, Number(input.max))));
        show();
      });
    }
  }
  show();
}

/** @param {HTMLInputElement} input @returns {number} */
function readPoints(input) {
  const typed = input.value.normalize("NFKC").trim();
  return /^[0-9]{0,7}$/.test(typed) ? Number(typed) : Number.NaN;
}

/** @param {HTMLInputElement} input @param {(n: number) => number} price */
function tellPrice(input, price) {
  const shown = around(input, "[data-pointed]", HTMLElement).querySelector("[data-price]");
  const given = readPoints(input);
  if (shown !== null)
    shown.textContent = Number.isNaN(given)
      ? ""
      : ngettext("costs %(num)s credit", "costs %(num)s credits", price(given));
}

/** @param {string} points @param {number} used @param {number} most @returns {string} */
function store(points, used, most) {
  const about = { used: formatInteger(used), most: formatInteger(most), left: formatInteger(Math.max(0, most - used)) };
  return _(WORDS[points].used, about);
}
