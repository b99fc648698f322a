/** A message about something that went wrong; it stays until it is read and closed, or replaced. */

import { h } from './element.js';
import { icon } from './icons.js';
import { topLayer } from './dialog.js';

/** @type {HTMLElement | null} */
let shown = null;

/** @param {string} message */
export function showToast(message) {
  hideToast();
  const close = h(
    'button',
    { class: 'icon-button', 'aria-label': 'Close this message', onclick: hideToast },
    icon('close'),
  );
  shown = h('div', { class: 'toast', role: 'alert' });
  topLayer().append(shown);
  shown.append(icon('error'), h('p', {}, message), close);
}

export function hideToast() {
  shown?.remove();
  shown = null;
}
