/** A menu that drops from a button: arrow keys, Home, End, typing a letter, Escape, click outside. */

import { fill, h } from './element.js';
import { topLayer } from './dialog.js';

/**
 * @typedef {object} MenuItem
 * @property {string} label
 * @property {string} [detail] a second line
 * @property {string} [note] short words at the end of the line
 * @property {Node} [picture]
 * @property {boolean} [isChosen] set for a choice of one among several
 * @property {() => void} run
 */
/** @typedef {{label?: string, items: MenuItem[]}} MenuGroup */

/** @type {{menu: HTMLElement, anchor: HTMLElement} | null} */
let open = null;

/**
 * Opens the menu, or closes it when it is already open.
 * @param {HTMLElement} anchor the button
 * @param {string} label
 * @param {MenuGroup[]} groups
 */
export function openMenu(anchor, label, groups) {
  const wasHere = open?.anchor === anchor;
  closeMenu();
  if (wasHere) return;
  const menu = h('div', { class: 'menu', role: 'menu', 'aria-label': label, onkeydown: moveByKey });
  fill(menu, groups.map(groupNode));
  // It wears the colours of the window that it belongs to.
  if (anchor.closest('.teams')) menu.classList.add('teams');
  topLayer().append(menu);
  open = { menu, anchor };
  anchor.setAttribute('aria-expanded', 'true');
  placeBeside(menu, anchor);
  const items = itemsOf(menu);
  (items.find((item) => item.getAttribute('aria-checked') === 'true') ?? items[0])?.focus();
}

/** @param {{isFocusBack?: boolean}} options */
export function closeMenu({ isFocusBack = false } = {}) {
  if (!open) return;
  const { menu, anchor } = open;
  open = null;
  menu.remove();
  anchor.setAttribute('aria-expanded', 'false');
  if (isFocusBack) anchor.focus();
}

/** @param {MenuGroup} group */
function groupNode(group) {
  const items = group.items.map(itemNode);
  if (!group.label) return h('div', { role: 'none' }, ...items);
  const name = h('div', { class: 'menu-group', 'aria-hidden': 'true' }, group.label);
  return h('div', { role: 'group', 'aria-label': group.label }, name, ...items);
}

/** @param {MenuItem} item */
function itemNode(item) {
  const isChoice = item.isChosen !== undefined;
  const words = h('span', { class: 'menu-words' }, h('span', {}, item.label));
  if (item.detail) words.append(h('span', { class: 'menu-detail' }, item.detail));
  const traits = {
    class: 'menu-item',
    role: isChoice ? 'menuitemradio' : 'menuitem',
    'aria-checked': isChoice ? String(item.isChosen) : null,
    tabindex: '-1',
    onclick: () => {
      closeMenu({ isFocusBack: true });
      item.run();
    },
  };
  const note = item.note ? h('span', { class: 'menu-note' }, item.note) : null;
  return h('button', traits, item.picture, words, note);
}

/** @param {HTMLElement} menu @returns {HTMLElement[]} */
const itemsOf = (menu) => [...menu.querySelectorAll('button')];

/** @param {KeyboardEvent} event */
function moveByKey(event) {
  if (!open) return;
  const items = itemsOf(open.menu);
  const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = nextItem(event.key, at, items);
  if (event.key === 'Escape' || event.key === 'Tab') closeMenu({ isFocusBack: true });
  else if (next === null) return;
  else items[next]?.focus();
  event.preventDefault();
  event.stopPropagation();
}

/**
 * @param {string} key
 * @param {number} at
 * @param {HTMLElement[]} items
 * @returns {number | null}
 */
function nextItem(key, at, items) {
  if (key === 'ArrowDown') return (at + 1) % items.length;
  if (key === 'ArrowUp') return (at - 1 + items.length) % items.length;
  if (key === 'Home') return 0;
  if (key === 'End') return items.length - 1;
  if (!/^[\p{L}\p{N}]$/u.test(key)) return null;
  const order = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  const found = order.find((item) => wordsOf(item).startsWith(key.toLowerCase()));
  return found ? items.indexOf(found) : null;
}

/** @param {HTMLElement} item */
const wordsOf = (item) => item.querySelector('.menu-words')?.textContent?.toLowerCase() ?? '';

/**
 * Below the button when there is room, else above; never outside the window.
 * @param {HTMLElement} menu
 * @param {HTMLElement} anchor
 */
function placeBeside(menu, anchor) {
  const spot = anchor.getBoundingClientRect();
  const room = { below: innerHeight - spot.bottom - 12, above: spot.top - 12 };
  const isBelow = room.below >= Math.min(menu.offsetHeight, 260) || room.below > room.above;
  menu.style.maxHeight = `${Math.max(120, isBelow ? room.below : room.above)}px`;
  const top = isBelow ? spot.bottom + 4 : spot.top - 4 - menu.offsetHeight;
  const isRight = spot.left + menu.offsetWidth > innerWidth - 8;
  const left = isRight ? Math.min(spot.right, innerWidth - 8) - menu.offsetWidth : spot.left;
  menu.style.top = `${top}px`;
  menu.style.left = `${Math.max(8, left)}px`;
}

/** Closes an open menu when the person clicks elsewhere or the window changes. */
export function watchMenus() {
  document.addEventListener('pointerdown', (event) => {
    const target = event.target instanceof Node ? event.target : null;
    if (open && !open.menu.contains(target) && !open.anchor.contains(target)) closeMenu();
  });
  addEventListener('resize', () => closeMenu());
}
