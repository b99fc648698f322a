/** Links and mentions, shared by the three kinds of text that Slack knows. */

import { h, unseen } from './element.js';

/**
 * Names to show for ids.
 * @typedef {object} Names
 * @property {string} me
 * @property {Record<string, import('./types.js').User>} users
 * @property {Record<string, string>} channels
 */

const SAFE = /^(?:https?:|mailto:|tel:)/i;

/**
 * A link that opens in a new tab; null when the address could run something.
 * @param {string} address
 * @param {string} label
 * @returns {HTMLElement | null}
 */
export function safeLink(address, label) {
  if (!SAFE.test(address)) return null;
  const traits = { href: address, target: '_blank', rel: 'noopener noreferrer' };
  return h('a', traits, label || address, unseen(' (opens a new tab)'));
}

/**
 * "@Amy Carter", "#staffroom" or "@here".
 * @param {string} target "@U1", "#C1", "!here"
 * @param {Names} names
 * @param {string} [label] the name that the sender wrote
 */
export function mention(target, names, label) {
  const id = target.slice(1);
  const isMe = target.startsWith('@') && id === names.me;
  const traits = { class: isMe ? 'mention is-me' : 'mention' };
  if (target.startsWith('@')) return h('span', traits, `@${names.users[id]?.name ?? label ?? id}`);
  if (target.startsWith('#')) return h('span', traits, `#${names.channels[id] ?? label ?? id}`);
  return h('span', traits, label ?? `@${id.replace(/^subteam\^/, '')}`);
}
