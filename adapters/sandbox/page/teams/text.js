/** The words of a card: runs of text with their size, weight and colour. All of them are literal. */

import { h } from '../element.js';

/** @typedef {import('./types.js').Piece} Piece */

const SIZES = new Set(['small', 'medium', 'large', 'extraLarge']);
const LARGE = new Set(['large', 'extraLarge']);
const WEIGHTS = new Set(['lighter', 'bolder']);
const COLOURS = new Set(['accent', 'good', 'warning', 'attention', 'light', 'dark']);

/**
 * Large and bold words are what a card is called; words that are only bold are what is asked.
 * @param {Piece} block
 * @returns {HTMLElement}
 */
export function drawRichText(block) {
  /** @type {(Piece | string)[]} */
  const inlines = block.inlines ?? [];
  const runs = inlines.map((one) => (typeof one === 'string' ? { type: 'TextRun', text: one } : one));
  const isBold = runs.length > 0 && runs.every((run) => run.weight === 'bolder');
  const isTitle = isBold && runs.every((run) => LARGE.has(run.size));
  const isNote = runs.every((run) => run.isSubtle);
  const kinds = ['ac-text', isBold && !isTitle && 'is-prompt', isNote && 'is-note'].filter(Boolean);
  return h(isTitle ? 'h3' : 'p', { class: kinds.join(' ') }, ...runs.map(drawRun));
}

/** @param {Piece} run */
function drawRun(run) {
  if (run.type !== 'TextRun') return h('span', { class: 'unknown' }, `Unknown text: ${run.type}`);
  const kinds = [
    SIZES.has(run.size) && `size-${run.size}`,
    COLOURS.has(run.color) && `colour-${run.color}`,
    run.isSubtle && 'is-subtle',
    run.fontType === 'monospace' && 'is-mono',
    run.strikethrough && 'is-struck',
    run.underline && 'is-underlined',
  ];
  const traits = { class: kinds.filter(Boolean).join(' ') || null };
  const words = String(run.text ?? '');
  const node = WEIGHTS.has(run.weight) ? weighed(run.weight, traits, words) : h('span', traits, words);
  return run.italic ? h('em', {}, node) : node;
}

/**
 * @param {string} weight
 * @param {Record<string, unknown>} traits
 * @param {string} words
 */
const weighed = (weight, traits, words) =>
  weight === 'bolder' ? h('strong', traits, words) : h('span', { ...traits, 'data-weight': weight }, words);
