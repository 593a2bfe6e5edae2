/** Attachments of a statement: uploaded immediately, named in it by their SHA-256, which this device also computes. */

import { button, make } from "../browser/dom.js";
import { all, part } from "../browser/elements.js";
import { csrfHeader } from "../browser/http.js";
import { _ } from "../language/messages.js";
import { hex } from "../record/bytes.js";

/** Bind every fieldset[data-attachments]; its hidden field holds the hashes as JSON. */
export function bindAttachments() {
  for (const field of all("fieldset[data-attachments]", HTMLFieldSetElement)) bind(field);
}

/** @param {HTMLFieldSetElement} field */
function bind(field) {
  const chooser = part(field, "input[type=file]", HTMLInputElement);
  const attached = new Map(Object.entries(JSON.parse(field.dataset.known ?? "{}"))); // names by hash
  if (attached.size > 0) show(field, attached);
  chooser.addEventListener("change", async () => {
    const files = [...(chooser.files ?? [])];
    chooser.value = "";
    for (const file of files) await add(field, attached, file);
  });
}

/** @param {HTMLFieldSetElement} field @param {Map<string, string>} attached @param {File} file */
async function add(field, attached, file) {
  tell(field, _("Sending %(name)s …", { name: file.name }));
  try {
    const sha256 = await upload(field.dataset.attachments ?? "", file);
    attached.set(sha256, file.name);
    tell(field, "");
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    tell(field, `${file.name}: ${error.message}`);
  }
  show(field, attached);
}

class FileRefused extends Error {}

/** @param {string} path @param {File} file @returns {Promise<string>} */
async function upload(path, file) {
  const data = new FormData();
  data.append("file", file);
  let answer = null;
  try {
    answer = await fetch(path, { method: "POST", body: data, headers: csrfHeader(), credentials: "same-origin" });
  } catch {
    throw new FileRefused(_("No answer from the server. Is there a connection?"));
  }
  const isJson = (answer.headers.get("content-type") ?? "").startsWith("application/json");
  const said = isJson ? await answer.json() : {};
  if (!answer.ok) throw new FileRefused(said.detail ?? _("The server did not take the file."));
  const own = hex(new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer())));
  if (said.sha256 !== own) throw new FileRefused(_("What arrived is not this file; try it again."));
  return own;
}

/** @param {HTMLFieldSetElement} field @param {Map<string, string>} attached */
function show(field, attached) {
  part(field, "input[type=hidden]", HTMLInputElement).value = JSON.stringify([...attached.keys()]);
  const lines = [...attached].map(([sha256, name]) => {
    const remove = () => {
      attached.delete(sha256);
      show(field, attached);
      part(field, "input[type=file]", HTMLInputElement).focus();
    };
    return make(
      "li",
      { class: "cluster" },
      `${name} `,
      button(_("Leave out %(name)s", { name }), remove, { class: "quiet" }),
    );
  });
  part(field, "[data-attached]", HTMLElement).replaceChildren(...lines);
}

/** @param {HTMLFieldSetElement} field @param {string} words */
function tell(field, words) {
  part(field, ".field-error", HTMLElement).textContent = words;
}
