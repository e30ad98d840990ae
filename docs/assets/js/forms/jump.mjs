import { fieldsOf } from "./fields.mjs";
import { controlOf, focus } from "./messages.mjs";

/**
 * Have the list of fields above a form lead to the one that is chosen there: who mends one fact need not pass by all others.
 * Choosing alone moves nothing, since with keys one passes by what stands between.
 * @param {Element} form
 */
export function leadFromList(form) {
  const list = /** @type {HTMLSelectElement | null} */ (form.querySelector(".kb-form__jump select"));
  const go = () => {
    const field = fieldsOf(form).find(({ dataset }) => dataset.field === list?.value);
    if (field) focus(controlOf(field));
  };
  list?.nextElementSibling?.addEventListener("click", go);
  list?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    go();
  });
}
