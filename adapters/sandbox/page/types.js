/**
 * The shapes that the page shares with the sandbox's server (snapshot, calls) and with Slack (blocks).
 * Only types live here: nothing runs.
 */

/** @typedef {{id: string, name: string, title: string, school: string, unread?: number}} Person */
/** @typedef {{name: string, title: string, is_bot: boolean}} User */
/** @typedef {{command: string, description: string, usage_hint?: string}} Command */
/** @typedef {{callback_id: string, name: string, type: 'message' | 'global'}} Shortcut */
/** @typedef {{name: string}} PretendFile */

/**
 * @typedef {object} Message
 * @property {string} ts
 * @property {string} user
 * @property {string} text
 * @property {Block[]} [blocks]
 * @property {PretendFile[]} [files]
 * @property {boolean} ephemeral
 * @property {boolean} edited
 * @property {boolean} deleted
 * @property {string | null} thread_ts
 * @property {string} at
 * @property {State} [state] what was chosen in its menus
 * @property {Record<string, number>} [reactions]
 */

/**
 * @typedef {object} Conversation
 * @property {string} id
 * @property {'app' | 'channel' | 'im'} kind
 * @property {string} name
 * @property {boolean} is_private
 * @property {number} unread
 * @property {Message[]} messages
 * @property {{title: string, message: string}[]} [prompts] what the app suggests to say
 * @property {string} [status] what the app is doing, such as "is looking"
 */

/**
 * @typedef {object} View
 * @property {string} id
 * @property {string} [hash]
 * @property {'modal' | 'home'} type
 * @property {Text} [title]
 * @property {Text} [submit]
 * @property {Text} [close]
 * @property {Block[]} blocks
 * @property {State} [state]
 */

/**
 * @typedef {object} Snapshot
 * @property {number} seq
 * @property {string} now
 * @property {number} clock_offset_hours
 * @property {Person} me
 * @property {Person[]} people
 * @property {Record<string, User>} users
 * @property {Command[]} commands
 * @property {Shortcut[]} shortcuts
 * @property {Conversation[]} conversations
 * @property {View | null} home
 * @property {View[]} modals
 */

/** @typedef {{ok: boolean, message?: string, errors?: Record<string, string>}} Reply */
/** @typedef {{type: 'plain_text' | 'mrkdwn', text: string, emoji?: boolean}} Text */
/** @typedef {{text: Text, value?: string, description?: Text, url?: string}} Option */
/** @typedef {{label: Text, options: Option[]}} OptionGroup */
/** @typedef {{title: Text, text: Text, confirm: Text, deny: Text, style?: string}} Confirm */

/**
 * What a control holds, in the form in which Slack sends it in `state.values` and in `actions`.
 * @typedef {object} Answer
 * @property {string} type
 * @property {string | null} [value]
 * @property {Option | null} [selected_option]
 * @property {Option[]} [selected_options]
 * @property {string | null} [selected_date]
 * @property {string | null} [selected_time]
 * @property {number | null} [selected_date_time]
 * @property {string | null} [selected_user]
 */

/**
 * Slack's form of all answers of a surface, by block id and action id.
 * @typedef {{values: Record<string, Record<string, Answer>>}} State
 */

/**
 * An interactive or picture element of a block; which fields it has depends on its type.
 * @typedef {{type: string, action_id?: string} & Record<string, any>} Element
 */

/**
 * A Slack block; which fields it has depends on its type.
 * @typedef {{type: string, block_id?: string} & Record<string, any>} Block
 */

/**
 * Where blocks are shown: a message, the Home tab or a modal.
 * @typedef {object} Surface
 * @property {string} key unique on the page; every id inside begins with it
 * @property {string} me the person who is looking
 * @property {Record<string, User>} users
 * @property {Record<string, string>} channels names of channels by id
 * @property {import('./answers.js').Answers} answers
 * @property {Record<string, string>} errors what is wrong, by block id
 * @property {Press} press
 */

/**
 * Tells the app that a control was used.
 * @typedef {(use: {block_id: string, action_id: string, action: Answer}) => Promise<Reply>} Press
 */

/**
 * One element in its place: what is needed to draw it.
 * @typedef {object} Slot
 * @property {Element} element
 * @property {Block} block
 * @property {Surface} surface
 * @property {string} [label] its name for a screen reader, where no visible label belongs to it
 * @property {boolean} [required]
 * @property {boolean} [isInput] true inside an input block: using it tells the app nothing yet
 */

/**
 * Where a person is on the page.
 * @typedef {object} Place
 * @property {string} as who they are
 * @property {string} in the conversation that is open in Slack
 * @property {'home' | 'messages'} tab the part of the app in Slack
 * @property {string} chat the conversation that is open in Teams
 * @property {'' | 'slack' | 'teams'} show the window that fills the page; both, or the first, without a name
 */

/**
 * What the snapshots of all windows have.
 * @typedef {object} AnySnapshot
 * @property {number} seq
 * @property {string} now
 * @property {Person} me
 * @property {Person[]} people
 * @property {{id: string, kind: string, unread: number}[]} conversations
 */

export {};
