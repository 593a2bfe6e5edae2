/** Dragging of an option in a ranking by its handle, with a mouse, a pen or a finger. */

const EDGE = 72; // px from the window's edge within which the page scrolls
const STEP = 14;

/** @typedef {{ranked: HTMLElement, unranked: HTMLElement, level: boolean}} Lists */
/** @typedef {{type: "before" | "on" | "after", target: string} | {type: "end"} | {type: "out"}} Drop */

/** @param {HTMLElement} item the option's own list item
 * @param {HTMLElement} handle
 * @param {Lists} lists
 * @param {(drop: Drop) => void} done called when it is dropped on a list */
export function bindDrag(item, handle, lists, done) {
  /** @type {{pointer: number, from: number} | null} */
  let held = null;
  const end = () => {
    held = null;
    item.classList.remove("dragged");
    item.style.translate = "";
    mark(lists, null);
  };
  handle.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    held = { pointer: event.pointerId, from: event.pageY };
    item.classList.add("dragged");
  });
  handle.addEventListener("pointermove", (event) => {
    if (held?.pointer !== event.pointerId) return;
    if (event.clientY < EDGE) window.scrollBy(0, -STEP);
    if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, STEP);
    item.style.translate = `0 ${event.clientY + window.scrollY - held.from}px`;
    mark(lists, dropAt(item, lists, event.clientY));
  });
  handle.addEventListener("pointerup", (event) => {
    if (held?.pointer !== event.pointerId) return;
    const drop = dropAt(item, lists, event.clientY);
    end();
    if (drop !== null) done(drop);
  });
  handle.addEventListener("pointercancel", end);
  document.addEventListener("keydown", (event) => held !== null && event.key === "Escape" && end());
}

/** The drop position by the height alone, so that a finger need not be precise.
 * @returns {Drop | null} null if nothing would change
 * @param {HTMLElement} item @param {Lists} lists @param {number} y */
function dropAt(item, { ranked, unranked, level }, y) {
  const others = [...ranked.children].filter((one) => one !== item);
  if (y > (unranked.parentElement ?? unranked).getBoundingClientRect().top) return unranked.contains(item) ? null : { type: "out" };
  const at = others.find((one) => y < one.getBoundingClientRect().bottom);
  if (at === undefined) return { type: "end" };
  const { top, height } = at.getBoundingClientRect();
  const share = (y - top) / height;
  const edge = level ? 1 / 3 : 1 / 2;
  const type = share < edge ? "before" : share > 1 - edge ? "after" : "on";
  return { type, target: /** @type {HTMLElement} */ (at).dataset.option ?? "" };
}

/** @param {Lists} lists @param {Drop | null} drop */
function mark({ ranked, unranked }, drop) {
  for (const one of ranked.children) {
    const here = drop !== null && "target" in drop && drop.target === /** @type {HTMLElement} */ (one).dataset.option;
    one.classList.toggle("drop-before", here && drop.type === "before");
    one.classList.toggle("drop-on", here && drop.type === "on");
    one.classList.toggle("drop-after", here && drop.type === "after");
  }
  ranked.classList.toggle("drop-end", drop?.type === "end");
  unranked.classList.toggle("drop-out", drop?.type === "out");
}
