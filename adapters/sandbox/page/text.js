/** Slack's text objects: `plain_text` is shown as it is, `mrkdwn` is drawn. */

import { drawMrkdwn } from './mrkdwn.js';

/** @typedef {import('./types.js').Text} Text */
/** @typedef {import('./links.js').Names} Names */

/**
 * @param {Text | string | null | undefined} text
 * @param {Names} names
 * @returns {Node | null}
 */
export function drawText(text, names) {
  if (!text) return null;
  if (typeof text === 'string') return document.createTextNode(text);
  return text.type === 'mrkdwn' ? drawMrkdwn(text.text, names) : document.createTextNode(text.text);
}

/**
 * The bare words of a text object, for names and labels.
 * @param {Text | string | null | undefined} text
 * @param {Names} names
 */
export function wordsOf(text, names) {
  const node = drawText(text, names);
  return (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/**
 * The words of a plain text object.
 * @param {Text | string | null | undefined} text
 * @param {string} [otherwise]
 */
export function plainOf(text, otherwise = '') {
  return (typeof text === 'string' ? text : text?.text) || otherwise;
}
