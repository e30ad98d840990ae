/**
 * In which order the choices of a filter stand, and with which a long list begins: as macros/index/facets.py has them for
 * the whole list. Vectors in tests/cases/parity/ hold the two to each other. Pure functions.
 *
 * @typedef {object} Option
 * @property {string} value @property {string} under the choice that it is a part of, or nothing
 * @property {number} place where it stands in the page @property {number} count how many results it has
 * @property {number} maybe how many more it may have @property {boolean} chosen
 */

/**
 * What gives nothing comes last; each is followed by what is part of it.
 * @template {Option} T @param {T[]} options @param {string} [under] @returns {T[]}
 */
export function arranged(options, under = "") {
  return options
    .filter((option) => option.under === under)
    .sort((a, b) => last(a) - last(b) || a.place - b.place)
    .flatMap((option) => [option, ...arranged(options, option.value)]);
}

/**
 * What a long list begins without: it shows what is no part of another, then what gives most, and what is chosen.
 * @template {Option} T @param {T[]} shown in their order @param {number} first how many it shows @returns {Set<T>}
 */
export function folded(shown, first) {
  const depths = new Map([["", -1]]);
  for (const { value, under } of shown) depths.set(value, (depths.get(under) ?? -1) + 1);
  const depth = (/** @type {T} */ { value }) => depths.get(value) ?? 0;
  const sorted = [...shown].sort((a, b) => depth(a) - depth(b) || last(a) - last(b) || (depth(a) ? b.count - a.count : 0));
  return new Set(sorted.slice(first).filter((option) => !option.chosen));
}

/** @param {Option} option */
const last = ({ count, maybe, chosen }) => Number(!count && !maybe && !chosen);
