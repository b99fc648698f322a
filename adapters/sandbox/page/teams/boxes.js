/** What holds other elements of a card: containers, columns, tables. */

import { h } from '../element.js';

/** @typedef {import('./types.js').Piece} Piece */
/** @typedef {import('./card.js').Sheet} Sheet */

const STYLES = new Set(['emphasis', 'good', 'attention', 'warning', 'accent']);

/**
 * @param {Piece} container
 * @param {Sheet} sheet
 * @returns {HTMLElement}
 */
export function drawContainer(container, sheet) {
  const style = STYLES.has(container.style) ? `ac-box ac-${container.style}` : '';
  return h('div', { class: `ac-container ${style}`.trim() }, ...sheet.draw(container.items ?? []));
}

/**
 * @param {Piece} set
 * @param {Sheet} sheet
 * @returns {HTMLElement}
 */
export function drawColumns(set, sheet) {
  /** @type {Piece[]} */
  const columns = set.columns ?? [];
  const nodes = columns.map((column) => {
    const node = drawContainer(column, sheet);
    node.classList.add('ac-column');
    setWidth(node, column.width);
    return node;
  });
  return h('div', { class: 'ac-columns' }, ...nodes);
}

/**
 * "auto" is as wide as what is in it, "stretch" takes what is left, a number is a share of that.
 * @param {HTMLElement} node
 * @param {unknown} width
 */
function setWidth(node, width = 'stretch') {
  const share = Number(width);
  if (width === 'auto') node.classList.add('is-auto');
  else if (/^\d+px$/.test(String(width))) node.style.flex = `0 0 ${width}`;
  else if (share > 0) node.style.flexGrow = String(share);
}

/**
 * A table that is wider than its place can be scrolled by keyboard.
 * @param {Piece} table
 * @param {Sheet} sheet
 * @returns {HTMLElement}
 */
export function drawTable(table, sheet) {
  /** @type {Piece[]} */
  const rows = table.rows ?? [];
  const hasHead = table.firstRowAsHeaders !== false;
  const nodes = rows.map((row, at) => drawRow(row, sheet, hasHead && at === 0));
  const head = hasHead ? h('thead', {}, ...nodes.slice(0, 1)) : null;
  const body = h('tbody', {}, ...nodes.slice(hasHead ? 1 : 0));
  const kind = table.showGridLines === false ? 'ac-table no-lines' : 'ac-table';
  const traits = { class: 'ac-table-scroller', role: 'group', tabindex: '0', 'aria-label': 'Table' };
  return h('div', traits, h('table', { class: kind }, head, body));
}

/**
 * @param {Piece} row
 * @param {Sheet} sheet
 * @param {boolean} isHead
 */
function drawRow(row, sheet, isHead) {
  /** @type {Piece[]} */
  const cells = row.cells ?? [];
  const cell = (/** @type {Piece} */ one) =>
    h(isHead ? 'th' : 'td', { scope: isHead ? 'col' : null }, ...sheet.draw(one.items ?? []));
  return h('tr', {}, ...cells.map(cell));
}
