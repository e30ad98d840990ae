/** The days in a worksheet, for an agenda (RFC 5545). */
import { isDay } from "../answers/answers.mjs";
import { titleOf } from "./shown.mjs";

const LINE = 75; // bytes
const DAY = 86_400_000; // ms

/** @param {string} text */
const escaped = (text) => text.trim().replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");

/** A line that is too long goes on behind a space, between two signs. @param {string} line */
function folded(line) {
  let [made, room] = ["", LINE];
  for (const sign of line) {
    const size = new TextEncoder().encode(sign).length;
    if (size > room) [made, room] = [`${made}\r\n `, LINE - 1];
    made += sign;
    room -= size;
  }
  return made;
}

/** @param {string} moment ISO */
const basic = (moment) => moment.replace(/[-:]|\.\d+/g, "");

/**
 * An event for each day, and nothing without days.
 * @param {import("../answers/answers.mjs").Definition} definition @param {import("../answers/answers.mjs").Copy} copy
 */
export function toCalendar(definition, copy) {
  // A later file of the same sheet changes the events of an earlier one.
  const same = encodeURIComponent(`${definition.id}.${copy.name}`);
  const moment = basic(copy.changed || new Date().toISOString());
  /** @param {string} at @param {string} day @param {string[]} words @returns {string[]} */
  const event = (at, day, words) => (isDay(day) ? [
    "BEGIN:VEVENT", `UID:${same}.${at}@kb-worksheet`, `DTSTAMP:${moment}`, `DTSTART;VALUE=DATE:${basic(day)}`,
    `DTEND;VALUE=DATE:${basic(new Date(Date.parse(day) + DAY).toISOString().slice(0, 10))}`,
    `SUMMARY:${escaped(words.filter(Boolean).join(" – "))}`, `DESCRIPTION:${escaped(titleOf(definition, copy))}`, "END:VEVENT",
  ] : []);
  const events = definition.pieces.flatMap(({ id, kind, title, rows, columns }) => {
    const value = copy.answers[id];
    if (kind === "datum") return event(id, String(value), [title]);
    if (kind !== "tabel" || !Array.isArray(value)) return [];
    return /** @type {string[][]} */ (value).flatMap((given, y) => {
      const row = given.map((cell) => cell.trim());
      const others = [rows[y] ?? "", ...row.filter((cell) => !isDay(cell))].filter(Boolean);
      const many = row.filter(isDay).length > 1 || !others.length;
      return row.flatMap((day, x) => event(`${id}.${y + 1}.${x + 1}`, day, [...others, many ? columns[x] ?? title : ""]));
    });
  });
  if (!events.length) return "";
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kb-worksheet//1//", ...events, "END:VCALENDAR"];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}
