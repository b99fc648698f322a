/** Talks to the sandbox's server: snapshots, calls, and a socket that says "something changed". */

const SILENT = 'The sandbox does not answer. Look in the terminal: is it still running?';

/**
 * Where the routes of each window begin, such as "/sandbox".
 * @returns {Promise<string[]>}
 */
export const fetchWindows = async () => (await read('/windows')).windows;

/**
 * @param {string} address
 * @returns {Promise<any>}
 */
async function read(address) {
  const answer = await fetch(address, { cache: 'no-store' });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
}

/**
 * Closes the socket, or has it closed once it is open: browsers complain of a call that is broken off.
 * @param {WebSocket} socket
 */
function hangUp(socket) {
  if (socket.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close();
  else socket.close();
}

/** The server's side of one window. */
export class Server {
  #prefix;

  /** @param {string} prefix where its routes begin */
  constructor(prefix) {
    this.#prefix = prefix;
  }

  /**
   * @returns {Promise<{people: import('./types.js').Person[], workspace?: {name: string}}>}
   */
  fetchPeople = () => read(`${this.#prefix}/people`);

  /**
   * @param {string} person
   * @returns {Promise<any>}
   */
  fetchSnapshot = (person) => read(`${this.#prefix}/state?as=${encodeURIComponent(person)}`);

  /**
   * Does something as a person; never throws: a failure is a reply with a sentence to show.
   * @param {object} call
   * @returns {Promise<import('./types.js').Reply>}
   */
  async send(call) {
    try {
      const answer = await fetch(`${this.#prefix}/do`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(call),
      });
      return await answer.json();
    } catch {
      return { ok: false, message: SILENT };
    }
  }

  /**
   * Follows the changes until the returned function is called; a lost line is tried again and again.
   * @param {string} person
   * @param {(seq: number) => void} onChange
   * @param {(isThere: boolean) => void} onLine
   * @returns {() => void}
   */
  follow(person, onChange, onLine) {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const place = `${location.host}${this.#prefix}`;
    const address = `${scheme}://${place}/changes?as=${encodeURIComponent(person)}`;
    const line = { isOver: false, tries: 0, socket: /** @type {WebSocket | null} */ (null) };
    const open = () => {
      if (line.isOver) return;
      line.socket = new WebSocket(address);
      line.socket.onopen = () => {
        line.tries = 0;
        onLine(true);
      };
      line.socket.onmessage = (event) => onChange(JSON.parse(event.data).seq);
      line.socket.onclose = () => {
        if (line.isOver) return;
        onLine(false);
        line.tries += 1;
        setTimeout(open, Math.min(8000, 500 * 2 ** line.tries));
      };
    };
    open();
    return () => {
      line.isOver = true;
      if (line.socket) hangUp(line.socket);
    };
  }
}
