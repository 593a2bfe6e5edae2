/** The dialog that shows a statement in words and in bytes before it is signed. */

import { copyButton } from "../browser/copy.js";
import { button, freshId, make } from "../browser/dom.js";
import { _, ngettext } from "../language/messages.js";
import { decode } from "../record/strict-json.js";
import { signedText } from "./statements.js";

/** @typedef {{statement: import("./statements.js").Draft, words: import("../acts/describe.js").Words}} Act */

/** The dialog from review to receipt. Escape and "Cancel" close it, except while a signed statement is being sent. */
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
      acts.length === 1
        ? _("Is this what you want to sign?")
        : ngettext(
            "Is this what you want to sign? %(num)s act",
            "Are these what you want to sign? %(num)s acts, one signature each",
            acts.length,
          ),
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
    const choice = this.choose([_("Sign"), "sign"], [_("Cancel"), "cancel"]);
    // Focus the text, not the button: pressing Enter twice in a form must not sign unread.
    this.review.focus();
    return choice.then((chosen) => chosen === "sign");
  }

  /** Show the progress; nothing can be cancelled meanwhile.
   * @param {string} sentence @param {number} [done] @param {number} [all] */
  progress(sentence, done = 0, all = 1) {
    this.busy = true;
    this.actions.replaceChildren();
    const share = all > 1 ? { value: done, max: all } : {};
    const bar = make("progress", { "aria-label": sentence, ...share });
    this.tell(make("div", { class: "progress" }, make("p", {}, sentence), bar));
  }

  /** After an unknown result, ask whether to send the same signed bytes again; also retries when the network returns.
   * @param {string} detail the server's message, if any
   * @returns {Promise<boolean>} */
  async offerRetry(detail) {
    this.problem(
      detail || _("There is no clear answer from the server."),
      _("Your signed statement may or may not have arrived. Sending it again is safe: it counts only once."),
    );
    const again = () => this.answer("retry");
    window.addEventListener("online", again, { once: true });
    try {
      return (await this.choose([_("Send again"), "retry"], [_("Cancel"), "cancel"])) === "retry";
    } finally {
      window.removeEventListener("online", again);
    }
  }

  /** After a rate limit, send the same signed bytes again after the wait, or at a button.
   * @param {string} detail the server's message @param {number} seconds the time to wait; 0 if unknown
   * @param {number} done @param {number} all the number of recorded acts, and of all
   * @returns {Promise<boolean>} whether to send it again */
  async waitToSend(detail, seconds, done, all) {
    const remaining = make("p", { role: "timer" });
    const bar = make("progress", { "aria-label": _("Acts that are recorded"), value: done, max: all });
    const wait = make("div", { class: "progress" }, remaining, ...(all > 1 ? [bar] : []));
    this.problem(_("Too much at once. What you typed is still there."), detail, [], seconds > 0 ? [wait] : []);
    const timer = seconds > 0 ? this.countDown(seconds, remaining) : undefined;
    try {
      return (await this.choose([_("Send again"), "retry"], [_("Cancel"), "cancel"])) === "retry";
    } finally {
      clearInterval(timer);
    }
  }

  /** Show every second the time left until the automatic "retry".
   * @param {number} seconds @param {HTMLElement} remaining */
  countDown(seconds, remaining) {
    const until = performance.now() + seconds * 1000;
    const tell = () => {
      const left = Math.ceil((until - performance.now()) / 1000);
      remaining.textContent =
        left < 60
          ? ngettext(
              "It is sent again by itself in %(num)s second.",
              "It is sent again by itself in %(num)s seconds.",
              Math.max(left, 0),
            )
          : ngettext(
              "It is sent again by itself in %(num)s minute.",
              "It is sent again by itself in %(num)s minutes.",
              Math.ceil(left / 60),
            );
      if (left <= 0) this.answer("retry");
    };
    tell();
    return setInterval(tell, 1000);
  }

  /** Show the server's refusal; the form keeps its input.
   * @param {string} sentence @param {string} detail @param {string} [rule] its number, for the link to its text
   * @returns {Promise<void>} once the person has read it */
  async refused(sentence, detail, rule) {
    const [before, after] = _("%(sentence)s (%(rule)s)", { sentence: "", rule: "\u0000" }).split("\u0000");
    this.problem(sentence, detail, rule ? [before, ruleLink(rule), after] : []);
    await this.choose([_("Back to the form"), "back"]);
    this.close();
  }

  /** Show that the statements are recorded with verified receipts.
   * @param {import("./statements.js").Recorded[]} recorded
   * @returns {Promise<void>} when the person continues */
  async done(recorded) {
    const lines = recorded.map(({ index }) => make("p", { class: "receipt-ok" }, ...recordedLine(index)));
    this.title.textContent = _("Signed and recorded");
    this.review.hidden = true;
    this.tell(
      ...lines,
      make("p", {}, _("The receipt is kept in this browser. You can check it again at any time under “Receipts”.")),
    );
    await this.choose([_("Continue"), "continue"]);
    this.close();
  }

  /** Show a problem: `more` follows the detail, `below` is under the box.
   * @param {string} sentence @param {string} detail @param {(Node | string)[]} [more] @param {Node[]} [below] */
  problem(sentence, detail, more = [], below = []) {
    const parts = [make("p", {}, make("strong", {}, sentence))];
    if (detail !== "") parts.push(make("p", {}, detail, ...more));
    this.tell(make("div", { class: "sign-problem", role: "alert" }, ...parts), ...below);
  }

  /** @param {...(Node | string)} parts */
  tell(...parts) {
    this.status.replaceChildren(...parts);
    this.showStatus();
  }

  /** Scroll the status into view: it is between a long list of acts and changing buttons. */
  showStatus() {
    this.status.scrollIntoView({ block: "end" });
  }

  /** Show buttons, the first as the primary one; closing the dialog chooses "cancel".
   * @param {...[string, string]} choices @returns {Promise<string>} */
  choose(...choices) {
    this.busy = false;
    return new Promise((resolve) => {
      this.answer = resolve;
      const [first, ...others] = choices;
      /** @param {[string, string]} choice @param {string} look */
      const control = (choice, look) =>
        button(choice[0], () => resolve(choice[1]), { class: look, "data-action": choice[1] });
      this.actions.replaceChildren(control(first, "primary"), ...others.map((choice) => control(choice, "secondary")));
      this.showStatus();
      if (this.element.open) /** @type {HTMLElement} */ (this.actions.firstElementChild).focus();
      else resolve("cancel");
    });
  }

  /** Close synchronously instead of on the close event: the next key press may already be for the form. */
  close() {
    this.element.close();
    this.closed();
  }

  /** A second Escape, or "back" on a phone, always closes a dialog: reopen it while it is busy. */
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

/** @param {number} index */
function recordedLine(index) {
  const [before, after] = _("Recorded as %(link)s. Receipt verified.", { link: "\u0000" }).split("\u0000");
  return [before, make("a", { href: `/record/${index}` }, _("no. %(index)s", { index })), after];
}

/** @param {Act} act */
function actPart({ statement, words }) {
  return make(
    "section",
    { class: "act" },
    make("p", { class: "act-words" }, words.act),
    ...words.more.map((/** @type {string} */ line) => make("p", { class: "act-more" }, line)),
    bytesPart(statement),
  );
}

/** @param {Act[]} acts */
function warnings(acts) {
  const sentences = [...new Set(acts.map(({ words }) => words.warning))];
  return make("div", { class: "act-public" }, ...sentences.map((sentence) => make("p", {}, sentence)));
}

/** The signed content on request: readable, and byte for byte.
 * @param {import("./statements.js").Draft} statement */
function bytesPart(statement) {
  const exact = signedText(statement);
  const texts = statement.texts.map(({ blob }) => blob);
  const list = make(
    "dl",
    {},
    ...row(_("Kind of statement"), make("code", {}, statement.payloadType)),
    ...row(_("The statement's id (SHA-256 of those bytes)"), make("code", {}, statement.id)),
    ...row(
      _("The statement, set out for reading"),
      make("pre", { tabindex: "0" }, JSON.stringify(decode(statement.bytes), null, 2)),
    ),
    ...(texts.length > 0
      ? row(_("The texts it names by their hash"), make("pre", { tabindex: "0" }, JSON.stringify(texts, null, 2)))
      : []),
    ...row(_("Exactly these bytes get signed"), make("pre", { tabindex: "0", class: "exact-bytes" }, exact)),
  );
  return make(
    "details",
    { class: "act-bytes" },
    make("summary", {}, _("Show exactly what gets signed")),
    list,
    copyButton(() => exact),
  );
}

/** A link in a new tab, so that the form's input is kept.
 * @param {string} rule */
function ruleLink(rule) {
  return make(
    "a",
    { href: `/check/rules#rule-${rule}`, target: "_blank", rel: "noopener" },
    _("rule %(rule)s", { rule }),
  );
}

/** @param {string} term @param {Node} description */
function row(term, description) {
  return [make("dt", {}, term), make("dd", {}, description)];
}
