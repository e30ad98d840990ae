/**
 * Emphasis in the words of a block: which marks belong together, as CommonMark tells.
 *
 * @typedef {{ node: Text, sign: string, left: number, size: number, opens: boolean, closes: boolean }} Mark signs that may be around words
 */
import { DEEPEST, element, TooDeep } from "./markdown-nodes.mjs";

/** What stands beside a place: nothing (0), a sign of a sentence (1) or of a word (2). @param {string} text @param {number} at
 *  @param {1 | -1} way */
export function around(text, at, way) {
  const pair = text.slice(Math.max(0, way < 0 ? at - 2 : at), way < 0 ? at : at + 2);
  const sign = (way < 0 ? /.$/su : /^./su).exec(pair)?.[0] ?? " ";
  return /\s/.test(sign) ? 0 : /[\p{P}\p{S}]/u.test(sign) ? 1 : 2;
}

/** Put emphasis around what stands between marks, from the mark `from` on; those go. @param {Mark[]} marks @param {number} from */
export function emphasize(marks, from) {
  /** @type {Mark[]} */ const stack = [];
  /** @type {Map<Node, number>} */ const depths = new Map();
  /** @type {Record<string, number>} down to where there is nothing for such a mark */ const bottom = {};
  for (const mark of marks.splice(from)) {
    while (mark.closes && mark.left) {
      const key = `${mark.sign}${mark.opens}${mark.sign === "~" ? mark.size : mark.size % 3}`;
      let at = stack.length - 1;
      for (; at >= (bottom[key] ?? 0); at -= 1) if (fit(stack[at], mark)) break;
      const opened = stack[at];
      if (!opened || at < (bottom[key] ?? 0)) {
        bottom[key] = stack.length;
        break;
      }
      stack.length = at + 1;
      for (const name of Object.keys(bottom)) bottom[name] = Math.min(bottom[name] ?? 0, at + 1);
      const taken = mark.sign === "~" ? mark.left : mark.left > 1 && opened.left > 1 ? 2 : 1;
      const made = element(mark.sign === "~" ? "del" : taken > 1 ? "strong" : "em");
      let deep = 0;
      for (let next = opened.node.nextSibling; next && next !== mark.node; next = opened.node.nextSibling) {
        deep = Math.max(deep, depths.get(next) ?? 0);
        made.append(next);
      }
      depths.set(made, deep + 1);
      if (deep > DEEPEST) throw new TooDeep();
      opened.node.after(made);
      for (const one of [opened, mark]) {
        one.left -= taken;
        one.node.data = one.node.data.slice(taken);
      }
      if (!opened.left) stack.pop();
    }
    if (mark.opens && mark.left) stack.push(mark);
  }
}

/** @param {Mark | undefined} opened @param {Mark} closing */
function fit(opened, closing) {
  if (!opened || opened.sign !== closing.sign) return false;
  if (opened.sign === "~") return opened.left === closing.left;
  const odd = (opened.closes || closing.opens) && !((opened.size + closing.size) % 3) && Boolean(opened.size % 3 || closing.size % 3);
  return !odd;
}
