/** The state of one window: who looks at what, the last snapshot, and what is typed but not sent. */

import { APP, LIST, readPlace, writePlace } from './place.js';
import { Server } from './server.js';
import { hideToast, showToast } from './toast.js';

/** @typedef {import('./types.js').Place} Place */
/** @typedef {import('./types.js').Person} Person */
/** @typedef {import('./types.js').AnySnapshot} AnySnapshot */

const RETRY_MS = 2000;

/**
 * Keeps the snapshot fresh and says when to draw.
 * @template {AnySnapshot} [S=import('./types.js').Snapshot]
 */
export class Desk {
  /** @type {S} what the person sees; nothing before the first answer, and for who has no seat here */
  snapshot;
  /** @type {Place} */
  place = readPlace();
  /** @type {Person[]} who can sit down here */
  people = [];
  workspace = '';
  isNarrow = false;
  /** True while another window stands beside this one. */
  isBeside = false;
  /** What the product's clock is ahead of this computer's, in milliseconds. */
  ahead = 0;
  /** @type {Map<string, string>} */
  drafts = new Map();
  /** @type {Map<string, import('./answers.js').Answers>} */
  answers = new Map();
  /** @type {Map<string, boolean>} */
  threads = new Map();
  reading = { key: '', from: /** @type {string | null} */ (null), asked: '' };
  redraw;
  #spot;
  #server;
  #unfollow = () => {};
  #shownFor = '';
  /** @type {Promise<void> | null} */
  #underWay = null;
  #isStale = false;
  #hasLine = true;
  #hasAnswer = true;

  /**
   * @param {() => void} redraw
   * @param {{prefix: string, spot: 'in' | 'chat'}} how where the server's routes begin, and which part of
   *   the place names the open conversation
   */
  constructor(redraw, { prefix, spot }) {
    this.snapshot = /** @type {any} */ (null);
    this.redraw = redraw;
    this.#server = new Server(prefix);
    this.#spot = spot;
  }

  /** Finds out who can sit down here. */
  async meet() {
    const { people, workspace } = await this.#server.fetchPeople();
    this.people = people;
    this.workspace = workspace?.name ?? '';
  }

  /** Shows what the person in the address sees, and follows them when they move. */
  async start() {
    addEventListener('hashchange', () => void this.#moved());
    await this.#moved();
  }

  /** False while the server cannot be reached. */
  get isConnected() {
    return this.#hasLine && this.#hasAnswer;
  }

  /** Whether the person has a seat at this window. */
  get hasSeat() {
    return this.people.some((person) => person.id === this.place.as);
  }

  /** Whether the snapshot is that of the person who looks. */
  get isCurrent() {
    return this.snapshot?.me.id === this.place.as;
  }

  /** The product's time now. */
  get now() {
    return new Date(Date.now() + this.ahead);
  }

  /** @returns {S['conversations'][number] | null} */
  get open() {
    const { conversations } = this.snapshot;
    const app = conversations.find((one) => one.kind === 'app');
    const asked = this.place[this.#spot];
    const named = asked === APP ? app : conversations.find((one) => one.id === asked);
    const isListFirst = this.isNarrow && (!this.isBeside || asked === LIST);
    if (named || isListFirst) return named ?? null;
    return app ?? conversations[0] ?? null;
  }

  /**
   * Does something as the person who looks; a failure is shown unless it belongs to fields.
   * @param {string} kind
   * @param {object} [fields]
   */
  perform = async (kind, fields = {}) => {
    const reply = await this.tell(kind, fields);
    const isMarked = Object.keys(reply.errors ?? {}).length > 0;
    if (!reply.ok && !isMarked) showToast(reply.message || 'That did not work. Try again.');
    return reply;
  };

  /**
   * As `perform`, but a failure is only returned.
   * @param {string} kind
   * @param {object} [fields]
   */
  async tell(kind, fields = {}) {
    const reply = await this.#server.send({ as: this.place.as, kind, ...fields });
    await this.refresh();
    return reply;
  }

  /**
   * Goes somewhere; another person starts in their conversations with the app, where news comes in.
   * @param {Partial<Place>} place
   */
  go = (place) => {
    const from = readPlace();
    const isSamePerson = !place.as || place.as === from.as;
    const start = { ...from, in: APP, chat: APP, tab: /** @type {const} */ ('messages') };
    writePlace({ ...(isSamePerson ? from : start), ...place });
  };

  /**
   * Fetches the snapshot and draws it; calls that come while one is under way are joined into one, and each
   * is done when its news is drawn.
   */
  async refresh() {
    this.#isStale = true;
    if (!this.hasSeat) return;
    this.#underWay ??= this.#fetchAll();
    await this.#underWay;
  }

  async #fetchAll() {
    try {
      while (this.#isStale) {
        this.#isStale = false;
        await this.#fetch();
      }
    } catch {
      this.#hasAnswer = false;
      this.redraw();
      setTimeout(() => void this.refresh(), RETRY_MS);
    } finally {
      this.#underWay = null;
    }
  }

  async #fetch() {
    const person = this.place.as;
    const snapshot = await this.#server.fetchSnapshot(person);
    if (person !== this.place.as) {
      this.#isStale = this.hasSeat;
      return;
    }
    this.#hasAnswer = true;
    this.snapshot = snapshot;
    this.people = snapshot.people;
    this.ahead = Date.parse(snapshot.now) - Date.now();
    this.redraw();
  }

  async #moved() {
    this.place = readPlace();
    if (this.#shownFor === this.place.as) return this.redraw();
    this.#shownFor = this.place.as;
    this.#unfollow();
    if (!this.hasSeat) return this.#standUp();
    this.#unfollow = this.#server.follow(
      this.place.as,
      (seq) => this.#changed(seq),
      (isThere) => this.#connected(isThere),
    );
    await this.refresh();
  }

  /** Shows nothing: the person has no seat at this window. */
  #standUp() {
    this.#unfollow = () => {};
    this.snapshot = /** @type {any} */ (null);
    this.redraw();
  }

  /** @param {number} seq */
  #changed(seq) {
    if (seq !== this.snapshot?.seq) void this.refresh();
  }

  /** @param {boolean} isThere */
  #connected(isThere) {
    const wasThere = this.#hasLine;
    this.#hasLine = isThere;
    if (isThere && !wasThere) {
      hideToast();
      void this.refresh();
    } else if (wasThere !== isThere) this.redraw();
  }
}
