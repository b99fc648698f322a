/** The stack of modals: the server says which there are, the page keeps what is filled in. */

import { drawBlocks } from './blocks.js';
import { closeButton, dropDialog, newDialog } from './dialog.js';
import { h } from './element.js';
import { whileBusy } from './press.js';
import { surfaceFor } from './surface.js';
import { plainOf } from './text.js';
import { showToast } from './toast.js';
import { faultsIn } from './validation.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('./types.js').View} View */

/**
 * A modal on the screen.
 * @typedef {object} Shown
 * @property {View} view
 * @property {HTMLDialogElement} dialog
 * @property {HTMLElement} title
 * @property {HTMLElement} body
 * @property {HTMLElement} foot
 * @property {Record<string, string>} errors
 * @property {string} key
 * @property {boolean} isLeaving
 */

/** @type {Map<string, Shown>} */
const shown = new Map();

/**
 * @param {Desk} desk
 * @param {View[]} modals those that show, the top one last
 */
export function drawModals(desk, modals) {
  const wanted = new Set(modals.map((view) => keyOf(desk, view)));
  for (const [key, one] of [...shown].reverse()) if (!wanted.has(key)) forget(desk, key, one);
  modals.forEach((view, index) => {
    const key = keyOf(desk, view);
    const isNew = !shown.has(key);
    const one = shown.get(key) ?? open(desk, view, key);
    const isTurned = !isNew && Boolean(view.submit) !== Boolean(one.view.submit);
    one.view = view;
    fillIn(desk, one, index > 0);
    if (isTurned) beginAtTop(one);
    if (isNew) focusFirst(one);
  });
}

/**
 * @param {Desk} desk
 * @param {View} view
 */
const keyOf = (desk, view) => `${desk.snapshot.me.id}/${view.id}`;

/**
 * Takes a modal off the screen; what is filled in stays if only the person or the window changed.
 * @param {Desk} desk
 * @param {string} key
 * @param {Shown} one
 */
function forget(desk, key, one) {
  dropDialog(one.dialog);
  shown.delete(key);
  if (!desk.snapshot) return;
  const isStillOpen = desk.snapshot.modals.some((view) => keyOf(desk, view) === key);
  if (key.startsWith(`${desk.snapshot.me.id}/`) && !isStillOpen) desk.answers.delete(key);
}

/**
 * @param {Desk} desk
 * @param {View} view
 * @param {string} key
 * @returns {Shown}
 */
function open(desk, view, key) {
  const { dialog, title } = newDialog(plainOf(view.title), () => void leave(desk, one));
  const body = h('div', { class: 'dialog-body blocks' });
  const foot = h('div', { class: 'dialog-foot' });
  /** @type {Shown} */
  const one = { view, dialog, title, body, foot, errors: {}, key, isLeaving: false };
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    void submit(desk, one);
  };
  const form = h('form', { novalidate: true, class: 'modal-form', onsubmit }, body, foot);
  dialog.classList.add('modal');
  dialog.append(h('div', { class: 'dialog-head' }, title, closeButton(() => void leave(desk, one))), form);
  document.body.append(dialog);
  shown.set(key, one);
  dialog.showModal();
  return one;
}

/**
 * @param {Desk} desk
 * @param {Shown} one
 * @param {boolean} isStacked
 */
function fillIn(desk, one, isStacked) {
  const { view, key } = one;
  const press = (/** @type {{block_id: string, action_id: string}} */ use) =>
    desk.perform('view_action', { view_id: view.id, ...use, state: surface.answers.values(one.view.blocks) });
  const surface = surfaceFor(desk, key, { press, errors: one.errors, state: view.state });
  surface.answers.keepOnly(new Set(view.blocks.map((block) => block.block_id ?? '')));
  const title = plainOf(view.title);
  if (one.title.textContent !== title) one.title.textContent = title;
  drawBlocks(one.body, view.blocks, surface);
  const labels = JSON.stringify([view.submit, view.close, isStacked]);
  if (one.foot.dataset.labels === labels) return;
  one.foot.dataset.labels = labels;
  one.foot.replaceChildren(...footButtons(desk, one, isStacked));
}

/**
 * @param {Desk} desk
 * @param {Shown} one
 * @param {boolean} isStacked
 */
function footButtons(desk, one, isStacked) {
  const words = plainOf(one.view.close, isStacked ? 'Back' : one.view.submit ? 'Cancel' : 'Close');
  const close = h('button', { class: 'button', onclick: () => void leave(desk, one) }, words);
  if (!one.view.submit) return [close];
  return [close, h('button', { type: 'submit', class: 'button primary submit' }, plainOf(one.view.submit))];
}

/**
 * A receipt took the form's place: it is read from its first line.
 * @param {Shown} one
 */
function beginAtTop({ body }) {
  body.tabIndex = -1;
  body.focus({ preventScroll: true });
  body.scrollTop = 0;
}

/**
 * The first field; where there is none, the first button.
 * @param {Shown} one
 */
function focusFirst({ dialog, body }) {
  const first = body.querySelector('input, textarea, select') ?? body.querySelector('button');
  const chosen = first?.closest('[role=radiogroup]')?.querySelector(':checked');
  const field = chosen ?? first;
  const target = field ?? dialog.querySelector('.dialog-foot button');
  if (target instanceof HTMLElement) target.focus();
}

/**
 * @param {Desk} desk
 * @param {Shown} one
 */
async function leave(desk, one) {
  if (one.isLeaving) return;
  one.isLeaving = true;
  await desk.perform('close', { view_id: one.view.id });
  one.isLeaving = false;
}

/**
 * @param {Desk} desk
 * @param {Shown} one
 */
async function submit(desk, one) {
  const button = one.foot.querySelector('.submit');
  if (!(button instanceof HTMLElement) || button.getAttribute('aria-busy') === 'true') return;
  const answers = surfaceFor(desk, one.key, { press: async () => ({ ok: true }) }).answers;
  one.errors = faultsIn(one.view.blocks, answers);
  if (!Object.keys(one.errors).length) {
    const call = { view_id: one.view.id, state: answers.values(one.view.blocks) };
    const reply = await whileBusy(button, () => desk.perform('submit', call));
    one.errors = reply.errors ?? {};
  }
  if (shown.get(one.key) === one) showErrors(desk, one);
}

/**
 * @param {Desk} desk
 * @param {Shown} one
 */
function showErrors(desk, one) {
  desk.redraw();
  const known = new Set(one.view.blocks.map((block) => block.block_id));
  const strays = Object.entries(one.errors).filter(([block]) => !known.has(block));
  if (strays.length) showToast(strays.map(([, words]) => words).join(' '));
  const first = one.body.querySelector('.has-error');
  const field = first?.querySelector('input, textarea, select, [role="group"]');
  if (field instanceof HTMLElement) field.focus();
}
