// @ts-check
/**
 * What an index was asked, and what answers it: pure functions, without the page.
 *
 * The rules: OR within a field, AND between fields and words; words match without
 * regard to case or accents.
 *
 * @typedef {{ fields: Map<string, Set<string>>, words: string, sort: string }} Query
 * @typedef {{ id: string, values: Map<string, Set<string>>, text: string, order: Map<string, string>, place: number }} Item
 */

/** Fold case, accents and kinds of apostrophe away, and white space to single spaces. @param {string} text */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[‘’`´]/g, "'").toLowerCase().replace(/\s+/g, " ").trim();
}

/** The words of a search, each to be found. @param {string} text */
export function wordsOf(text) {
  return fold(text).split(" ").filter(Boolean);
}

/**
 * Read a query from an address.
 * @param {string} search the part of the address from `?`
 * @param {Map<string, Set<string>>} known the values of each field that can be chosen
 * @param {string[]} sorts what can be sorted by; the first is the usual order
 * @returns {{ query: Query, strange: string[] }} `strange` holds choices that do not exist here
 */
export function readQuery(search, known, sorts) {
  const parameters = new URLSearchParams(search);
  /** @type {Map<string, Set<string>>} */
  const fields = new Map();
  const strange = [];
  for (const [name, value] of parameters) {
    const values = known.get(name);
    if (!values) continue; // another program's parameter
    if (!values.has(value)) { if (value) strange.push(value); }
    else fields.set(name, (fields.get(name) ?? new Set()).add(value));
  }
  const sort = parameters.get("sort") ?? "";
  return { query: { fields, words: parameters.get("q") ?? "", sort: sorts.includes(sort) ? sort : sorts[0] ?? "" }, strange };
}

/**
 * Write a query for an address; nothing when it asks nothing.
 * @param {Query} query
 * @param {Map<string, Set<string>>} known gives the order of fields and values
 * @param {string[]} sorts
 */
export function writeQuery(query, known, sorts) {
  const parameters = new URLSearchParams();
  for (const [name, values] of known) {
    const chosen = query.fields.get(name);
    for (const value of values) if (chosen?.has(value)) parameters.append(name, value);
  }
  if (query.words.trim()) parameters.set("q", query.words.trim());
  if (query.sort && query.sort !== sorts[0]) parameters.set("sort", query.sort);
  const text = parameters.toString();
  return text ? `?${text}` : "";
}

/**
 * Whether an item answers a query, leaving out one field or the words.
 * @param {Item} item @param {Query} query @param {string} [but] a field, or `q` for the words
 * @param {string[]} [words] those of the query, for a caller that asks for many items
 */
export function answers(item, query, but, words = wordsOf(query.words)) {
  for (const [name, chosen] of query.fields) {
    if (name === but || !chosen.size) continue;
    const values = item.values.get(name);
    let any = false;
    for (const value of chosen) any ||= values?.has(value) ?? false;
    if (!any) return false;
  }
  return but === "q" || words.every((word) => item.text.includes(word));
}

/**
 * Behind each choice of a field, the number of results it would give now.
 * @param {Item[]} items @param {Query} query @param {string} field
 * @returns {Map<string, number>}
 */
export function countsOf(items, query, field) {
  const counts = new Map();
  const words = wordsOf(query.words);
  for (const item of items) {
    if (!answers(item, query, field, words)) continue;
    for (const value of item.values.get(field) ?? []) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/**
 * With no results: the choice whose removal helps most.
 * @param {Item[]} items @param {Query} query
 * @returns {{ field: string, value: string, count: number } | null} `field` is `q` for the words
 */
export function bestRemoval(items, query) {
  let best = null;
  for (const [field, value] of choicesOf(query)) {
    const fields = new Map([...query.fields].map(([name, values]) => [name, new Set(values)]));
    fields.get(field)?.delete(value);
    const without = { ...query, fields, words: field === "q" ? "" : query.words };
    const words = wordsOf(without.words);
    const count = items.filter((item) => answers(item, without, undefined, words)).length;
    if (count > (best?.count ?? 0)) best = { field, value, count };
  }
  return best;
}

/** All that is chosen, as pairs of field and value; the words are the field `q`. @param {Query} query */
export function choicesOf(query) {
  /** @type {[string, string][]} */
  const choices = [];
  for (const [name, values] of query.fields) for (const value of values) choices.push([name, value]);
  if (query.words.trim()) choices.push(["q", query.words.trim()]);
  return choices;
}

/**
 * What is asked, in words: `thema: Waterstof; provincie: Groningen of Drenthe; gezocht op ‘net’`.
 * @param {Query} query
 * @param {Map<string, Set<string>>} known gives the order of fields and values
 * @param {(field: string) => string} nameOf how a field is called
 * @param {(field: string, value: string) => string} labelOf how a choice is called
 * @param {{ or: string, searched: string }} say what stands between two choices, and the words with {words}
 */
export function inWords(query, known, nameOf, labelOf, say) {
  const parts = [];
  for (const [field, values] of known) {
    const labels = [...values].filter((value) => query.fields.get(field)?.has(value)).map((value) => labelOf(field, value));
    if (labels.length) parts.push(`${nameOf(field)}: ${labels.join(say.or)}`);
  }
  if (query.words.trim()) parts.push(fill(say.searched, { words: query.words.trim() }));
  return parts.join("; ");
}

/**
 * Put items in order. What has no value comes last; what is equal keeps the usual order.
 * @param {Item[]} items @param {string} key @param {boolean} descending
 */
export function sorted(items, key, descending) {
  const known = (/** @type {Item} */ item) => item.order.get(key) ?? "";
  return [...items].sort((a, b) => {
    const [x, y] = [known(a), known(b)];
    if (!x !== !y) return x ? -1 : 1;
    const order = x.localeCompare(y, "nl", { numeric: true });
    return (descending ? -order : order) || a.place - b.place;
  });
}

/** Fill in a sentence: `{n} van {all}`. @param {string} sentence @param {Record<string, string | number>} values */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
