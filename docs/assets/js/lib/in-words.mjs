// Lists and days as one says them: what macros/base/dutch.py does when the site is made. Vectors in
// tests/cases/parity/ hold the two to each other. Pure functions.

/** ‘a, b of c’. @param {string[]} words @param {string} last what stands before the last */
export function enumerated(words, last) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words[words.length - 1]}`;
}

/** As Dutch readers write it: 22 december 2022. @param {Date} day */
export function dayInWords(day) {
  return new Intl.DateTimeFormat("nl", { dateStyle: "long" }).format(day);
}
