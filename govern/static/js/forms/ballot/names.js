/** The ballot paper for naming options: one, up to the number of seats, or any number. */

import { N_, _, ngettext } from "../../language/messages.js";
import { formatInteger, formatPrice } from "../../language/money.js";

/** @param {import("./paper.js").Paper} paper */
export function bindNames(paper) {
  const { root } = paper;
  const boxes = [.../** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll("input[data-option]"))];
  const most = Number(root.dataset.most);
  const one = boxes.some((box) => box.type === "radio");
  const show = () => {
    const chosen = boxes.filter((box) => box.checked);
    const named = chosen.map((box) => box.dataset.option).filter((option) => option !== "");
    if (one && chosen.length === 0) return paper.lack(_("Choose one, or that you choose nothing."));
    const beyond = most === 0 ? 0 : named.length - most;
    paper.set(
      [...named].sort(),
      beyond > 0 ? ngettext("%(num)s too many: take one back.", "%(num)s too many: take some back.", beyond) : "",
      words(named.length, one ? 0 : most),
    );
    if (root.dataset.sum !== undefined) paper.add(money(root, chosen));
  };
  for (const box of boxes) box.addEventListener("change", show);
  show();
}

/** @param {number} n @param {number} most @returns {string} */
function words(n, most) {
  if (n === 0) return _("Blank so far: signed like this, the ballot takes part and chooses nothing.");
  if (most === 0) return ngettext("%(num)s named", "%(num)s named", n);
  return _("%(n)s of at most %(most)s named, %(left)s left", {
    n: formatInteger(n),
    most: formatInteger(most),
    left: formatInteger(Math.max(0, most - n)),
  });
}

/** The total cost of the chosen projects. A total above the budget is not an error: not all of them win.
 * @param {HTMLElement} root @param {HTMLInputElement[]} chosen */
function money(root, chosen) {
  const cost = chosen.reduce((sum, box) => sum + Number(box.dataset.cost), 0);
  const { currency = "" } = root.dataset;
  const sum = Number(root.dataset.sum);
  const about = { cost: formatPrice(cost, currency), sum: formatPrice(sum, currency) };
  return {
    words: _(
      cost > sum
        ? N_("Together they cost %(cost)s, more than the %(sum)s there is. You may: not all of them will be funded.")
        : N_("Together they cost %(cost)s of the %(sum)s there is."),
      about,
    ),
    value: cost,
    max: sum,
  };
}
