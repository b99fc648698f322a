/** Draws an Adaptive Card: each kind of element that Dutydesk sends; any other is shown as unknown. */

import { h } from '../element.js';
import { drawActions } from './actions.js';
import { drawColumns, drawContainer, drawTable } from './boxes.js';
import { Entries } from './entries.js';
import { drawInput } from './inputs.js';
import { tieQuestions } from './questions.js';
import { drawRichText } from './text.js';

/** @typedef {import('./types.js').Piece} Piece */

/**
 * Tells the app that an action was pressed.
 * @typedef {(action: Piece, inputs: Record<string, string>) => Promise<unknown>} Press
 */

/**
 * What the elements of one card share.
 * @typedef {object} Sheet
 * @property {string} key unique on the page; every id inside begins with it
 * @property {Entries} entries
 * @property {Press} press
 * @property {(elements: Piece[]) => HTMLElement[]} draw
 */

/** @type {Record<string, (element: Piece, sheet: Sheet) => HTMLElement>} */
const ELEMENTS = {
  RichTextBlock: drawRichText,
  Container: drawContainer,
  ColumnSet: drawColumns,
  Table: drawTable,
  ActionSet: (element, sheet) => drawActions(element.actions ?? [], sheet),
  'Input.Text': drawInput,
  'Input.ChoiceSet': drawInput,
  'Input.Date': drawInput,
};

const SPACES = new Set(['none', 'small', 'default', 'medium', 'large', 'extraLarge', 'padding']);

/**
 * @param {Piece} card
 * @param {{key: string, entries?: Entries, press?: Press}} options
 * @returns {HTMLElement}
 */
export function drawCard(card, { key, entries = new Entries(), press = async () => undefined }) {
  /** @type {Sheet} */
  const sheet = { key, entries: entries.on(card), press, draw: (elements) => drawAll(elements, sheet) };
  const node = h('div', { class: 'ac' }, ...sheet.draw(card.body ?? []));
  if (card.actions?.length) node.append(drawActions(card.actions, sheet));
  return node;
}

/**
 * @param {Piece[]} elements
 * @param {Sheet} sheet
 */
function drawAll(elements, sheet) {
  const shown = elements.filter((element) => element.isVisible !== false);
  const nodes = shown.map((element) => drawElement(element, sheet));
  tieQuestions(nodes, sheet.key);
  return nodes;
}

/**
 * @param {Piece} element
 * @param {Sheet} sheet
 */
function drawElement(element, sheet) {
  const draw = Object.hasOwn(ELEMENTS, element.type) ? ELEMENTS[element.type] : null;
  if (!draw) return h('p', { class: 'unknown' }, `Unknown element: ${element.type}`);
  const node = draw(element, sheet);
  if (SPACES.has(element.spacing)) node.classList.add(`space-${element.spacing}`);
  if (element.separator) node.classList.add('has-separator');
  return node;
}
