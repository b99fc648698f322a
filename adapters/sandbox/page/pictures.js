/** Pictures: only those of this computer are fetched; for any other the description stands. */

import { h } from './element.js';
import { icon } from './icons.js';

/**
 * @param {Record<string, any>} picture a Slack image element or block
 * @param {string} kind a class that says how large it is
 * @returns {HTMLElement}
 */
export function drawPicture(picture, kind) {
  const words = String(picture.alt_text ?? 'Picture');
  const address = picture.image_url ? new URL(picture.image_url, location.href) : null;
  if (!address || address.origin !== location.origin) return stand(words, kind);
  const node = h('img', { class: `picture ${kind}`, src: address.href, alt: words });
  node.addEventListener('error', () => node.replaceWith(stand(words, kind)));
  return node;
}

/**
 * @param {string} words
 * @param {string} kind
 */
function stand(words, kind) {
  const traits = { class: `picture stand-in ${kind}`, role: 'img', 'aria-label': words, title: words };
  return h('span', traits, icon('picture'), h('span', { class: 'stand-in-words' }, words));
}
