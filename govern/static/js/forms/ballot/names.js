/** The ballot paper on which options are named: one of them, up to as many as there are seats, or any number. */

import { count, say } from "../../language/language.js";
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
    if (one && chosen.length === 0) return paper.lack(say("ballot.choose"));
    const beyond = most === 0 ? 0 : named.length - most;
    paper.set([...named].sort(), beyond > 0 ? count("ballot.too_many", beyond) : "", words(named.length, one ? 0 : most));
    if (root.dataset.sum !== undefined) paper.add(money(root, chosen));
  };
  for (const box of boxes) box.addEventListener("change", show);
  show();
}

function words(n, most) {
  if (n === 0) return say("ballot.blank");
  if (most === 0) return count("ballot.named", n);
  return say("ballot.named_of", { n: formatInteger(n), most: formatInteger(most), left: formatInteger(Math.max(0, most - n)) });
}

/** What the chosen projects cost together. To name more than there is money for is no mistake: not all of them win. */
function money(root, chosen) {
  const cost = chosen.reduce((sum, box) => sum + Number(box.dataset.cost), 0);
  const { currency } = root.dataset;
  const sum = Number(root.dataset.sum);
  const about = { cost: formatPrice(cost, currency), sum: formatPrice(sum, currency) };
  return { words: say(cost > sum ? "ballot.cost_over" : "ballot.cost", about), value: cost, max: sum };
}
