import { Fault } from '@millrace/core'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Value } from 'typebox/value'
import './faults.ts'

/** Parts of a request; what comes in an address is text and is read as the type that the schema says. */
export type Part = 'params' | 'querystring' | 'body'

const readable: Readonly<Record<Part, string>> = { params: 'path', querystring: 'query', body: 'body' }

/** A body may hold secrets, so only its kind is told; what stands in an address is told in short. */
function seenAt(value: unknown, pointer: string, part: Part): string {
  const found = pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (held, key) => (typeof held === 'object' && held !== null ? (held as Record<string, unknown>)[key] : undefined),
      value,
    )
  if (found === undefined) return 'nothing'
  if (part !== 'body') return JSON.stringify(found).slice(0, 80)
  return found === null ? 'null' : Array.isArray(found) ? 'an array' : `a ${typeof found}`
}

const whole = /^-?\d{1,20}$/
const decimal = /^-?\d{1,20}(\.\d{1,20})?(e[+-]?\d{1,3})?$/i

/** What stands in an address is text; a number is one only if it is written as one, so `true` and an empty text are none. */
function numbersOf(schema: TSchema, given: unknown): unknown {
  const { properties = {} } = schema as { properties?: Readonly<Record<string, { type?: string }>> }
  const read = ([key, text]: [string, unknown]): [string, unknown] => {
    const { type } = Object.hasOwn(properties, key) ? (properties[key] ?? {}) : {}
    const written = type === 'integer' ? whole : type === 'number' ? decimal : undefined
    return [key, typeof text === 'string' && written?.test(text) ? Number(text) : text]
  }
  return Object.fromEntries(Object.entries(given as object).map(read))
}

/** No text of the database can hold it; bodies are looked through where they are read. */
const fieldWithNul = (value: unknown): string | undefined =>
  Object.entries(value as object).find(([, text]) => typeof text === 'string' && text.includes('\0'))?.[0]

/** Where a record that takes no other names has one, typebox throws instead of leaving it: then the check says what is wrong. */
function withDefaults(schema: TSchema, given: unknown): unknown {
  try {
    return Value.Default(schema, given)
  } catch (thrown) {
    if (thrown instanceof TypeError) return given
    throw thrown
  }
}

/**
 * Compiles a schema once; the check gives the value as the schema reads it, or a fault `http.request_malformed`. What the
 * schema does not name is taken out: nobody sets a field that a route does not offer (CWE-915).
 */
export function checkOf(schema: TSchema, part: Part): (value: unknown) => { value: unknown } | { error: Fault } {
  const compiled = Compile(schema)
  return (given) => {
    const value = withDefaults(schema, part === 'body' ? given : numbersOf(schema, given))
    const unstorable = part === 'body' ? undefined : fieldWithNul(value)
    if (unstorable !== undefined) {
      const facts = { expected: 'text without U+0000', place: `${readable[part]}/${unstorable}`, seen: 'one with it' }
      return { error: new Fault('http.request_malformed', facts) }
    }
    if (compiled.Check(value)) return { value: Value.Clean(schema, value) }
    const errors = compiled.Errors(value)
    // With alternatives the last error sums up; else the first is the cause.
    const error = errors.find(({ keyword }) => keyword === 'anyOf') ?? errors[0]
    const pointer = error?.instancePath ?? ''
    const facts = {
      expected: (error?.message ?? 'another shape').replace(/^must (be|match|have) /, ''),
      place: `${readable[part]}${pointer}`,
      seen: seenAt(value, pointer, part),
    }
    return { error: new Fault('http.request_malformed', facts) }
  }
}
