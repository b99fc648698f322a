/** The place to write: Enter sends, Shift+Enter begins a new line, / lists the commands. */

import { h } from './element.js';
import { icon } from './icons.js';
import { openMenu } from './menu.js';
import { askFileName } from './pretend.js';
import { Suggestions } from './suggestions.js';
import { showToast } from './toast.js';

/** @typedef {import('./desk.js').Desk} Desk */

/**
 * Where the words go.
 * @typedef {{conversation: string, name: string, thread_ts?: string}} Spot
 */

const TALLEST = 200;

/**
 * @param {Desk} desk
 * @param {Spot} spot
 */
export function composer(desk, spot) {
  const key = [desk.place.as, spot.conversation, spot.thread_ts ?? ''].join('/');
  const label = spot.thread_ts ? 'Reply in this thread' : `Message ${spot.name}`;
  const names = { 'aria-label': label, placeholder: label };
  const field = h('textarea', { rows: '1', ...names, 'data-focus': 'field', 'data-thread': spot.thread_ts });
  field.value = desk.drafts.get(key) ?? '';
  const suggestions = new Suggestions(desk, field);
  const send = () => void sendDraft(desk, spot, { key, field });
  field.addEventListener('input', () => {
    desk.drafts.set(key, field.value);
    grow(field);
    suggestions.update();
  });
  field.addEventListener('keydown', (event) => takeKey(event, suggestions, send));
  field.addEventListener('blur', () => suggestions.close());
  queueMicrotask(() => grow(field));
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    send();
  };
  const traits = { class: 'composer', 'aria-label': label, onsubmit };
  return h('form', traits, suggestions.list, field, foot(desk, spot, field));
}

/**
 * @param {KeyboardEvent} event
 * @param {Suggestions} suggestions they have the first say
 * @param {() => void} send
 */
function takeKey(event, suggestions, send) {
  const isTaken = suggestions.takeKey(event);
  const isSent = !isTaken && event.key === 'Enter' && !event.shiftKey && !event.isComposing;
  if (isTaken || isSent) event.preventDefault();
  if (isSent) send();
}

/** @param {HTMLTextAreaElement} field */
function grow(field) {
  field.style.height = 'auto';
  field.style.height = `${Math.min(TALLEST, field.scrollHeight)}px`;
}

/**
 * @param {Desk} desk
 * @param {Spot} spot
 * @param {HTMLTextAreaElement} field
 */
function foot(desk, spot, field) {
  const send = h('button', { type: 'submit', class: 'send', 'aria-label': 'Send' }, icon('send'));
  if (spot.thread_ts) return h('div', { class: 'composer-foot' }, h('span', { class: 'keys' }), send);
  const begin = () => {
    field.focus();
    if (!field.value.startsWith('/')) field.value = '/';
    field.dispatchEvent(new Event('input'));
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
 * Sends what is typed; when that fails, the words come back.
 * @param {Desk} desk
 * @param {Spot} spot
 * @param {{key: string, field: HTMLTextAreaElement}} draft
 */
async function sendDraft(desk, spot, { key, field }) {
  const typed = field.value;
  const call = callFor(desk, spot, typed.trim());
  if (!call) return;
  setDraft(desk, key, field, '');
  const reply = await desk.perform(call.kind, call.fields);
  if (!reply.ok && !field.value) setDraft(desk, key, field, typed);
}

/**
 * @param {Desk} desk
 * @param {string} key
 * @param {HTMLTextAreaElement} field
 * @param {string} words
 */
function setDraft(desk, key, field, words) {
  desk.drafts.set(key, words);
  field.value = words;
  grow(field);
}

/**
 * What the typed words ask of the server; null when there is nothing to send.
 * @param {Desk} desk
 * @param {Spot} spot
 * @param {string} words
 * @returns {{kind: string, fields: object} | null}
 */
function callFor(desk, { conversation, thread_ts }, words) {
  if (!words) return null;
  const slash = /^(\/\S+)(?:\s+([\s\S]*))?$/.exec(words);
  const thread = thread_ts ? { thread_ts } : {};
  if (!slash) return { kind: 'say', fields: { conversation, text: words, ...thread } };
  const [, command, text = ''] = slash;
  const isKnown = desk.snapshot.commands.some((one) => one.command === command);
  if (isKnown && !thread_ts) return { kind: 'command', fields: { conversation, command, text } };
  const inThread = `${command} does not work in a thread. Write it in the field at the bottom.`;
  showToast(isKnown ? inThread : `There is no command ${command}. Type / to see those that there are.`);
  return null;
}
