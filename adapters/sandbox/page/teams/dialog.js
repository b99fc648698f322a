/** The app's dialog, which the server says is open; the page keeps what is filled in. */

import { closeButton, dropDialog, newDialog } from '../dialog.js';
import { h } from '../element.js';
import { redraw } from '../keyed.js';
import { drawCard } from './card.js';
import { focusFault } from './questions.js';

/** @typedef {import('./desk.js').TeamsDesk} TeamsDesk */
/** @typedef {import('./types.js').Dialog} Dialog */

/**
 * A dialog on the screen.
 * @typedef {object} Shown
 * @property {string} key whose it is, and which
 * @property {HTMLDialogElement} node
 * @property {HTMLElement} title
 * @property {HTMLElement} body
 */

/** @type {Shown | null} */
let shown = null;

/**
 * @param {TeamsDesk} desk
 * @param {Dialog | null} dialog
 */
export function drawDialog(desk, dialog) {
  const key = dialog ? `${desk.place.as}/${dialog.id}` : '';
  if (shown && shown.key !== key) close();
  if (!dialog) return;
  const isNew = !shown;
  shown ??= openDialog(desk, dialog, key);
  if (shown.title.textContent !== dialog.title) shown.title.textContent = dialog.title;
  redraw(shown.body, [{ key: 'card', mark: JSON.stringify(dialog), build: () => content(desk, dialog) }]);
  if (isNew) focusFirst(shown);
}

function close() {
  if (shown) dropDialog(shown.node);
  shown = null;
}

/**
 * @param {TeamsDesk} desk
 * @param {Dialog} dialog
 * @param {string} key
 * @returns {Shown}
 */
function openDialog(desk, { id, title: name }, key) {
  const leave = () => void desk.perform('dialog_close', { dialog: id });
  const { dialog: node, title } = newDialog(name, leave);
  const body = h('div', { class: 'dialog-body' });
  node.classList.add('modal', 'teams', 'task');
  node.append(h('div', { class: 'dialog-head' }, title, closeButton(leave)), body);
  document.body.append(node);
  node.showModal();
  return { key, node, title, body };
}

/**
 * @param {TeamsDesk} desk
 * @param {Dialog} dialog
 */
function content(desk, { id, card, text }) {
  if (!card) return h('p', { class: 'typed', tabindex: '-1' }, text);
  const key = ['teams', desk.place.as, 'dialog', id].join('/');
  const press = async (/** @type {object} */ action, /** @type {object} */ inputs) => {
    const reply = await desk.perform('dialog_press', { dialog: id, action, inputs });
    if (reply.ok && shown) focusAfter(shown);
  };
  return drawCard(card, { key, entries: desk.entriesOf(key, card), press });
}

/** @param {Shown} one */
function focusFirst({ node, body }) {
  const target = body.querySelector('input, textarea, select, button') ?? node.querySelector('.icon-button');
  if (target instanceof HTMLElement) target.focus();
}

/**
 * After an answer: the first fault, or what was pressed if it is still there, or the beginning.
 * @param {Shown} one
 */
function focusAfter({ body }) {
  if (focusFault(body)) return;
  if (document.activeElement?.matches('.ac :is(button, input, select)')) return;
  body.tabIndex = -1;
  body.focus({ preventScroll: true });
  body.scrollTop = 0;
}
