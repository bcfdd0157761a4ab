import { microsOf } from '@millrace/core'
import type { Body, Fields, ServiceBody } from './schema.ts'

type Form = Pick<ServiceBody, 'takes' | 'gives'>
type Field = Fields[number]

export const isService = (body: Body | ServiceBody): body is ServiceBody => 'installation' in body

const isOf: Readonly<Record<Field['type'], (value: unknown) => boolean>> = {
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  text: (value) => typeof value === 'string',
  time: (value) => typeof value === 'string' && microsOf(value) !== undefined,
  json: () => true,
}
interface Unfit {
  readonly expected: string
  readonly seen: string
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 100)

/** What of an input does not fit, in words; undefined where all does, or any JSON is taken. */
export function unfitInput(fields: Fields | undefined, value: unknown): Unfit | undefined {
  const wrong = unfitAnswer(fields, value)
  if (wrong || fields === undefined) return wrong
  const strange = Object.keys(value as object).find((name) => !fields.some((field) => field.name === name))
  return strange === undefined
    ? undefined
    : { expected: `nothing but ${fields.map(({ name }) => name).join(', ') || '{}'}`, seen: strange.slice(0, 100) }
}

/** The same of an answer, which may hold more than was told. */
export function unfitAnswer(fields: Fields | undefined, value: unknown): Unfit | undefined {
  if (fields === undefined) return undefined
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { expected: 'an object', seen: shown(value) }
  for (const { name, type, unit, optional } of fields) {
    const member = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
    if (optional && (member === undefined || member === null)) continue
    if (member === undefined || !isOf[type](member))
      return { expected: `a ${type}${unit === undefined ? '' : ` in ${unit}`} as ${name}`, seen: shown(member) }
  }
  return undefined
}

/** Whether a service that is so now may be called as one that was so when it was published. What a manifest does not tell may be anything. */
export function stillFits(published: Form, now: Form): boolean {
  const takes =
    now.takes === undefined ||
    (published.takes !== undefined && holds(now.takes, published.takes) && asksNoMore(now.takes, published.takes))
  return takes && (now.gives === undefined || published.gives === undefined || givesAll(now.gives, published.gives))
}

const named = (fields: Fields, name: string): Field | undefined => fields.find((field) => field.name === name)
const holds = (now: Fields, counted: Fields): boolean =>
  counted.every(({ name, type, unit }) => {
    const own = named(now, name)
    return own?.type === type && own.unit === unit
  })
const asksNoMore = (now: Fields, counted: Fields): boolean =>
  now.every(({ name, optional }) => {
    const before = named(counted, name)
    return optional || (before !== undefined && !before.optional)
  })
const givesAll = (now: Fields, counted: Fields): boolean =>
  counted.every(({ name, type, unit, optional }) => {
    const own = named(now, name)
    if (!own) return optional
    return own.type === type && own.unit === unit && (optional || !own.optional)
  })
