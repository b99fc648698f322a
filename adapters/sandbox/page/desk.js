/** The state of the page: who looks at what, the last snapshot, and what is typed but not sent. */

import { fetchPeople, fetchSnapshot, follow, send } from './server.js';
import { readPlace, writePlace } from './place.js';
import { hideToast, showToast } from './toast.js';

/** @typedef {import('./types.js').Snapshot} Snapshot */
/** @typedef {import('./types.js').Place} Place */
/** @typedef {import('./types.js').Conversation} Conversation */

const RETRY_MS = 2000;
/** Stands in the address for the conversation with the app, whosever it is. */
const APP = 'app';

/** Keeps the snapshot fresh and says when to draw. */
export class Desk {
  /** @type {Snapshot} */
  snapshot;
  /** @type {Place} */
  place = readPlace();
  workspace = '';
  isNarrow = false;
  /** What the product's clock is ahead of this computer's, in milliseconds. */
  ahead = 0;
  /** @type {Map<string, string>} */
  drafts = new Map();
  /** @type {Map<string, import('./answers.js').Answers>} */
  answers = new Map();
  /** @type {Map<string, boolean>} */
  threads = new Map();
  /** @type {() => void} */
  redraw;
  #unfollow = () => {};
  #shownFor = '';
  #isFetching = false;
  #isStale = false;
  #hasLine = true;
  #hasAnswer = true;

  /** @param {(desk: Desk) => void} draw */
  constructor(draw) {
    this.snapshot = /** @type {any} */ (null);
    this.redraw = () => {
      if (this.snapshot) draw(this);
    };
  }

  /** Finds out who there is and shows the first person, or the one in the address. */
  async start() {
    const { people, workspace } = await fetchPeople();
    this.workspace = workspace.name;
    const isKnown = people.some((person) => person.id === this.place.as);
    if (!isKnown) writePlace({ as: people[0]?.id ?? '', in: '', tab: 'messages' }, { isNewStep: false });
    addEventListener('hashchange', () => void this.#moved());
    await this.#moved();
  }

  /** False while the server cannot be reached. */
  get isConnected() {
    return this.#hasLine && this.#hasAnswer;
  }

  /** The product's time now. */
  get now() {
    return new Date(Date.now() + this.ahead);
  }

  /** @returns {Conversation | null} */
  get open() {
    const { conversations } = this.snapshot;
    const app = conversations.find((one) => one.kind === 'app');
    const asked = this.place.in;
    const named = asked === APP ? app : conversations.find((one) => one.id === asked);
    if (named || this.isNarrow) return named ?? null;
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
    if (!reply.ok && !isMarked) showToast(reply.message ?? 'That did not work. Try again.');
    return reply;
  };

  /**
   * As `perform`, but a failure is only returned.
   * @param {string} kind
   * @param {object} [fields]
   */
  async tell(kind, fields = {}) {
    const reply = await send({ as: this.place.as, kind, ...fields });
    await this.refresh();
    return reply;
  }

  /**
   * Goes somewhere; another person starts in their conversation with the app, where news comes in.
   * @param {Partial<Place>} place
   */
  go = (place) => {
    const isSamePerson = !place.as || place.as === this.place.as;
    const from = isSamePerson ? this.place : { as: '', in: APP, tab: /** @type {const} */ ('messages') };
    writePlace({ ...from, ...place });
  };

  /** Fetches the snapshot and draws it; calls that come while one is under way are joined into one. */
  async refresh() {
    this.#isStale = true;
    if (this.#isFetching) return;
    this.#isFetching = true;
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
      this.#isFetching = false;
    }
  }

  async #fetch() {
    const person = this.place.as;
    const snapshot = await fetchSnapshot(person);
    if (person !== this.place.as) {
      this.#isStale = true;
      return;
    }
    this.#hasAnswer = true;
    this.snapshot = snapshot;
    this.ahead = Date.parse(snapshot.now) - Date.now();
    this.redraw();
  }

  async #moved() {
    this.place = readPlace();
    if (this.#shownFor === this.place.as) return this.redraw();
    this.#shownFor = this.place.as;
    this.#unfollow();
    this.#unfollow = follow(
      this.place.as,
      (seq) => this.#changed(seq),
      (isThere) => this.#connected(isThere),
    );
    await this.refresh();
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
