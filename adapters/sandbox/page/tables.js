/** Tables: the plain one, and the one with pages and sorting. */

import { h, unseen } from './element.js';
import { icon } from './icons.js';
import { drawRichText } from './richtext.js';

/** @typedef {import('./types.js').Block} Block */
/** @typedef {import('./types.js').Surface} Surface */
/** @typedef {Record<string, any>} Cell */

const NUMBER = new Intl.NumberFormat('en-GB');

/**
 * @param {Cell | null | undefined} cell
 * @param {Surface} surface
 * @returns {Node | string}
 */
function drawCell(cell, surface) {
  if (cell?.type === 'rich_text') return drawRichText(cell, surface);
  if (cell?.type === 'raw_number') return cell.text ?? NUMBER.format(cell.value);
  return cell?.text ?? '';
}

/** @param {Cell | null | undefined} cell */
const isNumber = (cell) => cell?.type === 'raw_number';

/**
 * The plain table; its first row is the heading.
 * @param {Block} block
 * @param {Surface} surface
 */
export function drawTable(block, surface) {
  /** @type {Cell[][]} */
  const [head = [], ...rows] = block.rows ?? [];
  const kinds = head.map((_cell, column) => columnClass(block.column_settings?.[column], rows[0]?.[column]));
  /** @param {Cell} cell @param {number} column */
  const headCell = (cell, column) => h('th', { scope: 'col', class: kinds[column] }, drawCell(cell, surface));
  /** @param {Cell} cell @param {number} column */
  const bodyCell = (cell, column) => h('td', { class: kinds[column] }, drawCell(cell, surface));
  const headRow = h('tr', {}, ...head.map(headCell));
  const body = rows.map((row) => h('tr', {}, ...row.map(bodyCell)));
  return scroller('Table', h('table', {}, h('thead', {}, headRow), h('tbody', {}, ...body)));
}

/**
 * @param {{align?: string, is_wrapped?: boolean} | null | undefined} settings
 * @param {Cell | undefined} cell
 */
function columnClass(settings, cell) {
  const align = settings?.align ?? (isNumber(cell) ? 'right' : 'left');
  return `align-${align}${settings?.is_wrapped ? ' is-wrapped' : ''}`;
}

/**
 * A table that is wider than its place can be scrolled by keyboard.
 * @param {string} name
 * @param {HTMLElement} table
 */
const scroller = (name, table) =>
  h('div', { class: 'table-scroller', role: 'group', tabindex: '0', 'aria-label': name }, table);

/**
 * What the person chose to see of a data table.
 * @typedef {{page: number, column: number, isRising: boolean}} Choice
 */

/**
 * The table with pages; a press on a heading sorts by it.
 * @param {Block} block
 * @param {Surface} surface
 */
export function drawDataTable(block, surface) {
  const whole = h('div', {});
  /** @param {Choice} choice @param {string} [focus] */
  const show = (choice, focus) => {
    whole.replaceChildren(dataTable(block, surface, choice, show), pager(block, choice, show));
    const target = focus ? whole.querySelector(`[data-focus="${focus}"]`) : null;
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  };
  show({ page: 0, column: -1, isRising: true });
  return whole;
}

/** @param {Block} block */
const sizeOf = (block) => Number(block.page_size ?? 5);

/**
 * @param {Block} block
 * @param {Surface} surface
 * @param {Choice} choice
 * @param {(choice: Choice, focus?: string) => void} show
 */
function dataTable(block, surface, choice, show) {
  /** @type {Cell[][]} */
  const [head = [], ...rows] = block.rows ?? [];
  const name = block.row_header_column_index ?? 0;
  const from = choice.page * sizeOf(block);
  /** @param {Cell} cell @param {number} column */
  const bodyCell = (cell, column) => {
    const traits = { class: columnClass(null, cell), scope: column === name ? 'row' : null };
    return h(column === name ? 'th' : 'td', traits, drawCell(cell, surface));
  };
  const shown = sorted(rows, choice).slice(from, from + sizeOf(block));
  const body = shown.map((row) => h('tr', {}, ...row.map(bodyCell)));
  /** @param {Cell} cell @param {number} column */
  const headOf = (cell, column) => {
    const kind = columnClass(null, rows[0]?.[column]);
    return headCell([String(drawCell(cell, surface)), kind], column, choice, show);
  };
  const words = String(block.caption ?? 'Table');
  const top = h('thead', {}, h('tr', {}, ...head.map(headOf)));
  return scroller(words, h('table', {}, h('caption', {}, words), top, h('tbody', {}, ...body)));
}

/**
 * @param {[string, string]} shown its words and its class
 * @param {number} column
 * @param {Choice} choice
 * @param {(choice: Choice, focus?: string) => void} show
 */
function headCell([words, kind], column, choice, show) {
  const isHere = choice.column === column;
  const order = isHere ? (choice.isRising ? 'ascending' : 'descending') : null;
  const isRising = isHere ? !choice.isRising : true;
  const sort = () => show({ page: 0, column, isRising }, `head-${column}`);
  const traits = { class: 'sorter', 'data-focus': `head-${column}`, onclick: sort };
  const mark = isHere ? (choice.isRising ? ' ▲' : ' ▼') : icon('sort');
  const button = h('button', traits, words, h('span', { 'aria-hidden': 'true' }, mark));
  return h('th', { scope: 'col', class: kind, 'aria-sort': order }, button);
}

/**
 * @param {Cell[][]} rows
 * @param {Choice} choice
 */
function sorted(rows, { column, isRising }) {
  if (column < 0) return rows;
  /** @param {Cell[]} row */
  const worth = (row) => row[column]?.value ?? row[column]?.text ?? '';
  const order = [...rows].sort((one, other) =>
    typeof worth(one) === 'number' && typeof worth(other) === 'number'
      ? worth(one) - worth(other)
      : String(worth(one)).localeCompare(String(worth(other)), 'en-GB', { numeric: true }),
  );
  return isRising ? order : order.reverse();
}

/**
 * @param {Block} block
 * @param {Choice} choice
 * @param {(choice: Choice, focus?: string) => void} show
 */
function pager(block, choice, show) {
  const rows = Math.max(0, (block.rows ?? []).length - 1);
  const pages = Math.max(1, Math.ceil(rows / sizeOf(block)));
  const last = Math.min(rows, (choice.page + 1) * sizeOf(block));
  const from = choice.page * sizeOf(block) + 1;
  const words = h('span', { 'aria-live': 'polite' }, `${from} to ${last} of ${rows}`);
  if (pages === 1) return h('div', { class: 'pager' }, words);
  /** @param {string} name @param {number} step */
  const turn = (name, step) => {
    const isOff = choice.page + step < 0 || choice.page + step >= pages;
    const go = () => !isOff && show({ ...choice, page: choice.page + step }, name);
    const traits = { class: 'button small', 'data-focus': name, onclick: go };
    return h('button', { ...traits, 'aria-disabled': isOff ? 'true' : null }, name, unseen(' rows'));
  };
  return h('div', { class: 'pager' }, words, turn('Previous', -1), turn('Next', 1));
}
