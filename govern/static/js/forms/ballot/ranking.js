/** The ballot paper for rankings: by buttons, typed numbers or dragging, with the same moves. */

import { around, part } from "../../browser/elements.js";
import { _ } from "../../language/messages.js";
import { formatInteger } from "../../language/money.js";
import { bindDrag } from "./ranks-drag.js";
import { asChoice, down, insert, join, put, rankOf, up, without } from "./ranks.js";

/** @typedef {import("./ranks.js").Ranks} Ranks */

/** @param {import("./paper.js").Paper} paper */
export function bindRanking(paper) {
  const { root } = paper;
  const level = root.dataset.level !== undefined;
  const ranked = /** @type {HTMLElement} */ (root.querySelector("[data-ranked]"));
  const unranked = /** @type {HTMLElement} */ (root.querySelector("[data-unranked]"));
  const listed = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("li[data-option]"))];
  const items = new Map(listed.map((one) => [one.dataset.option ?? "", one]));
  /** @param {string} option */
  const nameOf = (option) => items.get(option)?.dataset.name ?? "";
  /** @type {Ranks} */
  let ranks = read(ranked);
  let arranging = false; // a moved item loses the focus, which makes its field fire another change event

  const show = () => {
    const focused = document.activeElement;
    arranging = true;
    arrange({ ranked, unranked, items, level }, ranks);
    arranging = false;
    if (focused instanceof HTMLElement && root.contains(focused)) focusAgain(focused);
    paper.set(asChoice(ranks), "", words(ranks.flat().length, items.size));
  };
  /** @param {string} option @param {Ranks} after */
  const move = (option, after) => {
    const unmoved = JSON.stringify(after) === JSON.stringify(ranks);
    ranks = after;
    show();
    if (!unmoved) paper.tell(positionInWords(ranks, option, nameOf));
  };

  for (const [option, item] of items) {
    /** @param {string} name @param {() => Ranks} act */
    const on = (name, act) => {
      const button = item.querySelector(`[data-move="${name}"]`);
      button?.addEventListener("click", () => button.ariaDisabled !== "true" && move(option, act()));
    };
    on("up", () => up(ranks, option));
    on("down", () => down(ranks, option));
    on("level", () => join(ranks, option, ranks[rankOf(ranks, option) - 2][0]));
    on("out", () => without(ranks, option));
    on("rank", () => insert(ranks, option, ranks.length));
    const typed = part(item, "input", HTMLInputElement);
    typed.addEventListener("change", () => {
      if (arranging) return;
      const wanted = typed.value.normalize("NFKC").trim();
      if (/^[0-9]{0,3}$/.test(wanted)) move(option, put(ranks, option, Number(wanted), level));
      else show();
    });
    typed.addEventListener("keydown", (event) => {
      const act = { ArrowUp: up, ArrowDown: down }[event.key];
      if (event.key === "Enter") typed.dispatchEvent(new Event("change"));
      else if (act === undefined) return;
      else if (rankOf(ranks, option) > 0) move(option, act(ranks, option));
      event.preventDefault(); // Enter applies the number instead of submitting the ballot
    });
    bindDrag(item, part(item, "[data-handle]", HTMLElement), { ranked, unranked, level }, (drop) => {
      move(option, dropped(ranks, option, drop));
    });
  }

  show();
  paper.field.addEventListener("govern:restored", () => {
    ranks = known(JSON.parse(paper.field.value), items);
    show();
  });
}

/** A stored ranking, without options that the ballot no longer has.
 * @param {Ranks} kept @param {Map<string, HTMLElement>} items @returns {Ranks} */
function known(kept, items) {
  return kept.map((rank) => rank.filter((option) => items.has(option))).filter((rank) => rank.length > 0);
}

/** @param {number} n @param {number} all @returns {string} */
function words(n, all) {
  return n === 0
    ? _("Blank so far: signed like this, the ballot takes part and chooses nothing.")
    : _("%(n)s of %(all)s ranked", { n: formatInteger(n), all: formatInteger(all) });
}

/** The ranking in the server's page, such as that of the ballot to replace.
 * @param {HTMLElement} ranked @returns {Ranks} */
function read(ranked) {
  /** @type {Ranks} */
  const ranks = [];
  for (const { dataset } of /** @type {Iterable<HTMLElement>} */ (ranked.children))
    (ranks[Number(dataset.rank) - 1] ??= []).push(dataset.option ?? "");
  return ranks;
}

/** @param {Ranks} ranks @param {string} option @param {import("./ranks-drag.js").Drop} drop @returns {Ranks} */
function dropped(ranks, option, drop) {
  if (drop.type === "out") return without(ranks, option);
  if (drop.type === "end") return insert(ranks, option, ranks.length);
  if (drop.type === "on") return join(ranks, option, drop.target);
  const others = without(ranks, option);
  return insert(ranks, option, rankOf(others, drop.target) - (drop.type === "before" ? 1 : 0));
}

/** Move the items to their places; each keeps its element, so that the focused one still exists.
 * @param {{ranked: HTMLElement, unranked: HTMLElement, items: Map<string, HTMLElement>, level: boolean}} lists
 * @param {Ranks} ranks
 */
function arrange({ ranked, unranked, items, level }, ranks) {
  /** @param {string[]} options @returns {HTMLElement[]} */
  const own = (options) => options.flatMap((one) => items.get(one) ?? []);
  place(ranked, own(ranks.flat()));
  place(unranked, own([...items.keys()].filter((one) => rankOf(ranks, one) === 0)));
  for (const [option, item] of items) {
    const rank = rankOf(ranks, option);
    const group = ranks[rank - 1] ?? [];
    part(item, "input", HTMLInputElement).value = rank === 0 ? "" : String(rank);
    item.classList.toggle("level-above", group.indexOf(option) > 0);
    item.classList.toggle("level-below", rank > 0 && group.indexOf(option) < group.length - 1);
    const last = rank === ranks.length && group.length === 1;
    allow(item, "up", rank > 1 || group.length > 1);
    allow(item, "down", rank > 0 && !last);
    allow(item, "level", level && rank > 1 && group.length === 1);
    for (const name of ["up", "down", "level", "out"]) hide(item, name, rank === 0);
    hide(item, "rank", rank > 0);
  }
  for (const list of [ranked, unranked]) /** @type {HTMLElement} */ (list.nextElementSibling).hidden = list.children.length > 0;
}

/** Move only items that are not in their place.
 * @param {HTMLElement} list @param {HTMLElement[]} wanted */
function place(list, wanted) {
  wanted.forEach((one, index) => {
    if (list.children[index] !== one) list.insertBefore(one, list.children[index] ?? null);
  });
}

/** Mark a button as unavailable without disabling it, because it may have the focus.
 * @param {HTMLElement} item @param {string} name @param {boolean} may */
function allow(item, name, may) {
  item.querySelector(`[data-move="${name}"]`)?.setAttribute("aria-disabled", String(!may));
}

/** @param {HTMLElement} item @param {string} name @param {boolean} hidden */
function hide(item, name, hidden) {
  const button = /** @type {HTMLElement | null} */ (item.querySelector(`[data-move="${name}"]`));
  if (button !== null) button.hidden = hidden;
}

/** Restore the focus, which the browser drops when an element moves.
 * @param {HTMLElement} focused */
function focusAgain(focused) {
  if (!focused.hidden) focused.focus();
  else part(around(focused, "li", HTMLElement), "[data-move]:not([hidden])", HTMLElement).focus();
}

/** @param {Ranks} ranks @param {string} option @param {(option: string) => string} nameOf @returns {string} */
function positionInWords(ranks, option, nameOf) {
  const rank = rankOf(ranks, option);
  const name = nameOf(option);
  if (rank === 0) return _("%(name)s: not ranked", { name });
  const about = { name, rank: formatInteger(rank), ranks: formatInteger(ranks.length) };
  const others = ranks[rank - 1].filter((one) => one !== option).map(nameOf);
  if (others.length > 0)
    return _("%(name)s: rank %(rank)s of %(ranks)s, level with %(others)s", { ...about, others: others.join(_(", ")) });
  return _("%(name)s: rank %(rank)s of %(ranks)s", about);
}
