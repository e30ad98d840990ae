/**
 * Which entries an answer gives, in which order, and why: pure functions, without the page.
 *
 * The rule is that of macros/chooser/ranking.py, word for word; vectors in tests/cases/parity/ hold the two to the
 * same outcome. What each entry has to say to each answer is decided there, and comes with the page.
 *
 * @typedef {[points: number, why: string, against: string, what?: 1 | 2]} Verdict 1 for what is unknown, 2 for what clashes
 * @typedef {Record<string, Verdict>} Table by answer; `""` is any other answer, `"-"` is none
 * @typedef {{ id: string, moments: number[], tables: Record<string, Table>, why: string[], against: string[] }} Candidate
 * @typedef {{ id: string, points: number, why: string[], against: string[], fits: Set<string> }} Pick
 * @typedef {{ name: string, picks: Pick[] }} Moment
 * @typedef {{ moment: string, moments: string[], subject: string }} Deciding the names of two questions, and the moments in their order
 */

/** @type {Verdict} */
const NOTHING = [0, "", ""];
/** The moments of what is no answer: what may fit or not, and what cannot be done with what there is. They come last. */
export const MAYBE = "onbekend";
export const CLASH = "botst";
export const ASIDE = [MAYBE, CLASH];

/**
 * The entries that answer, by moment and within it the best first.
 * @param {Candidate[]} entries in the order that equal points keep
 * @param {Map<string, Set<string>>} answers
 * @param {Deciding} deciding the questions that decide which there are
 * @returns {Moment[]}
 */
export function rank(entries, answers, { moment, moments, subject }) {
  const chosen = moments.flatMap((one, place) => (answers.get(moment)?.has(one) ? [place] : []));
  const deciding = [moment, subject];
  const decided = deciding.some((name) => answers.get(name)?.size);
  /** @type {Map<string, Pick[]>} */
  const found = new Map();
  for (const entry of entries) {
    const { pick, unknown, contrary, clashes } = judged(entry, answers);
    const { fits } = pick;
    const some = (/** @type {Set<string>} */ names) => (decided ? deciding.some((name) => names.has(name)) : names.size > 0);
    if (!some(fits) && (contrary.size || !some(unknown))) continue;
    const name = !some(fits) ? MAYBE : clashes ? CLASH : decided ? momentOf(entry, chosen) : "";
    found.set(name, [...(found.get(name) ?? []), pick]);
  }
  const order = ["eerst", "nu", "daarna", ...moments.keys(), "los", "", ...ASIDE].map(String);
  return [...found]
    .map(([name, picks]) => ({ name, picks: picks.sort((a, b) => b.points - a.points) }))
    .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}

/** @param {Candidate} entry @param {number[]} chosen places of the chosen moments */
function momentOf({ moments }, chosen) {
  if (!moments.length) return "los";
  if (!chosen.length) return String(Math.min(...moments));
  if (moments.some((place) => chosen.includes(place))) return "nu";
  return Math.max(...moments) < Math.min(...chosen) ? "eerst" : "daarna";
}

/**
 * An entry with all its reasons; the questions of which it is not known, and that it goes against; whether it asks what is not there.
 * @param {Candidate} entry @param {Map<string, Set<string>>} answers
 */
function judged(entry, answers) {
  let points = 0;
  const why = [];
  const against = [];
  const [fits, unknown, contrary] = [new Set(), new Set(), new Set()];
  let clashes = false;
  for (const [name, table] of Object.entries(entry.tables)) {
    for (const [worth, good, bad, what] of verdictsOf(table, [...(answers.get(name) ?? [])])) {
      points += worth;
      if (worth > 0) fits.add(name);
      if (worth < 0) contrary.add(name);
      if (what === 1) unknown.add(name);
      if (what === 2) clashes = true;
      if (good) why.push(good);
      if (bad) against.push(bad);
    }
  }
  const [pro, contra] = [[...why, ...entry.why], [...against, ...entry.against]].map((reasons) => [...new Set(reasons)]);
  const pick = { id: entry.id, points, why: pro, against: contra, fits };
  return { pick, unknown, contrary, clashes };
}

/** What counts: of several answers those that fit; where none does, the first of them. @param {Table} table @param {string[]} answers */
function verdictsOf(table, answers) {
  if (!answers.length) return [table["-"] ?? NOTHING];
  const all = answers.map((answer) => table[answer] ?? table[""] ?? NOTHING);
  const good = all.filter(([points]) => points > 0);
  return good.length ? good : all.slice(0, 1);
}
