/** Texts that no column of the database takes: U+0000, and half a character. */
const UNSTORABLE = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi

export const isStorable = (value: unknown): boolean => JSON.stringify(value).search(UNSTORABLE) < 0

/** The same, with what cannot be kept replaced. */
export const storable = <T>(value: T): T => JSON.parse(JSON.stringify(value).replace(UNSTORABLE, '$1\\ufffd')) as T
