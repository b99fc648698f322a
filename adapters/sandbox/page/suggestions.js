/** The list that opens above the composer on / (commands) and on @ (people). */

import { h, unseen } from './element.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {{label: string, detail: string, hint: string, text: string}} Suggestion */

const MOST = 8;
const HOW_TO_CHOOSE = 'suggestions. Up and down arrows choose, Enter takes.';
let count = 0;

/** Belongs to one text field; the field keeps the focus while the list is used. */
export class Suggestions {
  #desk;
  #field;
  /** @type {Suggestion[]} */
  #shown = [];
  #at = 0;
  #isShut = false;

  /**
   * @param {Desk} desk
   * @param {HTMLTextAreaElement} field
   */
  constructor(desk, field) {
    this.#desk = desk;
    this.#field = field;
    count += 1;
    const traits = { class: 'suggestions', role: 'listbox', 'aria-label': 'Suggestions', hidden: true };
    this.list = h('div', { ...traits, id: `suggestions-${count}` });
    this.said = h('span', { class: 'unseen', role: 'status' });
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', this.list.id);
    queueMicrotask(() => field.after(this.said));
  }

  /** Shows what fits the words before the cursor. */
  update() {
    const found = this.#found();
    if (!found.length) this.#isShut = false;
    if (this.#isShut) return;
    const isNew = found.length !== this.#shown.length;
    this.#shown = found;
    this.#at = 0;
    if (isNew) this.said.textContent = found.length ? `${found.length} ${HOW_TO_CHOOSE}` : '';
    this.#draw();
  }

  close() {
    this.#shown = [];
    this.#draw();
  }

  /**
   * True when the key was for the list.
   * @param {KeyboardEvent} event
   */
  takeKey({ key, shiftKey }) {
    if (!this.#shown.length) return false;
    if (key === 'ArrowDown' || key === 'ArrowUp') return this.#move(key === 'ArrowDown' ? 1 : -1);
    if (key === 'Escape') {
      this.#isShut = true;
      this.close();
      return true;
    }
    const isDone = this.#field.value.trim() === this.#shown[this.#at].text.trim();
    if (key === 'Enter' && isDone) this.close();
    else if (key === 'Tab' || (key === 'Enter' && !shiftKey)) return this.#take(this.#shown[this.#at]);
    return false;
  }

  /** @param {number} step */
  #move(step) {
    this.#at = (this.#at + step + this.#shown.length) % this.#shown.length;
    this.#draw();
    return true;
  }

  /** @param {Suggestion} suggestion */
  #take({ text }) {
    const { value, selectionStart } = this.#field;
    const before = value.slice(0, selectionStart).replace(/(?:^\/\S*|@[^@\n]*)$/, text);
    this.close();
    this.#field.value = before + value.slice(selectionStart).replace(/^ /, '');
    this.#field.setSelectionRange(before.length, before.length);
    this.#field.dispatchEvent(new Event('input'));
    this.close();
    this.#field.focus();
    return true;
  }

  /** @returns {Suggestion[]} */
  #found() {
    const before = this.#field.value.slice(0, this.#field.selectionStart);
    const command = this.#field.dataset.thread ? null : /^\/\S*$/.exec(before);
    if (command) return this.#commands(before);
    const name = /(?:^|\s)@([^@\n]{0,30})$/.exec(before);
    return name ? this.#people(name[1].toLowerCase()) : [];
  }

  /** @param {string} typed */
  #commands(typed) {
    const { commands } = this.#desk.snapshot;
    const fitting = commands.filter((one) => one.command.startsWith(typed.toLowerCase()));
    return fitting.map(({ command, description, usage_hint = '' }) => ({
      label: command,
      hint: usage_hint,
      detail: description,
      text: `${command} `,
    }));
  }

  /** @param {string} typed */
  #people(typed) {
    const users = Object.values(this.#desk.snapshot.users).filter(({ name }) => {
      const words = name.toLowerCase();
      return words.startsWith(typed) && words !== typed.trim();
    });
    users.sort((one, other) => one.name.localeCompare(other.name));
    users.sort((one, other) => Number(other.is_bot) - Number(one.is_bot));
    return users.slice(0, MOST).map((user) => ({
      label: `@${user.name}`,
      hint: '',
      detail: user.is_bot ? 'App' : user.title,
      text: `@${user.name} `,
    }));
  }

  #draw() {
    const { list } = this;
    list.hidden = !this.#shown.length;
    list.replaceChildren(...this.#shown.map((one, index) => this.#option(one, index)));
    const chosen = list.children[this.#at];
    if (chosen) this.#field.setAttribute('aria-activedescendant', chosen.id);
    else this.#field.removeAttribute('aria-activedescendant');
    chosen?.scrollIntoView({ block: 'nearest' });
  }

  /**
   * @param {Suggestion} suggestion
   * @param {number} index
   */
  #option(suggestion, index) {
    const onpointerdown = (/** @type {Event} */ event) => {
      event.preventDefault();
      this.#take(suggestion);
    };
    const isChosen = String(index === this.#at);
    const id = `${this.list.id}-${index}`;
    const hint = suggestion.hint ? h('span', { class: 'usage' }, suggestion.hint) : null;
    const words = h('span', { class: 'suggestion-label' }, h('strong', {}, suggestion.label), ' ', hint);
    const detail = h('span', { class: 'suggestion-detail' }, suggestion.detail);
    const traits = { role: 'option', id, 'aria-selected': isChosen, onpointerdown };
    return h('div', traits, words, unseen(': '), detail);
  }
}
