/**
 * The shapes that the page shares with the sandbox's Teams window: see adapters/sandbox/teams/snapshot.py.
 * Only types live here: nothing runs.
 */

/**
 * An Adaptive Card, or an element, an inline or an action of one; which fields it has depends on its type.
 * @typedef {{type: string} & Record<string, any>} Piece
 */

/** @typedef {{position: number, name: string, abstract: string, card: Piece | null}} Citation */
/** @typedef {{title: string, description: string, text: string}} Prompt */
/** @typedef {{id: string, title: string, description: string}} MessageAction */
/** @typedef {'app' | 'channel' | 'chat'} Kind */

/**
 * @typedef {object} Command
 * @property {string} id
 * @property {string} title
 * @property {string} description
 * @property {'dialog' | 'message'} opens
 * @property {Kind[]} places the kinds of conversation in which it can be run
 */

/**
 * @typedef {object} Message
 * @property {string} id
 * @property {string | null} thread the post in a channel that it answers
 * @property {string} at
 * @property {string} from a person's id, or "app"
 * @property {string} from_name
 * @property {boolean} is_bot
 * @property {string} text Markdown from the app, plain text from a person
 * @property {string} summary
 * @property {Piece[]} cards
 * @property {Citation[]} citations
 * @property {string[]} suggested what can be said in one tap, under the newest message only
 * @property {{name: string}[]} files
 * @property {boolean} feedback whether it asks for a thumb
 * @property {'' | 'like' | 'dislike'} given
 * @property {boolean} targeted whether only this person sees it
 * @property {boolean} edited
 * @property {boolean} deleted
 * @property {string} note the short line after a press
 * @property {boolean} refreshes whether a card in it waits to be looked at
 */

/**
 * @typedef {object} Conversation
 * @property {string} id
 * @property {Kind} kind
 * @property {string} name
 * @property {boolean} is_private
 * @property {number} unread
 * @property {boolean} typing
 * @property {Message[]} messages
 */

/** @typedef {{id: string, title: string, card: Piece | null, text: string}} Dialog */

/**
 * @typedef {object} Snapshot
 * @property {number} seq
 * @property {string} now
 * @property {import('../types.js').Person} me
 * @property {import('../types.js').Person[]} people
 * @property {{name: string}} app
 * @property {Command[]} commands
 * @property {MessageAction[]} message_actions
 * @property {Prompt[]} prompts
 * @property {Conversation[]} conversations
 * @property {Dialog | null} dialog
 */

export {};
