// What was meant by a day, a number or an address that was written in another way: as macros/validation/guessing.py does
// for a file. tests/cases/parity/form-guesses.json holds the two to each other. Pure functions.

const DAY_FIRST = /^(\d{1,2})[-/. \u2010-\u2015](\d{1,2})[-/. \u2010-\u2015](\d{4})$/;
const YEAR_FIRST = /^(?:(\d{4})[-/. \u2010-\u2015]?(\d{2})[-/. \u2010-\u2015]?(\d{2})|(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2}))$/;
const IN_WORDS = /^(\d{1,2})(?:\.|e|ste|de)?[ -]([a-z]{3,9})\.?[ -](\d{4})$/;
/** @type {Record<string, string>} */
const SHORT = { mrt: "maart", sept: "september" };
const ONES = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien", "veertien",
  "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig"];
const HOST = /^(?:h?t?tps?:?\/{0,2}:?)?((?:[\p{L}\p{N}_-]{1,63}\.){1,8}[a-z]{2,63}(?:\/[^\s<>"'()]*)?)$/iu;
const AROUND = /^(?:<([^<>]*)>|\(([^()]*)\)|[“”"‘’']([^“”"‘’']*)[“”"‘’'])$/;

/** Whether there is such a day. @param {number} year @param {number} month @param {number} day */
export function isDay(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** The day that a text such as `5-1-2024` or `5 januari 2024` means, as YYYY-MM-DD. @param {string} text */
export function dateMeant(text) {
  const bare = text.trim().toLowerCase();
  let [year, month, day] = [0, 0, 0];
  let found = DAY_FIRST.exec(bare);
  if (found) [day, month, year] = found.slice(1).map(Number);
  else if ((found = YEAR_FIRST.exec(bare))) [year, month, day] = found.slice(1).filter(Boolean).map(Number);
  else if ((found = IN_WORDS.exec(bare))) {
    const name = SHORT[found[2]] ?? found[2];
    [day, month, year] = [Number(found[1]), 1 + months().findIndex((one) => one.startsWith(name)), Number(found[3])];
  }
  const padded = (/** @type {number} */ number, length = 2) => String(number).padStart(length, "0");
  return isDay(year, month, day) ? `${padded(year, 4)}-${padded(month)}-${padded(day)}` : null;
}

function months() {
  const inWords = new Intl.DateTimeFormat("nl", { month: "long" });
  return Array.from({ length: 12 }, (_, month) => inWords.format(new Date(2000, month, 1)));
}

/** The number that a text of digits with points for thousands, or a word up to twenty, means. @param {string} text */
export function numberMeant(text) {
  const bare = text.trim().toLowerCase().replaceAll("één", "een");
  const word = ONES.indexOf(bare);
  if (word >= 0) return word + 1;
  const found = /^\+?([1-9]\d{0,2}(?:[. ]\d{3})+|[1-9]\d{0,5})$/.exec(bare);
  return found && Number(found[1].replace(/[. ]/g, ""));
}

/** The web address that a text without `https://`, or with signs around it, means. @param {string} text */
export function addressMeant(text) {
  const around = AROUND.exec(text.trim());
  let bare = around ? around.slice(1).find((part) => part !== undefined) ?? "" : text.trim();
  const linked = /^\[([^\]]*)\]\(([^()\s]*)\)$/.exec(bare);
  if (linked && linked[2].replace(/\/+$/, "").endsWith(linked[1].replace(/\/+$/, ""))) bare = linked[2];
  const found = HOST.exec(bare);
  return found && `${/^http(?!s)/i.test(bare) ? "http" : "https"}://${found[1]}`;
}
