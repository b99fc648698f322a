/** The sandbox's own bar: the clock, the bell, who you are, light or dark. */

import { avatar } from './avatar.js';
import { h, unseen } from './element.js';
import { icon } from './icons.js';
import { redraw } from './keyed.js';
import { openMenu } from './menu.js';
import { newsOf, unreadOf, whereOf } from './people.js';
import { isDark, switchTheme } from './theme.js';
import { clockOf, hoursToMorning } from './uktime.js';

/** @typedef {import('./people.js').Somebody} Somebody */

/**
 * What the bar shows and does.
 * @typedef {object} Bar
 * @property {Somebody} me
 * @property {Somebody[]} people
 * @property {Date} now
 * @property {(hours: number) => void} moveClock
 * @property {(somebody: Somebody) => void} become
 * @property {() => void} redraw
 */

/** @type {{label: string, hours: (now: Date) => number}[]} */
const JUMPS = [
  { label: '+1 hour', hours: () => 1 },
  { label: '+4 hours', hours: () => 4 },
  { label: 'Next morning', hours: hoursToMorning },
  { label: '+1 day', hours: () => 24 },
  { label: '+1 week', hours: () => 168 },
];

/**
 * @param {Bar} bar
 * @param {HTMLElement} node
 */
export function drawTopbar(bar, node) {
  const { people, me } = bar;
  redraw(node, [
    { key: 'brand', mark: '', build: brand },
    { key: 'clock', mark: '', build: () => clock(bar) },
    { key: 'bell', mark: '', build: () => h('div', { class: 'bell', role: 'status' }) },
    { key: 'people', mark: JSON.stringify([people, me.id]), build: () => switcher(bar) },
    { key: 'theme', mark: String(isDark()), build: () => themeButton(bar) },
  ]);
  drawBell(bar, /** @type {HTMLElement} */ (node.querySelector('.bell')));
  tickClock(bar.now);
}

function brand() {
  const note = h('p', { class: 'brand-note' }, 'Runs on this computer. Everyone here is made up.');
  return h('div', { class: 'brand' }, h('p', { class: 'brand-name' }, 'Dutydesk sandbox'), note);
}

/** @param {Bar} bar */
function clock(bar) {
  /** @param {typeof JUMPS[number]} one */
  const jump = (one) => bar.moveClock(one.hours(bar.now));
  const items = JUMPS.map((one) => ({ label: one.label, run: () => jump(one) }));
  const button = h(
    'button',
    {
      class: 'bar-button clock-button',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      onclick: () => openMenu(button, 'Move the clock forward', [{ label: 'Move the clock forward', items }]),
    },
    icon('clock'),
    unseen('Move the clock. '),
    h('span', { class: 'now-label' }, 'Now:'),
    h('span', { class: 'now' }),
    icon('down'),
  );
  const inline = JUMPS.map((one) => h('button', { class: 'jump', onclick: () => jump(one) }, one.label));
  const label = h('span', { class: 'clock-label' }, icon('clock'), 'Now: ', h('span', { class: 'now' }));
  const row = h('div', { class: 'jumps', role: 'group', 'aria-label': 'Move the clock forward' }, ...inline);
  return h('div', { class: 'clock' }, button, label, row);
}

/** @param {Date} now */
export function tickClock(now) {
  const words = clockOf(now);
  document.querySelectorAll('.now').forEach((node) => {
    if (node.textContent !== words) node.textContent = words;
  });
}

/**
 * Who else has something new; a press takes you there.
 * @param {Bar} bar
 * @param {HTMLElement} bell
 */
function drawBell(bar, bell) {
  const { people, me } = bar;
  const waiting = people.filter((person) => person.id !== me.id && unreadOf(person));
  const [first, ...others] = waiting.sort((one, other) => unreadOf(other) - unreadOf(one));
  if (!first) return redraw(bell, []);
  const words = `${unreadOf(first)} new for ${first.name}`;
  const role = h('span', { class: 'bell-role' }, ` (${inSentence(first.title)})`);
  const where = h('span', { class: 'bell-where' }, whereOf(first));
  const more = others.length ? h('span', { class: 'bell-more' }, ` and ${others.length} more`) : null;
  const traits = { class: 'bell-button', onclick: () => bar.become(first) };
  const line = () => h('span', { class: 'bell-words' }, words, role, where, more);
  const build = () => h('button', traits, icon('bell'), line());
  redraw(bell, [{ key: 'bell', mark: JSON.stringify([first, others.length]), build }]);
}

/**
 * "headteacher" for "Headteacher", but "DSL" and "Year 5 teacher" stay.
 * @param {string} title
 */
const inSentence = (title) =>
  title.replace(/^\p{Lu}(?=\p{Ll}+(?! \d|\p{Ll}))/u, (letter) => letter.toLowerCase());

/** @param {Bar} bar */
function switcher(bar) {
  const { me } = bar;
  const label = h('span', { class: 'who-label' }, 'You are');
  const title = h('span', { class: 'who-title' }, me.title);
  const name = h('span', { class: 'who-words' }, label, h('strong', {}, me.name), title);
  const button = h(
    'button',
    {
      class: 'bar-button who',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      'data-focus': 'who',
      onclick: () => openMenu(button, 'Who are you?', peopleMenu(bar)),
    },
    avatar(me.name),
    name,
    icon('down'),
    unseen(' Choose who you are'),
  );
  return h('div', { class: 'who-place' }, button);
}

/**
 * @param {Bar} bar
 * @returns {import('./menu.js').MenuGroup[]}
 */
function peopleMenu(bar) {
  const { people, me } = bar;
  const schools = [...new Set(people.map((person) => person.school))];
  return schools.map((school) => ({
    label: school,
    items: people.filter((person) => person.school === school).map((person) => ({
      label: person.name,
      detail: person.title,
      note: newsOf(person) || undefined,
      picture: avatar(person.name),
      isChosen: person.id === me.id,
      run: () => bar.become(person),
    })),
  }));
}

/** @param {Bar} bar */
function themeButton(bar) {
  const traits = {
    class: 'bar-button theme',
    'aria-label': 'Dark mode',
    'aria-pressed': String(isDark()),
    'data-focus': 'theme',
    title: 'Dark mode',
    onclick: () => {
      switchTheme();
      bar.redraw();
    },
  };
  return h('button', traits, icon(isDark() ? 'sun' : 'moon'));
}
