/** Slack's rich_text block: sections, lists, quotes and preformatted text. */

import { h } from './element.js';
import { emojiFor } from './emoji.js';
import { mention, safeLink } from './links.js';
import { fillDate } from './uktime.js';

/** @typedef {import('./links.js').Names} Names */
/** @typedef {Record<string, any>} Piece */

/**
 * @param {Piece} block
 * @param {Names} names
 * @returns {HTMLElement}
 */
export function drawRichText(block, names) {
  /** @type {Piece[]} */
  const elements = block.elements ?? [];
  const parts = elements.map((part) => drawPart(part, names));
  return h('div', { class: 'rich-text' }, ...parts);
}

/**
 * @param {Piece} part
 * @param {Names} names
 * @returns {HTMLElement}
 */
function drawPart(part, names) {
  const leaves = () => (part.elements ?? []).map((/** @type {Piece} */ leaf) => drawLeaf(leaf, names));
  switch (part.type) {
    case 'rich_text_section':
      return h('div', { class: 'rich-section' }, ...leaves());
    case 'rich_text_list':
      return drawList(part, names);
    case 'rich_text_quote':
      return h('blockquote', { class: 'quote' }, ...leaves());
    case 'rich_text_preformatted':
      return h('pre', {}, h('code', {}, ...leaves()));
    default:
      return h('p', { class: 'unknown' }, `Unknown text: ${part.type}`);
  }
}

/**
 * @param {Piece} part
 * @param {Names} names
 */
function drawList(part, names) {
  const isOrdered = part.style === 'ordered';
  const items = (part.elements ?? []).map((/** @type {Piece} */ item) => h('li', {}, drawPart(item, names)));
  const traits = { class: `rich-list indent-${Math.min(part.indent ?? 0, 8)}` };
  if (!isOrdered) return h('ul', traits, ...items);
  return h('ol', { ...traits, start: part.offset ? part.offset + 1 : null }, ...items);
}

/**
 * @param {Piece} leaf
 * @param {Names} names
 * @returns {Node}
 */
function drawLeaf(leaf, names) {
  return styled(bareLeaf(leaf, names), leaf.style ?? {});
}

/** @type {Record<string, (leaf: Piece, names: Names) => Node>} */
const LEAVES = {
  text: (leaf) => document.createTextNode(leaf.text),
  link: (leaf) => safeLink(leaf.url, leaf.text ?? leaf.url) ?? document.createTextNode(leaf.text ?? leaf.url),
  emoji: (leaf) => document.createTextNode(emojiFor(leaf.name) ?? `:${leaf.name}:`),
  user: (leaf, names) => mention(`@${leaf.user_id}`, names),
  channel: (leaf, names) => mention(`#${leaf.channel_id}`, names),
  usergroup: (leaf, names) => mention(`!${leaf.usergroup_id}`, names),
  broadcast: (leaf, names) => mention(`!${leaf.range}`, names),
  date: (leaf) => h('time', {}, fillDate(leaf.timestamp, leaf.format ?? '{date}')),
  color: (leaf) => h('code', {}, leaf.value),
};

/**
 * @param {Piece} leaf
 * @param {Names} names
 */
function bareLeaf(leaf, names) {
  const draw = Object.hasOwn(LEAVES, leaf.type) ? LEAVES[leaf.type] : null;
  return draw ? draw(leaf, names) : h('span', { class: 'unknown' }, `Unknown text: ${leaf.type}`);
}

/**
 * @param {Node} node
 * @param {Record<string, boolean>} style
 * @returns {Node}
 */
function styled(node, style) {
  let whole = node;
  if (style.code) whole = h('code', {}, whole);
  if (style.bold) whole = h('strong', {}, whole);
  if (style.italic) whole = h('em', {}, whole);
  if (style.strike) whole = h('s', {}, whole);
  if (style.underline) whole = h('u', {}, whole);
  return whole;
}
