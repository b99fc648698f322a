/** Boxes that hold other things: alert, card, carousel, container. */

import { drawControl } from './controls.js';
import { h } from './element.js';
import { icon } from './icons.js';
import { drawPicture } from './pictures.js';
import { drawRichText } from './richtext.js';
import { drawText, plainOf, wordsOf } from './text.js';

/** @typedef {import('./types.js').Block} Block */
/** @typedef {import('./types.js').Element} Element */
/** @typedef {import('./types.js').Surface} Surface */

/** @type {Record<string, string>} */
const LEVELS = { info: 'Note', warning: 'Warning', error: 'Problem', success: 'Done', default: 'Note' };

/**
 * @param {Block} block
 * @param {Surface} surface
 */
export function drawAlert(block, surface) {
  const level = Object.hasOwn(LEVELS, block.level) ? block.level : 'default';
  const picture = level === 'default' ? 'info' : level;
  const name = h('strong', {}, `${LEVELS[level]}: `);
  const words = h('div', { class: 'text' }, name, drawText(block.text, surface));
  return h('div', { class: `alert alert-${level}`, role: 'note' }, icon(picture), words);
}

/**
 * @param {Block} card
 * @param {Surface} surface
 * @returns {HTMLElement}
 */
export function drawCard(card, surface) {
  const subtitle = card.subtitle && h('div', { class: 'card-subtitle' }, drawText(card.subtitle, surface));
  const title = card.title && h('h4', { class: 'card-title' }, drawText(card.title, surface));
  const picture = card.icon ? drawPicture(card.icon, 'card-icon') : null;
  const head = h('div', { class: 'card-head' }, picture, h('div', {}, title, subtitle));
  const body = card.body ? h('div', { class: 'card-body text' }, drawText(card.body, surface)) : null;
  /** @type {Element[]} */
  const elements = card.actions ?? [];
  const label = wordsOf(card.title, surface);
  const buttons = elements.map((element) => drawControl({ element, block: card, surface, label }));
  const hero = card.hero_image ? drawPicture(card.hero_image, 'hero') : null;
  const row = buttons.length ? h('div', { class: 'card-actions' }, ...buttons) : null;
  return h('div', { class: 'card' }, hero, head, body, row);
}

/**
 * Cards side by side; the row can be scrolled with the arrow keys.
 * @param {Block} block
 * @param {Surface} surface
 */
export function drawCarousel(block, surface) {
  /** @type {Block[]} */
  const cards = block.elements ?? [];
  const items = cards.map((card) => h('li', {}, drawCard(inCarousel(card, block), surface)));
  const name = `${cards.length} cards, scroll sideways`;
  const row = h('ul', { class: 'carousel', tabindex: '0', 'aria-label': name }, ...items);
  return h('div', {}, row);
}

/**
 * A card in a carousel answers with its own block id, or with that of the carousel.
 * @param {Block} card
 * @param {Block} carousel
 */
const inCarousel = (card, carousel) => ({ ...card, block_id: card.block_id ?? carousel.block_id });

/**
 * @param {Block} block
 * @param {Surface} surface
 * @param {(block: Block, surface: Surface) => HTMLElement} drawBlock
 */
export function drawContainer(block, surface, drawBlock) {
  const rich = block.rich_text_title ? drawRichText(block.rich_text_title, surface) : null;
  const title = h('span', { class: 'container-title' }, rich ?? plainOf(block.title));
  const subtitle = drawText(block.subtitle, surface);
  const small = subtitle && h('span', { class: 'container-subtitle' }, subtitle);
  const picture = block.icon ? drawPicture(block.icon, 'card-icon') : null;
  const words = h('span', { class: 'container-words' }, title, small);
  /** @type {Block[]} */
  const children = block.child_blocks ?? [];
  const body = h('div', { class: 'container-body' }, ...children.map((child) => drawBlock(child, surface)));
  const kind = `container width-${block.width ?? 'standard'}${block.has_header_divider ? ' is-divided' : ''}`;
  const head = { class: 'container-head' };
  if (!block.is_collapsible) return h('div', { class: kind }, h('div', head, picture, words), body);
  const summary = h('summary', head, picture, words, icon('down'));
  return h('details', { class: kind, open: !block.default_collapsed }, summary, body);
}
