// What the check says of an entry whatever its schema: ways to reach a person, addresses that lead nowhere, what the site
// takes out of a text, days in the wrong order, names that others have. In the words and with the verdict of
// macros/checking/one_file.py; tests/cases/parity/form-rules.json holds the two to each other. Pure functions.
//
// Left to the check, which reads what is sent: letters of other scripts, addresses that are numbers or have other letters,
// links that show another address, damage of copying, markup that nearly works, what Markdown makes of unusual HTML.
import { fold } from "../lib/folding.mjs";
import { dayInWords } from "../lib/in-words.mjs";
import { isDay } from "./guesses.mjs";
import { problemsOf, shown, told } from "./rules.mjs";

/**
 * @typedef {import("./rules.mjs").At} At
 * @typedef {import("./rules.mjs").Rules} Rules
 * @typedef {import("./rules.mjs").CollectionRules} CollectionRules
 * And also which tags may stand in a text, and the ends of hosts that nobody else can reach.
 * @typedef {import("./rules.mjs").Words & { tags: string[], own: string[] }} Words
 * @typedef {import("./rules.mjs").Values} Values
 * @typedef {import("./rules.mjs").FormProblem} FormProblem
 * What is known beside the entry: the day, as YYYY-MM-DD; where it is known, the ids of the entries that it can refer to, by
 * collection, and who bears which name in its own collection: by the folded name where it stands, and how it is written.
 * @typedef {{ today: string, ids?: Record<string, Set<string>>, names?: Map<string, [path: string, name: string]> }} Known
 * A number or a year, or year, month and day.
 * @typedef {number[]} Moment
 */

const ADDRESS = /https?:\/{0,3}[^\s<>[\]"'\x60{}|\\^]{0,2000}/gi;
const MAIL = new RegExp(
  String.raw`[\p{L}\p{N}_.+-]{1,64}(?:@| @ | ?[\[({] ?(?:at|apenstaartje|@) ?[\])}] ?| apenstaartje )` +
    String.raw`(?:[\p{L}\p{N}_-]{1,63}(?:\.| ?[\[({](?:punt|dot|\.)[\])}] ?| punt )){1,4}[a-z]{2,24}(?![\p{L}\p{N}_])`, "iu");
const PHONE = new RegExp(
  String.raw`(?<![\p{L}\p{N}_/.\-])(?:(?:\+|00 ?)31[ \-]?(?:\(0\) ?)?|0)` +
    String.raw`(?:6(?: ?[\-–./] ?| )?(?!\d\d[\-–. /](?:19|20)\d\d)[1-9](?:(?: ?[\-–./] ?| )?\d){7}` +
    String.raw`|[1-578]\d{1,2}\)?(?: ?[\-–/] ?| )(?:\d ?){6,7})(?![\p{L}\p{N}_/\-])`, "u");
const LABEL = /^[a-z0-9](?:[\w-]{0,61}[a-z0-9])?$/;
const NUMBER = /^(?:0x[0-9a-f]*|[0-9]+)$/;
const TAG = /<([a-z][a-z0-9-]*)((?:\s[^<>]*)?)\/?>/gi;
const ATTRIBUTE = /\s(on[a-z]+|style)\s*=/gi;
const LINK = /(!?)\[[^\]\n]*\]\(\s*<?([a-z][a-z0-9+.-]*:(?:[^\s()<>]|\([^\s()]*\))*)/gi;
const CALL = /^(?:tel|sms|callto|whatsapp|skype):/i;
const TYPED = 3; // with more that is taken out, a text was not typed but pasted
const MOST = 10;

/**
 * All that is wrong, as far as a form can tell: the fields first, in their order. What compares values waits until each
 * fits, and what is still to come until nothing is wrong, as in the check.
 * @param {Values} values @param {CollectionRules} rules @param {Words} words @param {Known} known @returns {FormProblem[]}
 */
export function checked(values, rules, words, known) {
  const wrong = problemsOf(values, rules, words);
  const texts = [...textsIn(values, rules, [])];
  const people = texts.flatMap(([at, text]) => contacts(at, text, words));
  if (!wrong.length) wrong.push(...outOfOrder(values, rules, [], words), ...repeated(values, rules, words));
  wrong.push(...texts.flatMap(([at, text]) => addresses(at, text, words)));
  const later = wrong.length ? [] : [...stillToCome(values, rules, [], words, known.today)];
  const lost = texts.flatMap(([at, text, node]) => (node.contentMediaType ? removed(at, text, words) : []));
  const others = [...unknown(texts, rules, words, known), ...taken(values, words, known)];
  return [...wrong, ...later, ...people, ...lost, ...others];
}

/** Every text, with its place and its rules. @param {unknown} value @param {Rules} rules @param {At} at
 * @returns {Generator<[At, string, Rules]>} */
function* textsIn(value, rules, at) {
  if (typeof value === "string") yield [at, value, rules];
  else if (Array.isArray(value)) for (const [place, item] of value.entries()) yield* textsIn(item, rules.items ?? {}, [...at, place]);
  else if (value && typeof value === "object") {
    for (const [name, part] of Object.entries(value)) yield* textsIn(part, rules.properties?.[name] ?? {}, [...at, name]);
  }
}

/** The ways to reach a person in a text, each kind once. @param {At} at @param {string} text @param {Words} words */
function contacts(at, text, words) {
  const bare = text.replace(/https?:\/\/[^\s<>"')\]]+/g, (address) => " ".repeat(address.length));
  const kinds = [MAIL.test(bare) && "mail", PHONE.test(bare) && "phone"];
  return kinds.flatMap((kind) => (kind ? [told(words, "contact", kind, at, {})] : []));
}

/** The addresses in a text that cannot be what they seem. @param {At} at @param {string} text @param {Words} words */
function addresses(at, text, words) {
  const found = [...withoutCode(text).matchAll(ADDRESS)].flatMap(([whole]) => {
    const address = whole.replace(/[.,;:!?)*_]+$/, "");
    if (whole === text && /^https?:\/*$/i.test(address)) return []; // that is no address at all
    const wrong = wrongWith(/^https?:(?:\/\/)?([^/?#\\]*)/i.exec(address)?.[1] ?? "", words);
    return wrong ? [told(words, "address", wrong[0], at, wrong[1])] : [];
  });
  return found.slice(0, MOST);
}

/** What is wrong with a host: the kind, and what fills its message. @param {string} authority @param {Words} words
 * @returns {[string, Record<string, string>] | null} */
function wrongWith(authority, words) {
  const start = authority.lastIndexOf("@");
  if (start >= 0) return ["at", { before: authority.slice(0, Math.min(start, 40)), rest: authority.slice(start + 1).slice(0, 60) }];
  const host = authority.replace(/:\d{0,5}$/, "").toLowerCase().replace(/\.$/, "");
  const labels = host.split(".");
  const last = labels[labels.length - 1];
  if (!host) return ["none", {}];
  if (/[^\0-\x7f]|%|^\[|xn--/.test(host) || NUMBER.test(last)) return null; // for the check
  const named = { host: host.slice(0, 60) };
  if (labels.length === 1 || words.own.includes(last)) return ["own", named];
  return host.length > 253 || !labels.every((label) => LABEL.test(label)) ? ["impossible", named] : null;
}

/** What the site takes out of a text in Markdown. @param {At} at @param {string} text @param {Words} words */
function removed(at, text, words) {
  /** @type {Map<string, [rule: string, kind: string, name: string]>} */
  const found = new Map();
  const bare = withoutCode(text);
  for (const [whole, written, attributes] of bare.matchAll(TAG)) {
    const name = written.toLowerCase();
    if (!words.tags.includes(name) || (name === "input" && !/type=["']?checkbox/i.test(whole))) {
      const rule = kindOf(name, words, "seen-tag") === null ? "tag" : "seen-tag";
      found.set(`<${name}>`, [rule, kindOf(name, words, rule) ?? "", name]);
    }
    for (const [, attribute] of words.tags.includes(name) ? attributes.matchAll(ATTRIBUTE) : []) {
      const one = attribute.toLowerCase();
      found.set(one, ["removed", one === "style" ? "style" : "handler", one]);
    }
  }
  for (const [, image, address] of bare.matchAll(LINK)) {
    if (!image && !/^(?:https?|mailto):/i.test(address)) found.set(address, ["removed", CALL.test(address) ? "call" : "address", address]);
  }
  const names = [...found.keys()].slice(0, 6).join(", ");
  if (found.size > TYPED) return [told(words, "removed", "copied", at, { names })];
  return [...found.values()].map(([rule, kind, name]) => told(words, rule, kind, at, { name: shown(name) }));
}

/** The kind of a rule whose name holds that of a tag. @param {string} tag @param {Words} words @param {string} rule */
const kindOf = (tag, words, rule) => Object.keys(words.rules[rule][1]).find((kind) => kind.split(" ").includes(tag)) ?? null;

/** The text with blanks for its code. @param {string} text */
function withoutCode(text) {
  if (!/\x60|~~~/.test(text)) return text;
  let fence = "";
  return text.split("\n").map((line) => {
    const mark = /^ {0,3}(\x60{3,}|~{3,})/.exec(line)?.[1] ?? "";
    if (fence) {
      const closes = mark.startsWith(fence) && !line.trim().replaceAll(fence[0], "");
      fence = closes ? "" : fence;
    } else if (mark) fence = mark;
    else return line.replace(/\x60[^\x60\n]+\x60/g, (code) => " ".repeat(code.length));
    return "";
  }).join("\n");
}

/** What comes before what it may not come before. @param {Values} values @param {Rules} rules @param {At} at @param {Words} words
 * @returns {Generator<FormProblem>} */
function* outOfOrder(values, rules, at, words) {
  for (const [part, name, here, item] of valuesIn(values, rules, at)) {
    const [field, within] = (part["x-not-before"] ?? "").split(".");
    const moment = momentOf(item);
    const other = latest([values[field] ?? []].flat().map((one) => momentOf(within && isGroup(one) ? one[within] : one)));
    if (isBefore(moment, other)) {
      const both = { said: inWords(moment), other: inWords(other) };
      yield told(words, "x-not-before", "", here, { ...both, label: part.title ?? name, beside: field, name });
    }
    if (isGroup(item)) yield* outOfOrder(item, part.items ?? part, here, words);
  }
}

/** The days and years after today. @param {Values} values @param {Rules} rules @param {At} at @param {Words} words
 * @param {string} today @returns {Generator<FormProblem>} */
function* stillToCome(values, rules, at, words, today) {
  const last = new Date(`${today}T00:00Z`);
  last.setUTCDate(last.getUTCDate() + 1); // a visitor's clock and another's may be a day apart
  const tomorrow = momentOf(last.toISOString().slice(0, 10));
  for (const [part, name, here, item] of valuesIn(values, rules, at)) {
    const one = part.items ?? part;
    const is = one.format === "date" || (name === "year" && one.type === "integer");
    const moment = is ? momentOf(item) : [];
    const kind = here.length === 1 && name === "checked" ? "looked" : "";
    if (isBefore(tomorrow, moment)) yield told(words, "future", kind, here, { said: inWords(moment) });
    if (isGroup(item)) yield* stillToCome(item, one, here, words, today);
  }
}

/** The values of the fields of a group, each item of a list apart: its rules, its name, its place.
 * @param {Values} values @param {Rules} rules @param {At} at @returns {[Rules, string, At, unknown][]} */
function valuesIn(values, rules, at) {
  return Object.entries(rules.properties ?? {}).flatMap(([name, part]) => {
    const value = values[name];
    if (value === undefined) return [];
    if (!Array.isArray(value)) return [[part, name, [...at, name], value]];
    return value.map((item, place) => /** @type {[Rules, string, At, unknown]} */ ([part, name, [...at, name, place], item]));
  });
}

/** A number, a year or a day; of a group what it tells most precisely; of a text the year in brackets at its end.
 * @param {unknown} value @returns {Moment} */
function momentOf(value) {
  if (isGroup(value)) return Object.values(value).map(momentOf).reduce((most, one) => (one.length > most.length ? one : most), []);
  if (typeof value === "number") return [value];
  if (typeof value !== "string") return [];
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)?.slice(1).map(Number) ?? [];
  if (day.length && isDay(day[0], day[1], day[2])) return day;
  const year = /\((\d{4})\b[^()]{0,40}\)$/.exec(value);
  return year ? [Number(year[1])] : [];
}

/** Whether one comes before the other, as far as both are known. @param {Moment} one @param {Moment} other */
function isBefore(one, other) {
  const place = one.findIndex((part, index) => index >= other.length || part !== other[index]);
  return place >= 0 && place < other.length && one[place] < other[place];
}

/** @param {Moment[]} moments */
const latest = (moments) =>
  moments.reduce((last, one) => (isBefore(last, one) || (one.length > last.length && !isBefore(one, last)) ? one : last), []);

/** @param {Moment} moment */
const inWords = ([year, month, day]) => (day ? dayInWords(new Date(year, month - 1, day)) : String(year));

/** @param {unknown} value @returns {value is Values} */
const isGroup = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Groups of a list that say the same where they must differ. @param {Values} values @param {Rules} rules @param {Words} words */
function repeated(values, rules, words) {
  return Object.entries(rules.properties ?? {}).flatMap(([name, { "x-unique": part }]) => {
    const said = part && Array.isArray(values[name]) ? values[name].map((group) => group[part]) : [];
    return said.flatMap((value, place) => {
      const first = said.indexOf(value);
      if (value === undefined || first === place) return [];
      return [told(words, "x-unique", "", [name, place, part ?? ""], { value, first: first + 1, name, part: part ?? "" })];
    });
  });
}

/** References to what is not there. @param {[At, string, Rules][]} texts @param {CollectionRules} rules @param {Words} words
 * @param {Known} known */
function unknown(texts, rules, words, { ids = {} }) {
  const gone = texts.filter(([, text, { "x-reference": target = "" }]) => ids[target] && !ids[target].has(text));
  return gone.map(([at, text, { "x-reference": target = "" }]) =>
    told(words, "x-reference", "", at, { one: rules.one[target], value: shown(text) }));
}

/** Names that another entry has, or that stand here twice. @param {Values} values @param {Words} words @param {Known} known */
function taken(values, words, { names = new Map() }) {
  /** @type {Map<string, string>} */
  const here = new Map();
  const aliases = Array.isArray(values.aliases) ? values.aliases : [];
  return [values.title, ...aliases].flatMap((name, place) => {
    if (typeof name !== "string") return [];
    const at = place ? ["aliases", place - 1] : ["title"];
    const first = here.get(fold(name));
    const [path, other] = names.get(fold(name)) ?? ["", ""];
    here.set(fold(name), first ?? name);
    const kind = (path ? other : first) === name ? "" : "spelled";
    if (path) return [told(words, "double-name", kind, at, { value: shown(name), path, other: shown(other) })];
    if (first === undefined || first.toLowerCase() !== name.toLowerCase()) return []; // in two spellings: to spare, but no mistake
    return [told(words, "double-name", first === name ? "here" : "here-spelled", at, { value: shown(name), other: shown(first) })];
  });
}
