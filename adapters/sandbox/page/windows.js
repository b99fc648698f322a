/** Which windows show, how wide each is, and how to get from one to the other. */

import { find, h, unseen } from './element.js';
import { icon } from './icons.js';
import { redraw } from './keyed.js';
import { addressOf } from './place.js';

/** @typedef {import('./types.js').Place} Place */

/**
 * A chat window of the page.
 * @typedef {object} ChatWindow
 * @property {'slack' | 'teams'} name its part of the page, and its name in the address
 * @property {string} label
 * @property {import('./desk.js').Desk<any>} desk
 * @property {string} main the id of the part where the conversation is
 * @property {() => void} draw
 * @property {() => void} clear
 */

const NARROW = 690;
const SIDE_BY_SIDE = matchMedia('(min-width: 960px)');

/**
 * The windows that show at this place.
 * @param {ChatWindow[]} windows
 * @param {Place} place
 */
export function shownAt(windows, { show }) {
  const chosen = windows.filter((one) => one.name === show);
  if (chosen.length) return chosen;
  return SIDE_BY_SIDE.matches ? windows : windows.slice(0, 1);
}

/**
 * Shows each window that is wanted, and the ways to the other one.
 * @param {ChatWindow[]} windows
 * @param {Place} place
 */
export function drawWindows(windows, place) {
  const shown = shownAt(windows, place);
  drawTabs(windows, shown);
  for (const one of windows) {
    const pane = find(one.name);
    const isShown = shown.includes(one);
    pane.hidden = !isShown;
    one.desk.isBeside = isShown && shown.length > 1;
    measure(one);
    pane.classList.toggle('is-narrow', one.desk.isNarrow);
    pane.classList.toggle('is-empty', !one.desk.hasSeat);
    pane.dataset.screen = one.desk.isCurrent && !one.desk.open ? 'list' : 'conversation';
    redraw(find(`${one.name}-caption`), SIDE_BY_SIDE.matches ? captionOf(windows, one, shown) : []);
    drawWindow(one, isShown);
  }
  // There is one main part of a page: that of the window that is alone, or comes first.
  windows.forEach((one) => find(one.main).setAttribute('role', one === shown[0] ? 'main' : 'region'));
}

/**
 * @param {ChatWindow} one what it shows of somebody else stays until there is news of this person
 * @param {boolean} isShown
 */
function drawWindow(one, isShown) {
  if (isShown && one.desk.isCurrent) return one.draw();
  if (!isShown || !one.desk.hasSeat) one.clear();
  if (isShown && !one.desk.hasSeat) drawNobody(one);
}

/** @param {ChatWindow} one */
function drawNobody({ label, main }) {
  const words = `This person has no account in ${label}. Choose somebody else at the top.`;
  redraw(find(main), [{ key: 'nobody', mark: '', build: () => h('p', { class: 'notice' }, words) }]);
}

/**
 * The name above a window, what is new in it, and the button that gives it the whole page.
 * @param {ChatWindow[]} windows
 * @param {ChatWindow} one
 * @param {ChatWindow[]} shown
 */
function captionOf(windows, one, shown) {
  if (windows.length < 2) return [];
  const isAlone = shown.length === 1;
  const hidden = windows.filter((other) => !shown.includes(other));
  const unread = unreadIn(one);
  const mark = JSON.stringify([isAlone, unread, hidden.map(unreadIn), one.desk.workspace]);
  const build = () => {
    const name = h('span', { class: 'caption-name' }, one.label);
    const place = one.desk.workspace ? h('span', { class: 'caption-place' }, one.desk.workspace) : null;
    return h('div', { class: 'caption-row' }, name, place, badge(unread), sizeButton(one, isAlone, hidden));
  };
  return [{ key: 'caption', mark, build }];
}

/**
 * @param {ChatWindow} one
 * @param {boolean} isAlone
 * @param {ChatWindow[]} hidden
 */
function sizeButton({ name, label, desk }, isAlone, hidden) {
  const words = isAlone ? `Show ${hidden.map((other) => other.label).join(', ')} too` : `Enlarge ${label}`;
  const onclick = () => desk.go({ show: isAlone ? '' : name });
  const traits = { class: 'caption-button', 'data-focus': 'size', title: words, onclick };
  if (!isAlone) return h('button', { ...traits, 'aria-label': words }, icon('grow'));
  return h('button', traits, icon('shrink'), words, ...hidden.map((other) => badge(unreadIn(other))));
}

/**
 * Where only one window has room, the others are reached by a bar of tabs.
 * @param {ChatWindow[]} windows
 * @param {ChatWindow[]} shown
 */
function drawTabs(windows, shown) {
  const isNeeded = windows.length > 1 && !SIDE_BY_SIDE.matches;
  const pieces = windows.map((one) => {
    const isHere = shown.includes(one);
    const href = addressOf({ ...one.desk.place, show: one.name });
    const build = () => {
      const traits = { class: 'window-tab', href, 'data-focus': one.name };
      const current = isHere ? 'page' : null;
      return h('a', { ...traits, 'aria-current': current }, one.label, badge(unreadIn(one)));
    };
    return { key: one.name, mark: JSON.stringify([href, isHere, unreadIn(one)]), build };
  });
  find('tabs').hidden = !isNeeded;
  redraw(find('tabs'), isNeeded ? pieces : []);
}

/** @param {ChatWindow} one what is new there for the person who looks */
function unreadIn({ desk }) {
  /** @type {{unread: number}[]} */
  const conversations = desk.snapshot?.conversations ?? [];
  return conversations.reduce((sum, { unread }) => sum + unread, 0);
}

/** @param {number} unread */
const badge = (unread) => (unread ? h('span', { class: 'badge' }, unread, unseen(' unread')) : null);

/** @param {ChatWindow} one */
function measure({ name, desk }) {
  const width = find(name).clientWidth;
  if (width) desk.isNarrow = width < NARROW;
}

/**
 * A window decides by its own width, so that two windows side by side each have room.
 * @param {ChatWindow[]} windows
 * @param {() => void} redrawAll
 */
export function watchWidth(windows, redrawAll) {
  SIDE_BY_SIDE.addEventListener('change', redrawAll);
  for (const one of windows) {
    const observer = new ResizeObserver(() => {
      const before = one.desk.isNarrow;
      measure(one);
      if (one.desk.isNarrow !== before) redrawAll();
    });
    observer.observe(find(one.name));
  }
}
