/** Talks to the sandbox's server: snapshots, calls, and a socket that says "something changed". */

const SILENT = 'The sandbox does not answer. Look in the terminal: is it still running?';

/**
 * @returns {Promise<{people: import('./types.js').Person[], workspace: {name: string}}>}
 */
export async function fetchPeople() {
  return read('/sandbox/people');
}

/**
 * @param {string} person
 * @returns {Promise<import('./types.js').Snapshot>}
 */
export async function fetchSnapshot(person) {
  return read(`/sandbox/state?as=${encodeURIComponent(person)}`);
}

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
 * Does something as a person; never throws: a failure is a reply with a sentence to show.
 * @param {object} call
 * @returns {Promise<import('./types.js').Reply>}
 */
export async function send(call) {
  try {
    const answer = await fetch('/sandbox/do', {
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
export function follow(person, onChange, onLine) {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const address = `${scheme}://${location.host}/sandbox/changes?as=${encodeURIComponent(person)}`;
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
    line.socket?.close();
  };
}
