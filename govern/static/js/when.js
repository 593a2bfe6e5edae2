/** Parts of a form that belong to one answer only: <fieldset data-when="kind=spending">, hidden and unread otherwise. */

function update(form) {
  for (const part of form.querySelectorAll("fieldset[data-when]")) {
    const [name, value] = part.dataset.when.split("=");
    const applies = new FormData(form).getAll(name).includes(value);
    part.hidden = !applies;
    part.disabled = !applies;
  }
}

/** Bind every form that has such parts. A part may depend on another's answer if it stands after it. */
export function bindConditionalParts() {
  const forms = new Set([...document.querySelectorAll("fieldset[data-when]")].map((part) => part.form));
  for (const form of forms) {
    form.addEventListener("change", () => update(form));
    update(form);
  }
}
