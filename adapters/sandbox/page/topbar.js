/** The sandbox's own bar: the clock, the bell, who you are, light or dark. */

import { avatar } from './avatar.js';
import { h, unseen } from './element.js';
import { icon } from './icons.js';
import { redraw } from './keyed.js';
import { openMenu } from './menu.js';
import { isDark, switchTheme } from './theme.js';
import { clockOf, hoursToMorning } from './uktime.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('./types.js').Person} Person */

/** @type {{label: string, hours: (now: Date) => number}[]} */
const JUMPS = [
  { label: '+1 hour', hours: () => 1 },
  { label: '+4 hours', hours: () => 4 },
  { label: 'Next morning', hours: hoursToMorning },
  { label: '+1 day', hours: () => 24 },
  { label: '+1 week', hours: () => 168 },
];

/**
 * @param {Desk} desk
 * @param {HTMLElement} bar
 */
export function drawTopbar(desk, bar) {
  const { people, me } = desk.snapshot;
  redraw(bar, [
    { key: 'brand', mark: '', build: brand },
    { key: 'clock', mark: '', build: () => clock(desk) },
    { key: 'bell', mark: '', build: () => h('div', { class: 'bell', role: 'status' }) },
    { key: 'people', mark: JSON.stringify([people, me.id]), build: () => switcher(desk) },
    { key: 'theme', mark: String(isDark()), build: () => themeButton(desk) },
  ]);
  drawBell(desk, /** @type {HTMLElement} */ (bar.querySelector('.bell')));
  tickClock(desk);
}

function brand() {
  const note = h('p', { class: 'brand-note' }, 'Runs on this computer. Everyone here is made up.');
  return h('div', { class: 'brand' }, h('p', { class: 'brand-name' }, 'Dutydesk sandbox'), note);
}

/** @param {Desk} desk */
function clock(desk) {
  /** @param {typeof JUMPS[number]} one */
  const jump = (one) => void desk.perform('clock', { hours: one.hours(desk.now) });
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

/** @param {Desk} desk */
export function tickClock(desk) {
  const words = clockOf(desk.now);
  document.querySelectorAll('.now').forEach((node) => {
    if (node.textContent !== words) node.textContent = words;
  });
}

/**
 * Who else has something new; a press takes you there.
 * @param {Desk} desk
 * @param {HTMLElement} bell
 */
function drawBell(desk, bell) {
  const { people, me } = desk.snapshot;
  const waiting = people.filter((person) => person.id !== me.id && person.unread);
  const [first, ...others] = waiting.sort((one, other) => (other.unread ?? 0) - (one.unread ?? 0));
  if (!first) return redraw(bell, []);
  const words = `${first.unread} new for ${first.name}`;
  const go = () => desk.go({ as: first.id });
  const more = others.length ? h('span', { class: 'bell-more' }, ` and ${others.length} more`) : null;
  const role = h('span', { class: 'bell-role' }, ` (${inSentence(first.title)})`);
  const traits = { class: 'bell-button', onclick: go };
  const line = () => h('span', { class: 'bell-words' }, words, role, more);
  const build = () => h('button', traits, icon('bell'), line());
  redraw(bell, [{ key: 'bell', mark: JSON.stringify([first, others.length]), build }]);
}

/**
 * "headteacher" for "Headteacher", but "DSL" and "Year 5 teacher" stay.
 * @param {string} title
 */
const inSentence = (title) =>
  title.replace(/^\p{Lu}(?=\p{Ll}+(?! \d|\p{Ll}))/u, (letter) => letter.toLowerCase());

/** @param {Desk} desk */
function switcher(desk) {
  const { me } = desk.snapshot;
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
      onclick: () => openMenu(button, 'Who are you?', peopleMenu(desk)),
    },
    avatar(me.name),
    name,
    icon('down'),
    unseen(' Choose who you are'),
  );
  return h('div', { class: 'who-place' }, button);
}

/**
 * @param {Desk} desk
 * @returns {import('./menu.js').MenuGroup[]}
 */
function peopleMenu(desk) {
  const { people, me } = desk.snapshot;
  const schools = [...new Set(people.map((person) => person.school))];
  return schools.map((school) => ({
    label: school,
    items: people.filter((person) => person.school === school).map((person) => ({
      label: person.name,
      detail: person.title,
      note: person.unread ? `${person.unread} new` : undefined,
      picture: avatar(person.name),
      isChosen: person.id === me.id,
      run: () => desk.go({ as: person.id }),
    })),
  }));
}

/** @param {Desk} desk */
function themeButton(desk) {
  const traits = {
    class: 'bar-button theme',
    'aria-label': 'Dark mode',
    'aria-pressed': String(isDark()),
    'data-focus': 'theme',
    title: 'Dark mode',
    onclick: () => {
      switchTheme();
      desk.redraw();
    },
  };
  return h('button', traits, icon(isDark() ? 'sun' : 'moon'));
}
