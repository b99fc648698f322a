/** Windows over the page, made of the browser's own <dialog>: it keeps the focus inside. */

import { h } from './element.js';
import { icon } from './icons.js';
import { drawText, plainOf } from './text.js';

/** @typedef {import('./types.js').Confirm} Confirm */

/**
 * The element that is on top now: notices and menus belong inside it, for all else is inert.
 * @returns {HTMLElement}
 */
export function topLayer() {
  const dialogs = document.querySelectorAll('dialog[open]');
  const top = dialogs[dialogs.length - 1];
  return top instanceof HTMLElement ? top : document.body;
}

let count = 0;

/**
 * A dialog with a name; Escape and the X call `leave`. It is not open yet.
 * @param {string} name
 * @param {() => void} leave
 * @returns {{dialog: HTMLDialogElement, title: HTMLElement}}
 */
export function newDialog(name, leave) {
  count += 1;
  const title = h('h2', { id: `dialog-${count}`, class: 'dialog-title' }, name);
  const oncancel = (/** @type {Event} */ event) => {
    if (event.target !== dialog) return;
    event.preventDefault();
    leave();
  };
  const dialog = h('dialog', { class: 'dialog', 'aria-labelledby': title.id, oncancel });
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    leave();
  });
  return { dialog, title };
}

/**
 * The X in the corner.
 * @param {() => void} leave
 */
export const closeButton = (leave) =>
  h('button', { class: 'icon-button', 'aria-label': 'Close', onclick: leave }, icon('close'));

/**
 * Takes the dialog away and gives the focus back to where it was.
 * @param {HTMLDialogElement} dialog
 */
export function dropDialog(dialog) {
  if (dialog.open) dialog.close();
  dialog.remove();
}

/**
 * Asks before something that is hard to undo; resolves to true for yes.
 * @param {Confirm} confirm
 * @param {import('./links.js').Names} names
 * @returns {Promise<boolean>}
 */
export function askConfirm(confirm, names) {
  return new Promise((resolve) => {
    /** @param {boolean} isYes */
    const finish = (isYes) => {
      dropDialog(dialog);
      resolve(isYes);
    };
    const { dialog, title } = newDialog(plainOf(confirm.title, 'Are you sure?'), () => finish(false));
    const style = confirm.style === 'danger' ? 'button danger' : 'button primary';
    const no = h('button', { class: 'button', onclick: () => finish(false) }, plainOf(confirm.deny, 'No'));
    const yes = h('button', { class: style, onclick: () => finish(true) }, plainOf(confirm.confirm, 'Yes'));
    dialog.classList.add('confirm');
    dialog.append(
      h('div', { class: 'dialog-head' }, title),
      h('div', { class: 'dialog-body text' }, drawText(confirm.text, names)),
      h('div', { class: 'dialog-foot' }, no, yes),
    );
    topLayer().append(dialog);
    dialog.showModal();
    no.focus();
  });
}
