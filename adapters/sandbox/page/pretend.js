/** Asks for the name of a file that is only pretended. */

import { dropDialog, newDialog } from './dialog.js';
import { h } from './element.js';

/**
 * @returns {Promise<string>} empty when the person changed their mind
 */
export function askFileName() {
  return new Promise((resolve) => {
    /** @param {string} name */
    const finish = (name) => {
      dropDialog(dialog);
      resolve(name);
    };
    const { dialog, title } = newDialog('Pretend to attach a file', () => finish(''));
    dialog.append(h('div', { class: 'dialog-head' }, title), fileForm(finish));
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector('input')?.select();
  });
}

/** @param {(name: string) => void} finish */
function fileForm(finish) {
  const traits = { type: 'text', id: 'file-name', class: 'field', autocomplete: 'off' };
  const field = h('input', { ...traits, value: 'screenshot.png', 'aria-describedby': 'file-note' });
  const label = h('label', { class: 'label', for: 'file-name' }, 'Name of the file');
  const words = 'No file is read or sent. Dutydesk is told that a file with this name arrived.';
  const note = h('p', { class: 'hint', id: 'file-note' }, words);
  const cancel = h('button', { class: 'button', onclick: () => finish('') }, 'Cancel');
  const send = h('button', { type: 'submit', class: 'button primary' }, 'Send');
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    finish(field.value.trim());
  };
  const body = h('div', { class: 'dialog-body' }, label, field, note);
  return h('form', { onsubmit }, body, h('div', { class: 'dialog-foot' }, cancel, send));
}
