/** The place to write in Slack: / lists the commands, @ the people. */

import { h } from './element.js';
import { icon } from './icons.js';
import { openMenu } from './menu.js';
import { offersOf } from './offers.js';
import { askFileName } from './pretend.js';
import { showToast } from './toast.js';
import { Writing } from './writing.js';

/** @typedef {import('./desk.js').Desk} Desk */

/**
 * Where the words go.
 * @typedef {{conversation: string, name: string, thread_ts?: string}} Spot
 */

/**
 * @param {Desk} desk
 * @param {Spot} spot
 */
export function composer(desk, spot) {
  const label = spot.thread_ts ? 'Reply in this thread' : `Message ${spot.name}`;
  const writing = new Writing({
    drafts: desk.drafts,
    key: [desk.place.as, spot.conversation, spot.thread_ts ?? ''].join('/'),
    traits: { 'aria-label': label, placeholder: label, 'data-thread': spot.thread_ts },
    source: offersOf(desk, { hasCommands: !spot.thread_ts }),
    send: (words) => send(desk, spot, words),
  });
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    void writing.send();
  };
  const traits = { class: 'composer', 'aria-label': label, onsubmit };
  return h('form', traits, writing.list, writing.field, foot(desk, spot, writing));
}

/**
 * @param {Desk} desk
 * @param {Spot} spot
 * @param {Writing} writing
 */
function foot(desk, spot, writing) {
  const send = h('button', { type: 'submit', class: 'send', 'aria-label': 'Send' }, icon('send'));
  if (spot.thread_ts) return h('div', { class: 'composer-foot' }, h('span', { class: 'keys' }), send);
  const begin = () => {
    const { value } = writing.field;
    writing.type(value.startsWith('/') ? value : '/');
  };
  const open = () => openMenu(plus, 'Attach', plusMenu(desk, spot));
  const plus = tool('Attach, or start a shortcut', 'plus', open);
  plus.setAttribute('aria-haspopup', 'menu');
  plus.setAttribute('aria-expanded', 'false');
  const words = 'Enter sends · Shift + Enter for a new line';
  const keys = h('span', { class: 'keys', 'aria-hidden': 'true' }, words);
  return h('div', { class: 'composer-foot' }, plus, tool('List the commands', 'slash', begin), keys, send);
}

/**
 * @param {string} name
 * @param {string} picture
 * @param {() => void} onclick
 */
function tool(name, picture, onclick) {
  const traits = { class: 'icon-button', 'aria-label': name, title: name, 'data-focus': picture, onclick };
  return h('button', traits, icon(picture));
}

/**
 * @param {Desk} desk
 * @param {Spot} spot
 * @returns {import('./menu.js').MenuGroup[]}
 */
function plusMenu(desk, { conversation }) {
  const upload = async () => {
    const name = await askFileName();
    if (name) await desk.perform('upload', { conversation, name });
  };
  const attach = {
    label: 'Attach a file',
    detail: 'Only pretends: no file leaves this computer',
    picture: icon('clip'),
    run: () => void upload(),
  };
  const shortcuts = desk.snapshot.shortcuts.filter((one) => one.type === 'global');
  const items = shortcuts.map(({ name, callback_id }) => ({
    label: name,
    picture: icon('bolt'),
    run: () => void desk.perform('shortcut', { callback_id, conversation }),
  }));
  return items.length ? [{ items: [attach] }, { label: 'Shortcuts', items }] : [{ items: [attach] }];
}

/**
 * Sends what is typed, which may be a command.
 * @param {Desk} desk
 * @param {Spot} spot
 * @param {string} words
 */
async function send(desk, { conversation, thread_ts }, words) {
  const slash = /^(\/\S+)(?:\s+([\s\S]*))?$/.exec(words);
  const thread = thread_ts ? { thread_ts } : {};
  if (!slash) return (await desk.perform('say', { conversation, text: words, ...thread })).ok;
  const [, command, text = ''] = slash;
  const isKnown = desk.snapshot.commands.some((one) => one.command === command);
  if (isKnown && !thread_ts) return (await desk.perform('command', { conversation, command, text })).ok;
  const inThread = `${command} does not work in a thread. Write it in the field at the bottom.`;
  showToast(isKnown ? inThread : `There is no command ${command}. Type / to see those that there are.`);
  return false;
}
