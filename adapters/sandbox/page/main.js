/** Starts the page and draws all of it whenever something changed. */

import { Desk } from './desk.js';
import { find, h } from './element.js';
import { watchMenus } from './menu.js';
import { everybody, onlyPlaceOf, unreadOf } from './people.js';
import { readPlace, writePlace } from './place.js';
import { fetchWindows } from './server.js';
import { clearSlack, drawSlack } from './slack.js';
import { TeamsDesk } from './teams/desk.js';
import { clearTeams, drawTeams } from './teams/window.js';
import { applyTheme, watchTheme } from './theme.js';
import { drawTopbar, tickClock } from './topbar.js';
import { drawWindows, shownAt, watchWidth } from './windows.js';

/** @typedef {import('./windows.js').ChatWindow} ChatWindow */
/** @typedef {import('./people.js').Somebody} Somebody */

const TICK_MS = 10_000;
const SLACK = '/sandbox';
const TEAMS = '/sandbox/teams';
const SILENT =
  'The sandbox does not answer. Look in the terminal: is it still running? Then load this page again.';

/** The page: its windows, and what the bar above them shows and does. */
class Page {
  /** @type {ChatWindow[]} */
  windows = [];

  /** Finds out which windows there are, and who is to be shown first. */
  async start() {
    const prefixes = await fetchWindows();
    this.windows = [this.#slack(), ...(prefixes.includes(TEAMS) ? [this.#teams()] : [])];
    await Promise.all(this.windows.map(({ desk }) => desk.meet()));
    this.#beSomebody();
    addEventListener('hashchange', () => this.#beSomebody());
    watchWidth(this.windows, this.redraw);
    watchTheme(this.redraw);
    setInterval(() => this.#isReady && tickClock(this.now), TICK_MS);
    document.addEventListener('visibilitychange', this.redraw);
    await Promise.all(this.windows.map(({ desk }) => desk.start()));
  }

  #slack() {
    const desk = new Desk(this.redraw, { prefix: SLACK, spot: 'in' });
    const hands = { draw: () => drawSlack(desk), clear: () => clearSlack(desk) };
    return { name: /** @type {const} */ ('slack'), label: 'Slack', main: 'main', desk, ...hands };
  }

  #teams() {
    const desk = new TeamsDesk(this.redraw, { prefix: TEAMS, spot: 'chat' });
    const hands = { draw: () => drawTeams(desk), clear: () => clearTeams(desk) };
    return { name: /** @type {const} */ ('teams'), label: 'Teams', main: 'teams-main', desk, ...hands };
  }

  /** Takes the first person's place when the address names nobody who is here. */
  #beSomebody() {
    if (this.me) return;
    const first = { as: this.people[0]?.id ?? '', in: '', tab: /** @type {const} */ ('messages') };
    writePlace({ ...readPlace(), ...first, chat: '' }, { isNewStep: false });
  }

  /** Whether it is known what the person sees, in one window at least. */
  get #isReady() {
    return this.windows.some(({ desk }) => desk.snapshot);
  }

  get people() {
    return everybody(this.windows);
  }

  get me() {
    const me = this.people.find((person) => person.id === readPlace().as);
    return /** @type {Somebody} */ (me);
  }

  /** The product's time now. */
  get now() {
    return (this.windows.find(({ desk }) => desk.snapshot) ?? this.windows[0]).desk.now;
  }

  /** @param {number} hours there is one clock for all windows, and it is set in the first */
  moveClock = async (hours) => {
    const [{ desk }, ...others] = this.windows;
    const as = desk.hasSeat ? desk.place.as : desk.people[0]?.id;
    await desk.perform('clock', { hours, as });
    await Promise.all(others.map((one) => one.desk.refresh()));
  };

  /** @param {Somebody} somebody goes to where the news is, if the window that has it does not show */
  become = (somebody) => {
    const { desk } = this.windows[0];
    const place = onlyPlaceOf(somebody);
    const wanted = this.windows.find((one) => one.label === place);
    const isHidden = wanted && !shownAt(this.windows, desk.place).includes(wanted);
    desk.go({ as: somebody.id, ...(isHidden ? { show: wanted.name } : {}) });
  };

  redraw = () => {
    if (!this.#isReady || !this.me) return;
    const { place } = this.windows[0].desk;
    drawTopbar(this, find('topbar'));
    drawWindows(this.windows, place);
    const total = this.people.reduce((sum, person) => sum + unreadOf(person), 0);
    document.title = total ? `(${total}) Dutydesk sandbox` : 'Dutydesk sandbox';
    const isConnected = this.windows.every(({ desk }) => desk.isConnected);
    const line = isConnected ? '' : 'The line to the sandbox is lost. Trying again…';
    if (find('line').textContent !== line) find('line').textContent = line;
  };

  /** Puts the focus into the conversation of the first window that shows. */
  skip = () => find(shownAt(this.windows, readPlace())[0].main).focus();
}

async function start() {
  applyTheme();
  watchMenus();
  const page = new Page();
  find('skip').addEventListener('click', page.skip);
  try {
    await page.start();
  } catch {
    find('main').replaceChildren(h('p', { class: 'notice', role: 'alert' }, SILENT));
  }
}

void start();
