/** The list of every Slack block that the page can show; any other is shown as unknown, never dropped. */

import { drawAlert, drawCard, drawCarousel, drawContainer } from './cards.js';
import { drawChart } from './charts.js';
import { drawControl } from './controls.js';
import { h } from './element.js';
import { drawInput } from './inputs.js';
import { redraw } from './keyed.js';
import { drawMarkdown } from './markdown.js';
import { drawPicture } from './pictures.js';
import { drawRichText } from './richtext.js';
import { drawDataTable, drawTable } from './tables.js';
import { drawText, plainOf, wordsOf } from './text.js';

/** @typedef {import('./types.js').Block} Block */
/** @typedef {import('./types.js').Element} Element */
/** @typedef {import('./types.js').Surface} Surface */

/** @type {Record<string, (block: Block, surface: Surface) => HTMLElement>} */
const BLOCKS = {
  header: (block) => h('h3', { class: 'block-header' }, plainOf(block.text)),
  section: drawSection,
  divider: () => h('hr'),
  context: drawContext,
  actions: drawActions,
  context_actions: drawActions,
  input: drawInput,
  rich_text: (block, surface) => drawRichText(block, surface),
  markdown: (block) => drawMarkdown(String(block.text ?? '')),
  image: drawImage,
  table: drawTable,
  data_table: drawDataTable,
  data_visualization: drawChart,
  alert: drawAlert,
  card: (block, surface) => drawCard(block, surface),
  carousel: drawCarousel,
  container: (block, surface) => drawContainer(block, surface, drawBlock),
};

/**
 * @param {Block} block
 * @param {Surface} surface
 * @returns {HTMLElement}
 */
export function drawBlock(block, surface) {
  const draw = Object.hasOwn(BLOCKS, block.type) ? BLOCKS[block.type] : null;
  if (!draw) return h('p', { class: 'block unknown' }, `Unknown block: ${block.type}`);
  const node = draw(block, surface);
  node.classList.add('block', `block-${block.type.replaceAll('_', '-')}`);
  return node;
}

/**
 * Draws blocks into a parent, keeping those that did not change.
 * @param {HTMLElement} parent
 * @param {Block[]} blocks
 * @param {Surface} surface
 */
export function drawBlocks(parent, blocks, surface) {
  const pieces = blocks.map((block, index) => ({
    key: block.block_id || `#${index}`,
    mark: JSON.stringify([block, surface.errors[block.block_id ?? ''] ?? '']),
    build: () => drawBlock(block, surface),
  }));
  redraw(parent, pieces);
}

/**
 * @param {Block} block
 * @param {Surface} surface
 */
function drawSection(block, surface) {
  const words = h('div', { class: 'section-words' });
  if (block.text) words.append(h('div', { class: 'text' }, drawText(block.text, surface)));
  if (block.fields) {
    /** @type {import('./types.js').Text[]} */
    const fields = block.fields;
    const nodes = fields.map((field) => h('div', { class: 'text' }, drawText(field, surface)));
    words.append(h('div', { class: 'section-fields' }, ...nodes));
  }
  const node = h('div', {}, words);
  if (!block.accessory) return node;
  const label = wordsOf(block.text, surface).slice(0, 80);
  const control = drawControl({ element: block.accessory, block, surface, label });
  if (control) node.append(h('div', { class: 'section-accessory' }, control));
  return node;
}

/**
 * @param {Block} block
 * @param {Surface} surface
 */
function drawContext(block, surface) {
  const parts = (block.elements ?? []).map((/** @type {Element} */ element) =>
    element.type === 'image'
      ? drawPicture(element, 'tiny')
      : h('span', { class: 'text' }, drawText(/** @type {any} */ (element), surface)),
  );
  return h('div', {}, ...parts);
}

/**
 * @param {Block} block
 * @param {Surface} surface
 */
function drawActions(block, surface) {
  /** @param {Element} element */
  const draw = (element) => drawControl({ element, block, surface });
  return h('div', {}, ...(block.elements ?? []).map(draw));
}

/**
 * @param {Block} block
 * @param {Surface} _surface
 */
function drawImage(block, _surface) {
  const title = plainOf(block.title);
  const caption = title ? h('figcaption', {}, title) : null;
  return h('figure', {}, caption, drawPicture(block, 'large'));
}
