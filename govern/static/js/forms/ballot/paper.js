/** A ballot paper in the page: the field that is signed, and what is said of it. */

import { part } from "../../browser/elements.js";

/** What the three forms of a ballot have in common. */
export class Paper {
  /** @param {HTMLElement} root <fieldset data-ballot="names|points|ranking"> */
  constructor(root) {
    this.root = root;
    this.field = /** @type {HTMLInputElement} */ (root.querySelector('input[name="choice"]'));
    this.state = root.querySelector("[data-ballot-state]");
    this.moves = root.querySelector("[data-ballot-moves]");
  }

  /** The ballot as it is now, what is wrong with it (or nothing), and what it comes to in words.
   * @param {any} choice @param {string} wrong @param {string} words */
  set(choice, wrong, words) {
    this.field.value = JSON.stringify(choice);
    this.field.dataset.base ??= this.field.value; // what the server showed, for what is kept until it is sent
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.field.dataset.wrong = wrong;
    this.say(this.state, wrong || words);
    this.root.classList.toggle("wrong", wrong !== "");
  }

  /** There is nothing yet that could be signed.
   * @param {string} wrong */
  lack(wrong) {
    this.set("", wrong, wrong);
    this.root.classList.remove("wrong");
  }

  /** How much of a store is used: in words and as a bar.
   * @param {{words: string, value: number, max: number}} used */
  add({ words, value, max }) {
    this.say(part(this.root, "[data-ballot-store] p", HTMLParagraphElement), words);
    const bar = part(this.root, "[data-ballot-store] progress", HTMLProgressElement);
    Object.assign(bar, { max, value: Math.min(value, max) });
    bar.classList.toggle("over", value > max);
  }

  /** Something moved: for those who do not see it.
   * @param {string} words */
  tell(words) {
    this.say(this.moves, words);
  }

  /** @param {Element | null} place @param {string} words */
  say(place, words) {
    if (place !== null && place.textContent !== words) place.textContent = words;
  }
}
