// How dark and how large a map draws what it counts: as macros/maps/chart.py has it for the whole list. Vectors in
// tests/cases/parity/ hold the two to each other. Pure functions.

/** From 0 for none up to `shades` for most. @param {number} count @param {number} most @param {number} shades */
export const shade = (count, most, shades) => (most ? Math.ceil((shades * count) / most) : 0);

/** Of a dot for so many entries. @param {number} count @param {number} one how large the dot of one is */
export const radius = (count, one) => Math.round(10 * one * Math.sqrt(count)) / 10;
