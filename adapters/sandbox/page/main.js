/** Starts the page and draws all of it whenever something changed. */

import { drawConversation } from './conversation.js';
import { Desk } from './desk.js';
import { find, h } from './element.js';
import { watchMenus } from './menu.js';
import { drawModals } from './modals.js';
import { keepRead } from './reading.js';
import { drawSidebar } from './sidebar.js';
import { applyTheme, watchTheme } from './theme.js';
import { drawTopbar, tickClock } from './topbar.js';

const NARROW = 720;
const TICK_MS = 10_000;
const SILENT =
  'The sandbox does not answer. Look in the terminal: is it still running? Then load this page again.';

/** @param {Desk} desk */
function draw(desk) {
  const pane = find('slack');
  pane.dataset.screen = desk.open ? 'conversation' : 'list';
  pane.classList.toggle('is-narrow', desk.isNarrow);
  keepRead(desk);
  drawTopbar(desk, find('topbar'));
  drawSidebar(desk, find('sidebar'));
  drawConversation(desk, find('main'));
  drawModals(desk);
  const total = desk.snapshot.people.reduce((sum, person) => sum + (person.unread ?? 0), 0);
  document.title = total ? `(${total}) Dutydesk sandbox` : 'Dutydesk sandbox';
  const line = desk.isConnected ? '' : 'The line to the sandbox is lost. Trying again…';
  if (find('line').textContent !== line) find('line').textContent = line;
}

/**
 * The window decides by its own width, so that two windows side by side each have room.
 * @param {Desk} desk
 */
function watchWidth(desk) {
  const pane = find('slack');
  const measure = () => {
    const isNarrow = pane.clientWidth < NARROW;
    if (isNarrow === desk.isNarrow) return;
    desk.isNarrow = isNarrow;
    desk.redraw();
  };
  new ResizeObserver(measure).observe(pane);
  measure();
}

async function start() {
  applyTheme();
  watchMenus();
  const desk = new Desk(draw);
  watchWidth(desk);
  watchTheme(() => desk.redraw());
  find('skip').addEventListener('click', () => find('main').focus());
  setInterval(() => desk.snapshot && tickClock(desk), TICK_MS);
  document.addEventListener('visibilitychange', () => desk.redraw());
  try {
    await desk.start();
  } catch {
    find('main').replaceChildren(h('p', { class: 'notice', role: 'alert' }, SILENT));
  }
}

void start();
