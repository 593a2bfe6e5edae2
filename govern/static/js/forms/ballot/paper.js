/** A ballot paper in the page: the field to be signed, and its messages. */

import { part } from "../../browser/elements.js";

/** The base class of the three forms of ballots. */
export class Paper {
  /** @param {HTMLElement} root <fieldset data-ballot="names|points|ranking"> */
  constructor(root) {
    this.root = root;
    this.field = /** @type {HTMLInputElement} */ (root.querySelector('input[name="choice"]'));
    this.state = root.querySelector("[data-ballot-state]");
    this.moves = root.querySelector("[data-ballot-moves]");
  }

  /** Set the current choice, its error (or empty), and its description.
   * @param {any} choice @param {string} wrong @param {string} words */
  set(choice, wrong, words) {
    this.field.value = JSON.stringify(choice);
    this.field.dataset.base ??= this.field.value; // the server's value, for storing unsent input
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.field.dataset.wrong = wrong;
    this.say(this.state, wrong || words);
    this.root.classList.toggle("wrong", wrong !== "");
  }

  /** The ballot is incomplete.
   * @param {string} wrong */
  lack(wrong) {
    this.set("", wrong, wrong);
    this.root.classList.remove("wrong");
  }

  /** Show the used part of a limit in words and as a bar.
   * @param {{words: string, value: number, max: number}} used */
  add({ words, value, max }) {
    this.say(part(this.root, "[data-ballot-store] p", HTMLParagraphElement), words);
    const bar = part(this.root, "[data-ballot-store] progress", HTMLProgressElement);
    Object.assign(bar, { max, value: Math.min(value, max) });
    bar.classList.toggle("over", value > max);
  }

  /** Announce a move to screen readers.
   * @param {string} words */
  tell(words) {
    this.say(this.moves, words);
  }

  /** @param {Element | null} place @param {string} words */
  say(place, words) {
    if (place !== null && place.textContent !== words) place.textContent = words;
  }
}
