/** The square with initials that stands for a person, and the sign that stands for an app. */

import { h } from './element.js';

const TINTS = 8;

/**
 * @param {string} name
 * @returns {string} "AC" for Amy Carter
 */
function initials(name) {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word) && !/\.$/.test(word));
  const [first = '?'] = words;
  const last = words.length > 1 ? words[words.length - 1][0] : '';
  return `${first[0]}${last}`.toUpperCase();
}

/**
 * @param {string} name decides the colour too
 * @param {boolean} [isApp]
 */
export function avatar(name, isApp = false) {
  const sum = [...name].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  const kind = isApp ? 'avatar is-app' : `avatar tint-${sum % TINTS}`;
  return h('span', { class: kind, 'aria-hidden': 'true' }, initials(name));
}
