import { Fault, ID_PATTERN } from '@millrace/core'
import '../http/faults.ts'

export interface Page<Item> {
  items: Item[]
  next?: string
  total?: number
}

/** Where a page ended: the keys of its last row, in the order of the list. Opaque to callers. */
export function cursorOf(keys: readonly string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url')
}

/** What a key of a cursor must look like, so that a forged one is refused here and not by the database. */
const kinds = {
  text: /^[^\0]{0,1000}$/s,
  uuid: new RegExp(`^${ID_PATTERN}$`),
  number: /^\d{1,15}$/,
  /** µs of today have 16 digits; no time that a Date takes has. */
  micros: /^\d{1,16}$/,
} as const
type KeyKind = keyof typeof kinds

const isKey = (key: unknown, kind: KeyKind): key is string => typeof key === 'string' && kinds[kind].test(key)

/** The keys of a cursor, each of the kind that the list is ordered by. Throws `http.cursor_malformed`. */
export function keysOf(cursor: string | undefined, ...wanted: readonly KeyKind[]): string[] | undefined {
  if (cursor === undefined) return undefined
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(keys) && keys.length === wanted.length && wanted.every((kind, at) => isKey(keys[at], kind)))
      return keys as string[]
  } catch (thrown) {
    throw new Fault('http.cursor_malformed', {}, thrown)
  }
  throw new Fault('http.cursor_malformed')
}

/** A page from one row more than asked: that one tells that there is a next. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  shape: { item: (row: Row) => Item; keys: (row: Row) => readonly string[] },
): Page<Item> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(shape.item),
    ...(rows.length > limit && last !== undefined ? { next: cursorOf(shape.keys(last)) } : {}),
  }
}

/** The words of a search, lower case, as patterns of LIKE; every one must occur. */
export function patternsOf(search: string | undefined): string[] {
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8)
  return words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
}
