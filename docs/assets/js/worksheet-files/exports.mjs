/** The files that a copy of a worksheet can become: a table of forms, each fetched when somebody asks for it. */

/**
 * @typedef {import("../answers/answers.mjs").Definition} Definition
 * @typedef {import("../answers/answers.mjs").Copy} Copy
 * @typedef {Record<string, string>} Words
 * @typedef {{ suffix: string, type: string, make: (definition: Definition, copy: Copy, words: Words) => Promise<string | Blob> }} Form
 */

/** @type {Record<string, Form>} */
const FORMS = {
  page: { suffix: "html", type: "text/html", make: async (...given) => (await import("./page-file.mjs")).toPage(...given) },
  markdown: { suffix: "md", type: "text/markdown", make: async (...given) => (await import("./markdown.mjs")).toMarkdown(...given) },
  picture: { suffix: "png", type: "image/png", make: async (...given) => (await import("./picture.mjs")).toPicture(...given) },
  yaml: { suffix: "yml", type: "application/yaml", make: async (_, copy) => (await import("../answers/yaml.mjs")).toYaml(copy) },
  json: { suffix: "json", type: "application/json", make: async (_, copy) => `${JSON.stringify(copy, null, 2)}\n` },
  calendar: { suffix: "ics", type: "text/calendar", make: async (sheet, copy) => (await import("./calendar.mjs")).toCalendar(sheet, copy) },
  entry: { suffix: "yml", type: "application/yaml", make: entryOf },
};

/** @param {string} form @param {Definition} definition @param {Copy} copy @param {Words} words */
export async function file(form, definition, copy, words) {
  const { suffix, type, make } = /** @type {Form} */ (FORMS[form]);
  const made = await make(definition, copy, words);
  const name = [definition.id, copy.name.toLowerCase().normalize("NFD").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "")];
  return {
    name: `${name.filter(Boolean).join("-")}.${suffix}`,
    blob: made instanceof Blob ? made : new Blob([made], { type: `${type};charset=utf-8` }),
  };
}

/** An entry of the knowledge base, whose fields are called as the pieces. @param {Definition} _ @param {Copy} copy @param {Words} words */
export async function entryOf(_, copy, words) {
  const { toYaml } = await import("../answers/yaml.mjs");
  const today = new Date().toISOString().slice(0, 10);
  const sources = [{ publication: words["entry-source"] ?? "", where: words["entry-where"] ?? "" }];
  const { title, summary, ...answers } = /** @type {Record<string, unknown>} */ (copy.answers);
  return toYaml({
    title: title ?? copy.name, summary: summary ?? words["entry-summary"] ?? "", ...answers, sources, checked: today,
  });
}
