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

/** Compiles a schema once; the check gives the value as the schema reads it, or a fault `http.request_malformed`. */
export function checkOf(schema: TSchema, part: Part): (value: unknown) => { value: unknown } | { error: Fault } {
  const compiled = Compile(schema)
  return (given) => {
    const value = Value.Default(schema, part === 'body' ? given : Value.Convert(schema, given))
    if (compiled.Check(value)) return { value }
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
