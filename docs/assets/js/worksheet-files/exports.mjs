/** The files that a copy of a worksheet can become: a table of forms, each fetched when somebody asks for it. */

/**
 * @typedef {import("../answers/answers.mjs").Definition} Definition
 * @typedef {import("../answers/answers.mjs").Copy} Copy
 * @typedef {Record<string, string>} Words
 * @typedef {{ suffix?: string, type: string, make: (definition: Definition, copy: Copy, words: Words) => Promise<string | Blob> }} Form
 */

/** @type {Record<string, Form>} */
const FORMS = {
  page: { suffix: "html", type: "text/html", make: async (...given) => (await import("./texts.mjs")).toPage(...given) },
  markdown: { suffix: "md", type: "text/markdown", make: async (...given) => (await import("./texts.mjs")).toMarkdown(...given) },
  picture: { suffix: "png", type: "image/png", make: async (sheet, copy) => (await import("./picture.mjs")).toPicture(sheet, copy) },
  yaml: { suffix: "yml", type: "application/yaml", make: async (_, copy) => (await import("../answers/yaml.mjs")).toYaml(copy) },
  json: { suffix: "json", type: "application/json", make: async (_, copy) => `${JSON.stringify(copy, null, 2)}\n` },
  calendar: { suffix: "ics", type: "text/calendar", make: async (sheet, copy) => (await import("./texts.mjs")).toCalendar(sheet, copy) },
  entry: { type: "text/plain", make: entryOf },
};

/** @param {string} form @param {Definition} definition @param {Copy} copy @param {Words} words */
export async function file(form, definition, copy, words) {
  const { suffix = definition.target.ending.slice(1), type, make } = /** @type {Form} */ (FORMS[form]);
  const made = await make(definition, copy, words);
  const name = [definition.id, copy.name.toLowerCase().normalize("NFD").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "")];
  return {
    name: `${name.filter(Boolean).join("-")}.${suffix}`,
    blob: made instanceof Blob ? made : new Blob([made], { type: `${type};charset=utf-8` }),
  };
}

/**
 * An entry of the knowledge base: what fields ask for, and below it what no field has a place for.
 * @param {Definition} definition @param {Copy} copy @param {Words} words
 */
export async function entryOf({ target, pieces }, copy, words) {
  const { ending, lacks, fields } = target;
  const [{ toYaml }, { sectionOf }] = await Promise.all([import("../answers/yaml.mjs"), import("./texts.mjs")]);
  const answers = Object.entries(copy.answers).filter(([id]) => fields[id]);
  const { title, summary, ...others } = Object.fromEntries(answers.map(([id, value]) => [id, fields[id]?.[String(value)] ?? value]));
  const sources = [{ publication: words["entry-source"] ?? "", where: words["entry-where"] ?? "" }];
  const checked = new Date().toISOString().slice(0, 10);
  const data = toYaml({ title: title ?? copy.name, summary: summary ?? words["entry-summary"] ?? "", ...others, sources, checked });
  const notes = lacks.map((one) => `# ${one}\n`).join("");
  const rest = pieces.map((piece) => (fields[piece.id] ? "" : sectionOf(piece, copy))).filter(Boolean).join("\n\n");
  if (ending === ".md") return `---\n${notes}${data}---\n${rest}\n`;
  return notes + data + rest.replace(/^(?=.)/gm, "# ");
}
