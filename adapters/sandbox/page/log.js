/** The scrolling list of messages: it stays at its end, and its messages are reached by arrow key. */

import { h } from './element.js';
import { icon } from './icons.js';
import { redraw } from './keyed.js';

const NEAR_END = 80;
/** A browser may round where it scrolled to. */
const STILL = 2;

/**
 * @param {HTMLElement} panel
 * @param {string} name
 * @param {import('./keyed.js').Piece[]} pieces
 * @param {string} own the person's own newest message, outside a thread: whoever writes sees what follows
 */
export function drawLog(panel, name, pieces, own) {
  const isFirst = !panel.firstElementChild;
  if (isFirst) panel.append(...skeleton(name));
  const [scroller, jump] = /** @type {HTMLElement[]} */ ([...panel.children]);
  const log = /** @type {HTMLElement} */ (scroller.firstElementChild);
  const follows = isFirst || isAtNews(scroller) || log.dataset.own !== own;
  log.dataset.own = own;
  const before = log.childElementCount;
  redraw(log, pieces);
  keepOneTabStop(log);
  const hasMore = log.childElementCount > before;
  // Whoever works in a message that changes stays at their place in it.
  const isAtWork = !hasMore && log.contains(document.activeElement);
  if (follows && !isAtWork) showNews(scroller, log);
  else if (hasMore) jump.hidden = false;
}

/** @param {HTMLElement} scroller how far it is from its end */
const distance = (scroller) => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;

/** @param {HTMLElement} scroller whether it is at its end, or where news was shown last */
const isAtNews = (scroller) =>
  distance(scroller) < NEAR_END || Math.abs(scroller.scrollTop - Number(scroller.dataset.news)) < STILL;

/**
 * Scrolls to the end; to the beginning of the last message, where that is longer than the screen.
 * @param {HTMLElement} scroller
 * @param {HTMLElement} log
 */
function showNews(scroller, log) {
  const last = log.lastElementChild;
  const isLong = last instanceof HTMLElement && last.offsetHeight > scroller.clientHeight;
  if (isLong) last.scrollIntoView({ block: 'start' });
  else scroller.scrollTop = scroller.scrollHeight;
  scroller.dataset.news = String(scroller.scrollTop);
}

/** @param {string} name */
function skeleton(name) {
  const handlers = { onkeydown: moveByArrow, onfocusin: follow };
  const log = h('div', { class: 'log', role: 'log', 'aria-label': name, ...handlers });
  const scroller = h('div', { class: 'scroller' }, log);
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
    jump.hidden = true;
  };
  const jump = h('button', { class: 'to-end', hidden: true, onclick: toEnd }, 'New messages', icon('down'));
  scroller.addEventListener('scroll', () => {
    if (distance(scroller) < NEAR_END) jump.hidden = true;
  });
  return [scroller, jump];
}

/** @param {HTMLElement} log @returns {HTMLElement[]} */
const articles = (log) => [...log.querySelectorAll('article')];

/**
 * One message can be reached with Tab, the others with the arrow keys.
 * @param {HTMLElement} log
 */
function keepOneTabStop(log) {
  const all = articles(log);
  if (all.some((one) => one.tabIndex === 0)) return;
  const last = all[all.length - 1];
  if (last) last.tabIndex = 0;
}

/** @param {FocusEvent} event */
function follow(event) {
  const article = event.target instanceof Element ? event.target.closest('article') : null;
  const log = event.currentTarget;
  if (!(article instanceof HTMLElement) || !(log instanceof HTMLElement)) return;
  for (const one of articles(log)) one.tabIndex = one === article ? 0 : -1;
}

/** @param {KeyboardEvent} event */
function moveByArrow(event) {
  const { target, currentTarget: log, key } = event;
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  if (!(target instanceof HTMLElement) || !(log instanceof HTMLElement)) return;
  if (!step || target.tagName !== 'ARTICLE') return;
  event.preventDefault();
  const all = articles(log);
  all[all.indexOf(target) + step]?.focus();
}
