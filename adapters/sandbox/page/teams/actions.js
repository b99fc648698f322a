/** The buttons of a card: those that tell the app, and those that open a card inside the card. */

import { h, idFrom } from '../element.js';
import { icon } from '../icons.js';
import { whileBusy } from '../press.js';

/** @typedef {import('./types.js').Piece} Piece */
/** @typedef {import('./card.js').Sheet} Sheet */

/** @type {Record<string, string>} */
const STYLES = { positive: 'primary', destructive: 'danger' };

/**
 * A row of buttons; what one of them opens stands below the row.
 * @param {Piece[]} actions
 * @param {Sheet} sheet
 * @returns {HTMLElement}
 */
export function drawActions(actions, sheet) {
  const row = h('div', { class: 'ac-buttons' });
  const whole = h('div', { class: 'ac-actions' }, row);
  row.append(...actions.map((action, at) => drawAction(action, sheet, { whole, at })));
  return whole;
}

/**
 * @param {Piece} action
 * @param {Sheet} sheet
 * @param {{whole: HTMLElement, at: number}} spot
 */
function drawAction(action, sheet, spot) {
  if (action.type === 'Action.ShowCard') return drawShowCard(action, sheet, spot);
  if (action.type === 'Action.Execute' || action.type === 'Action.Submit') return drawPress(action, sheet);
  return h('span', { class: 'unknown' }, `Unknown action: ${action.type}`);
}

/**
 * @param {Piece} action
 * @param {Sheet} sheet
 */
function drawPress(action, { entries, press }) {
  const node = buttonFor(action, () => {
    if (node.getAttribute('aria-busy') === 'true') return;
    const inputs = action.associatedInputs === 'none' ? {} : entries.all();
    void whileBusy(node, () => press(action, inputs));
  });
  return node;
}

/**
 * @param {Piece} action
 * @param {Sheet} sheet
 * @param {{whole: HTMLElement, at: number}} spot
 */
function drawShowCard(action, sheet, { whole, at }) {
  const id = idFrom(sheet.key, 'card', String(action.title), String(at));
  const inner = h('div', { id, class: 'ac-shown', hidden: true }, ...sheet.draw(action.card?.body ?? []));
  if (action.card?.actions) inner.append(drawActions(action.card.actions, sheet));
  const node = buttonFor(action, () => {
    const isOpen = node.getAttribute('aria-expanded') === 'true';
    closeOthers(whole, node);
    node.setAttribute('aria-expanded', String(!isOpen));
    inner.hidden = isOpen;
  });
  node.setAttribute('aria-expanded', 'false');
  node.setAttribute('aria-controls', id);
  node.append(icon('down'));
  whole.append(inner);
  return node;
}

/**
 * One row shows one card at a time.
 * @param {HTMLElement} whole
 * @param {HTMLElement} but
 */
function closeOthers(whole, but) {
  for (const inner of whole.querySelectorAll(':scope > .ac-shown')) inner.setAttribute('hidden', '');
  for (const node of whole.querySelectorAll(':scope > .ac-buttons > [aria-expanded]')) {
    if (node !== but) node.setAttribute('aria-expanded', 'false');
  }
}

/**
 * @param {Piece} action
 * @param {() => void} onclick
 */
function buttonFor(action, onclick) {
  const isOff = action.isEnabled === false;
  const title = String(action.title ?? 'Button');
  const traits = {
    class: ['button', STYLES[action.style]].filter(Boolean).join(' '),
    title: action.tooltip,
    'aria-disabled': isOff ? 'true' : null,
    // An answer that is given is ticked: it is still the same button.
    'data-focus': title.replace(/^✓ /, ''),
    onclick: isOff ? null : onclick,
  };
  return h('button', traits, title);
}
