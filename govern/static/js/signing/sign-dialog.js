/** The dialog that shows an act in words and in bytes before anything is signed. */

import { copyButton } from "../browser/copy.js";
import { button, freshId, make } from "../browser/dom.js";
import { count, say } from "../language/language.js";
import { decode } from "../record/strict-json.js";
import { signedText } from "./statements.js";

/** @typedef {{statement: import("./statements.js").Draft, words: import("../acts/describe.js").Words}} Act */

/** One dialog from review to receipt. Escape and "Cancel" close it, except while a signed statement is on its way. */
export class SignDialog {
  /** @param {Act[]} acts */
  constructor(acts) {
    this.busy = false;
    /** @type {(choice: string) => void} */
    this.answer = () => {};
    this.returnTo = document.activeElement;
    this.title = make(
      "h2",
      { id: freshId("sign-title") },
      acts.length === 1 ? say("sign.title") : count("sign.title_many", acts.length),
    );
    this.status = make("div", { class: "sign-status", role: "status", tabindex: "-1" });
    this.actions = make("div", { class: "actions" });
    this.review = make("div", { class: "sign-review", tabindex: "-1" }, ...acts.map(actPart), warnings(acts));
    this.element = /** @type {HTMLDialogElement} */ (
      make(
        "dialog",
        { class: "sign", "aria-labelledby": this.title.id },
        make("div", {}, this.title, this.review, this.status, this.actions),
      )
    );
    this.element.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (!this.busy) this.close();
    });
    this.element.addEventListener("close", () => this.closedByBrowser());
    document.body.append(this.element);
  }

  /** Show the acts and wait for the decision.
   * @returns {Promise<boolean>} whether to sign */
  ask() {
    this.element.showModal();
    const choice = this.choose([say("sign.sign"), "sign"], [say("sign.cancel"), "cancel"]);
    // On what is to be read: whoever presses Enter twice in a form must not have signed unread.
    this.review.focus();
    return choice.then((chosen) => chosen === "sign");
  }

  /** Say what is being done; nothing can be cancelled meanwhile.
   * @param {string} sentence @param {number} [done] @param {number} [all] */
  progress(sentence, done = 0, all = 1) {
    this.busy = true;
    this.actions.replaceChildren();
    const share = all > 1 ? { value: done, max: all } : {};
    const bar = make("progress", { "aria-label": sentence, ...share });
    this.tell(make("div", { class: "progress" }, make("p", {}, sentence), bar));
  }

  /** No clear answer: send the same signed bytes again? The network's return decides it as well.
   * @param {string} detail what the server said of it, if it did
   * @returns {Promise<boolean>} */
  async offerRetry(detail) {
    this.problem(detail || say("sign.unreachable"), say("sign.unreachable.do"));
    const again = () => this.answer("retry");
    window.addEventListener("online", again, { once: true });
    try {
      return (await this.choose([say("sign.retry"), "retry"], [say("sign.cancel"), "cancel"])) === "retry";
    } finally {
      window.removeEventListener("online", again);
    }
  }

  /** Too many statements just now: the same signed bytes are sent again once the time has passed, or at a button.
   * @param {string} detail what the server said @param {number} seconds the time to wait; 0 if it is not known
   * @param {number} done @param {number} all of how many acts so many are recorded
   * @returns {Promise<boolean>} whether to send it again */
  async waitToSend(detail, seconds, done, all) {
    const told = make("p", { role: "timer" });
    const bar = make("progress", { "aria-label": say("sign.waits.bar"), value: done, max: all });
    const wait = make("div", { class: "progress" }, told, ...(all > 1 ? [bar] : []));
    this.problem(say("sign.often"), detail, ...(seconds > 0 ? [wait] : []));
    const timer = seconds > 0 ? this.countDown(seconds, told) : undefined;
    try {
      return (await this.choose([say("sign.retry"), "retry"], [say("sign.cancel"), "cancel"])) === "retry";
    } finally {
      clearInterval(timer);
    }
  }

  /** Tell every second how long it is until the answer "retry" comes by itself.
   * @param {number} seconds @param {HTMLElement} told */
  countDown(seconds, told) {
    const until = performance.now() + seconds * 1000;
    const tell = () => {
      const left = Math.ceil((until - performance.now()) / 1000);
      told.textContent = left < 60 ? count("sign.waits", Math.max(left, 0)) : count("sign.waits.minutes", Math.ceil(left / 60));
      if (left <= 0) this.answer("retry");
    };
    tell();
    return setInterval(tell, 1000);
  }

  /** The server said no; the form keeps what was typed.
   * @param {string} sentence @param {string} detail @param {string} [rule] its number, which leads to what it says
   * @returns {Promise<void>} once the person has read it */
  async refused(sentence, detail, rule) {
    this.problem(sentence, detail, ...(rule ? [" (", ruleLink(rule), ")"] : []));
    await this.choose([say("sign.back"), "back"]);
    this.close();
  }

  /** Recorded, and the receipt holds.
   * @param {import("./statements.js").Recorded[]} recorded
   * @returns {Promise<void>} once the person goes on */
  async done(recorded) {
    const lines = recorded.map(({ index }) => make("p", { class: "receipt-ok" }, ...recordedLine(index)));
    this.title.textContent = say("sign.done");
    this.review.hidden = true;
    this.tell(...lines, make("p", {}, say("sign.kept")));
    await this.choose([say("sign.continue"), "continue"]);
    this.close();
  }

  problem(sentence, detail, ...more) {
    const parts = [make("p", {}, make("strong", {}, sentence))];
    if (detail !== "") parts.push(make("p", {}, detail, ...more));
    this.tell(make("div", { class: "sign-problem", role: "alert" }, ...parts), ...more);
  }

  tell(...parts) {
    this.status.replaceChildren(...parts);
    this.showStatus();
  }

  /** Bring in sight how it stands: a long list of acts lies above it, and below it buttons come and go. */
  showStatus() {
    this.status.scrollIntoView({ block: "end" });
  }

  /** Offer buttons, the first as the main one; closing the dialog chooses "cancel". */
  choose(...choices) {
    this.busy = false;
    return new Promise((resolve) => {
      this.answer = resolve;
      const [first, ...others] = choices;
      const control = (choice, look) =>
        button(choice[0], () => resolve(choice[1]), { class: look, "data-action": choice[1] });
      this.actions.replaceChildren(control(first, "primary"), ...others.map((choice) => control(choice, "secondary")));
      this.showStatus();
      if (this.element.open) /** @type {HTMLElement} */ (this.actions.firstElementChild).focus();
      else resolve("cancel");
    });
  }

  /** At once, not when the browser comes to tell of it: the next key that is pressed may already be for the form. */
  close() {
    this.element.close();
    this.closed();
  }

  /** A second Escape, or "back" on a phone, closes a dialog whatever its page says: while it is busy it comes again. */
  closedByBrowser() {
    if (this.busy && this.element.isConnected) this.element.showModal();
    else this.closed();
  }

  closed() {
    if (!this.element.isConnected) return;
    this.answer("cancel");
    this.element.remove();
    if (this.returnTo instanceof HTMLElement && this.returnTo.isConnected) this.returnTo.focus();
  }
}

function recordedLine(index) {
  const [before, after] = say("sign.recorded", { link: "\u0000" }).split("\u0000");
  return [before, make("a", { href: `/record/${index}` }, say("sign.number", { n: index })), after];
}

/** @param {Act} act */
function actPart({ statement, words }) {
  return make(
    "section",
    { class: "act" },
    make("p", { class: "act-words" }, words.act),
    ...words.more.map((line) => make("p", { class: "act-more" }, line)),
    bytesPart(statement),
  );
}

function warnings(acts) {
  const sentences = [...new Set(acts.map(({ words }) => words.warning))];
  return make("div", { class: "act-public" }, ...sentences.map((sentence) => make("p", {}, sentence)));
}

/** On request, everything that gets signed: readable, and byte for byte. */
function bytesPart(statement) {
  const exact = signedText(statement);
  const texts = statement.texts.map(({ blob }) => blob);
  const list = make(
    "dl",
    {},
    ...row(say("bytes.type"), make("code", {}, statement.payloadType)),
    ...row(say("bytes.id"), make("code", {}, statement.id)),
    ...row(say("bytes.payload"), make("pre", { tabindex: "0" }, JSON.stringify(decode(statement.bytes), null, 2))),
    ...(texts.length > 0
      ? row(say("bytes.texts"), make("pre", { tabindex: "0" }, JSON.stringify(texts, null, 2)))
      : []),
    ...row(say("bytes.exact"), make("pre", { tabindex: "0", class: "exact-bytes" }, exact)),
  );
  return make(
    "details",
    { class: "act-bytes" },
    make("summary", {}, say("bytes.summary")),
    list,
    copyButton(() => exact),
  );
}

/** In a tab of its own, so that nothing that was typed is lost. */
function ruleLink(rule) {
  return make("a", { href: `/check/rules#rule-${rule}`, target: "_blank", rel: "noopener" }, say("sign.rule", { rule }));
}

function row(term, description) {
  return [make("dt", {}, term), make("dd", {}, description)];
}
