/** The `markdown` block: headings, lists, quotes, code, rules and the usual marks inside a line. */

import { h } from './element.js';
import { safeLink } from './links.js';

const INLINE = new RegExp(
  [
    '`([^`\\n]+)`',
    '!?\\[([^\\]\\n]*)\\]\\(([^)\\s]+)\\)',
    '\\*\\*(?=\\S)(.+?)(?<=\\S)\\*\\*',
    '~~(?=\\S)(.+?)(?<=\\S)~~',
    '(?<![\\p{L}\\p{N}])[*_](?=\\S)([^*_\\n]+?)(?<=\\S)[*_](?![\\p{L}\\p{N}])',
    '(https?://[^\\s<>()]+)',
    '\\\\([\\\\`*_{}\\[\\]()#+.!~>-])',
  ].join('|'),
  'gu',
);
const FENCE = /^```/;
const ITEM = /^\s*(?:[-*+]|(\d+)[.)])\s+(.*)$/;
const STARTS = /^(?:```|#{1,6}\s|>|\s*(?:[-*+]|\d+[.)])\s|(?:---+|\*\*\*+)\s*$)/;

/**
 * @param {string} text
 * @returns {HTMLElement}
 */
export function drawMarkdown(text) {
  const lines = text.split('\n');
  const whole = h('div', { class: 'markdown' });
  while (lines.length) {
    const node = takeBlock(lines);
    if (node) whole.append(node);
  }
  return whole;
}

/**
 * Takes the lines of one block away from the front.
 * @param {string[]} lines
 * @returns {HTMLElement | null}
 */
function takeBlock(lines) {
  const line = lines[0];
  if (!line.trim()) return drop(lines, null);
  if (FENCE.test(line)) return takeFence(lines);
  if (/^(?:---+|\*\*\*+)\s*$/.test(line)) return drop(lines, h('hr'));
  const heading = /^(#{1,6})\s+(.*)$/.exec(line);
  if (heading) return drop(lines, headingNode(heading[1].length, heading[2]));
  if (line.startsWith('>')) return takeQuote(lines);
  if (ITEM.test(line)) return takeList(lines);
  return takeParagraph(lines);
}

/**
 * @param {string[]} lines
 * @param {HTMLElement | null} node what the first line became
 */
function drop(lines, node) {
  lines.shift();
  return node;
}

/**
 * Headings begin below those of the page itself.
 * @param {number} level
 * @param {string} text
 */
function headingNode(level, text) {
  const tag = level === 1 ? 'h4' : level === 2 ? 'h5' : 'h6';
  return inline(h(tag, {}), text);
}

/** @param {string[]} lines */
function takeFence(lines) {
  lines.shift();
  const end = lines.findIndex((line) => FENCE.test(line));
  const code = lines.splice(0, end < 0 ? lines.length : end);
  lines.shift();
  return h('pre', {}, h('code', {}, code.join('\n')));
}

/** @param {string[]} lines */
function takeQuote(lines) {
  const quoted = takeWhile(lines, (line) => line.startsWith('>'));
  const words = quoted.map((line) => line.replace(/^> ?/, '')).join('\n');
  return inline(h('blockquote', { class: 'quote' }), words);
}

/** @param {string[]} lines */
function takeList(lines) {
  const first = ITEM.exec(lines[0]);
  const isOrdered = Boolean(first?.[1]);
  const items = takeWhile(lines, (line) => Boolean(ITEM.exec(line)?.[1]) === isOrdered && ITEM.test(line));
  const nodes = items.map((line) => inline(h('li'), ITEM.exec(line)?.[2] ?? ''));
  return isOrdered ? h('ol', { start: Number(first?.[1]) }, ...nodes) : h('ul', {}, ...nodes);
}

/** @param {string[]} lines */
function takeParagraph(lines) {
  const first = lines.shift() ?? '';
  const rest = takeWhile(lines, (line) => Boolean(line.trim()) && !STARTS.test(line));
  return inline(h('p'), [first, ...rest].join('\n'));
}

/**
 * @param {string[]} lines
 * @param {(line: string) => boolean} isWanted
 */
function takeWhile(lines, isWanted) {
  const end = lines.findIndex((line) => !isWanted(line));
  return lines.splice(0, end < 0 ? lines.length : end);
}

/**
 * @template {HTMLElement} T
 * @param {T} node
 * @param {string} text
 * @returns {T}
 */
function inline(node, text) {
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const at = match.index ?? 0;
    node.append(text.slice(from, at), inlineNode(match));
    from = at + match[0].length;
  }
  node.append(text.slice(from));
  return node;
}

/**
 * @param {RegExpMatchArray} match
 * @returns {Node | string}
 */
function inlineNode(match) {
  const [whole, code, label, address, bold, strike, italic, url, escaped] = match;
  if (code !== undefined) return h('code', {}, code);
  if (address !== undefined) return safeLink(address, label) ?? whole;
  if (bold !== undefined) return inline(h('strong'), bold);
  if (strike !== undefined) return inline(h('s'), strike);
  if (italic !== undefined) return inline(h('em'), italic);
  if (url !== undefined) return safeLink(url, url) ?? whole;
  return escaped;
}
