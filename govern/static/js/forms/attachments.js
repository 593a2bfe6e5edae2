/** Files that go with a statement: uploaded at once, named in it by their SHA-256, which this device computes too. */

import { button, make } from "../browser/dom.js";
import { csrfHeader } from "../browser/http.js";
import { _ } from "../language/messages.js";
import { hex } from "../record/bytes.js";

/** Bind every fieldset[data-attachments]; its hidden field holds the hashes as JSON. */
export function bindAttachments() {
  for (const field of document.querySelectorAll("fieldset[data-attachments]")) bind(field);
}

function bind(field) {
  const chooser = field.querySelector("input[type=file]");
  const attached = new Map(Object.entries(JSON.parse(field.dataset.known ?? "{}"))); // names by hash
  if (attached.size > 0) show(field, attached);
  chooser.addEventListener("change", async () => {
    const files = [...chooser.files];
    chooser.value = "";
    for (const file of files) await add(field, attached, file);
  });
}

async function add(field, attached, file) {
  tell(field, _("Sending %(name)s …", { name: file.name }));
  try {
    const sha256 = await upload(field.dataset.attachments, file);
    attached.set(sha256, file.name);
    tell(field, "");
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    tell(field, `${file.name}: ${error.message}`);
  }
  show(field, attached);
}

class FileRefused extends Error {}

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

function show(field, attached) {
  field.querySelector("input[type=hidden]").value = JSON.stringify([...attached.keys()]);
  const lines = [...attached].map(([sha256, name]) => {
    const remove = () => {
      attached.delete(sha256);
      show(field, attached);
      field.querySelector("input[type=file]").focus();
    };
    return make(
      "li",
      { class: "cluster" },
      `${name} `,
      button(_("Leave out %(name)s", { name }), remove, { class: "quiet" }),
    );
  });
  field.querySelector("[data-attached]").replaceChildren(...lines);
}

function tell(field, words) {
  field.querySelector(".field-error").textContent = words;
}
