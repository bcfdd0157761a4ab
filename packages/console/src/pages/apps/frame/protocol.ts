/** What goes between a page of an app and the console, and how a page's word is read: it is believed in nothing. */

export type Plain = number | boolean | string

export type PageCall =
  | { readonly call: 'start' }
  | { readonly call: 'latest'; readonly points: readonly string[] }
  | { readonly call: 'watch'; readonly watch: number; readonly points: readonly string[] }
  | { readonly call: 'unwatch'; readonly watch: number }
  | {
      readonly call: 'history'
      readonly points: readonly string[]
      readonly from: string
      readonly to: string
      readonly buckets?: number
    }
  | { readonly call: 'write'; readonly point: string; readonly value: Plain; readonly reason: string }
  | { readonly call: 'call'; readonly service: string; readonly input: unknown }
  | {
      readonly call: 'rows'
      readonly table: string
      readonly where?: Readonly<Record<string, Plain>>
      readonly order?: string
      readonly limit?: number
      readonly cursor?: string
    }
  | { readonly call: 'put'; readonly table: string; readonly row: Readonly<Record<string, unknown>> }
  | { readonly call: 'remove'; readonly table: string; readonly key: Readonly<Record<string, Plain>> }
  | { readonly call: 'model'; readonly model: string; readonly input: Readonly<Record<string, Plain | null>> }
  | { readonly call: 'open'; readonly asset: string }
  | { readonly call: 'alive'; readonly n: number }

/** Why a call was not done. */
export interface PageFault {
  readonly code: string
  readonly says: string
  readonly remedy: string
}

/** Characters of one call. */
const MOST_LENGTH = 65_536
/** Points that one call may name; a chart of more than 20 says nothing. */
const mostPoints = 200
const mostCharted = 20

type Check = (value: unknown) => boolean
interface Field {
  readonly is: Check
  readonly optional?: true
}

const id: Check = (value) => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)
const name: Check = (value) => typeof value === 'string' && /^[a-z][a-z0-9_]{0,39}$/.test(value)
const whole: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0
const plain: Check = (value) =>
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' && value.length <= 4_000)
const text =
  (most: number, least = 1): Check =>
  (value) =>
    typeof value === 'string' && value.length >= least && value.length <= most
const moment: Check = (value) =>
  typeof value === 'string' && value.length <= 40 && /^\d{4}-/.test(value) && !Number.isNaN(Date.parse(value))
const points =
  (most: number): Check =>
  (value) =>
    Array.isArray(value) && value.length > 0 && value.length <= most && value.every(id)
const record =
  (of: Check = () => true): Check =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    const entries = Object.entries(value)
    return entries.length <= 100 && entries.every(([key, each]) => name(key) && of(each))
  }
const any: Check = () => true

const must = (is: Check): Field => ({ is })
const may = (is: Check): Field => ({ is, optional: true })

const shapes: Readonly<Record<PageCall['call'], Readonly<Record<string, Field>>>> = {
  start: {},
  latest: { points: must(points(mostPoints)) },
  watch: { watch: must(whole), points: must(points(mostPoints)) },
  unwatch: { watch: must(whole) },
  history: {
    points: must(points(mostCharted)),
    from: must(moment),
    to: must(moment),
    buckets: may((value) => whole(value) && (value as number) >= 1 && (value as number) <= 2_000),
  },
  write: { point: must(id), value: must(plain), reason: must(text(400, 3)) },
  call: { service: must(name), input: must(any) },
  rows: {
    table: must(name),
    where: may(record(plain)),
    order: may((value) => typeof value === 'string' && name(value.replace(/^-/, ''))),
    limit: may((value) => whole(value) && (value as number) >= 1 && (value as number) <= 1_000),
    cursor: may(text(400)),
  },
  put: { table: must(name), row: must(record()) },
  remove: { table: must(name), key: must(record(plain)) },
  model: { model: must(text(120)), input: must(record((value) => value === null || plain(value))) },
  open: { asset: must(id) },
  alive: { n: must(whole) },
}

const isCall = (value: unknown): value is PageCall['call'] => typeof value === 'string' && Object.hasOwn(shapes, value)

/** A call with the number under which it is answered; `unread`: it has none that could be answered. */
type ReadCall =
  | { readonly is: 'call'; readonly id: number; readonly call: PageCall }
  | { readonly is: 'unfit'; readonly id: number; readonly why: string }
  | { readonly is: 'unread' }

export function readCall(data: unknown): ReadCall {
  if (typeof data !== 'string' || data.length > MOST_LENGTH) return { is: 'unread' }
  let parsed: unknown
  try {
    parsed = JSON.parse(data)
  } catch {
    return { is: 'unread' }
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return { is: 'unread' }
  const { id: number, call, ...rest } = parsed as Record<string, unknown>
  if (!whole(number)) return { is: 'unread' }
  const unfit = (why: string): ReadCall => ({ is: 'unfit', id: number as number, why })
  if (!isCall(call)) return unfit('it is none of the calls')
  const shape = shapes[call]
  const unknown = Object.keys(rest).find((key) => !Object.hasOwn(shape, key))
  if (unknown !== undefined) return unfit(`${call} has no ${unknown.slice(0, 40)}`)
  for (const [key, { is, optional }] of Object.entries(shape)) {
    const there = Object.hasOwn(rest, key)
    if (there ? !is(rest[key]) : !optional)
      return unfit(`${key} of ${call} is ${there ? 'not as it must be' : 'missing'}`)
  }
  return { is: 'call', id: number as number, call: { call, ...rest } as PageCall }
}
