import { randomBytes } from 'node:crypto'
import { Fault, type Log } from '@millrace/core'
import type { Static } from 'typebox'
import type { Problem as ProblemSchema } from './schema.ts'
import './faults.ts'

export type Problem = Static<typeof ProblemSchema>

const statusOf = (thrown: object): number | undefined =>
  'statusCode' in thrown && typeof thrown.statusCode === 'number' ? thrown.statusCode : undefined

/** Faults of the HTTP engine, in the words of the house. */
function engineFault(thrown: unknown, limit: number): Fault | undefined {
  if (typeof thrown !== 'object' || thrown === null) return undefined
  const code = 'code' in thrown ? String(thrown.code) : ''
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Fault('http.body_too_large', { limit }, thrown)
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Fault('http.media_type', { seen: 'another' }, thrown)
  if (code.startsWith('FST_ERR_CTP_')) return new Fault('http.body_malformed', {}, thrown)
  const status = statusOf(thrown)
  if (status !== undefined && status >= 400 && status < 500)
    return new Fault(
      'http.request_malformed',
      { expected: 'a well-formed request', place: 'path', seen: code || 'another' },
      thrown,
    )
  return undefined
}

/** Whatever was thrown, as a fault; what nobody foresaw goes to the log whole, and to the caller as a reference alone. */
export function asFault(thrown: unknown, limit: number, log: Log): Fault {
  const fault = thrown instanceof Fault ? thrown : engineFault(thrown, limit)
  if (fault) {
    // 503 says that a part is starting or stopping, which is no error.
    if (fault.row.status >= 500 && fault.row.status !== 503)
      log.error(fault.message, { code: fault.code, ...causeOf(fault.cause) })
    return fault
  }
  const reference = randomBytes(6).toString('hex')
  log.error('unexpected fault', { reference, ...causeOf(thrown) })
  return new Fault('http.unexpected', { reference }, thrown)
}

const causeOf = (thrown: unknown): Record<string, unknown> =>
  thrown instanceof Error
    ? {
        cause: thrown.message,
        stack: thrown.stack,
        ...(thrown.cause instanceof Error ? { under: thrown.cause.message } : {}),
      }
    : {}

/** RFC 9457 problem details of a fault. */
export function problemOf(fault: Fault): Problem {
  const { status } = fault.row
  const title = fault.code.slice(fault.code.indexOf('.') + 1).replaceAll('_', ' ')
  return {
    type: `urn:millrace:fault:${fault.code}`,
    title: `${title[0]?.toUpperCase()}${title.slice(1)}`,
    status,
    detail: fault.message,
    code: fault.code,
    remedy: fault.remedy,
    facts: namedFacts(fault),
  }
}

/** Those that stand in the words alone: others may be known to us only. */
function namedFacts({ row, facts }: Fault): Record<string, string> {
  const names = [...`${row.says} ${row.remedy}`.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string)
  return Object.fromEntries(
    names.flatMap((name) => (facts[name] === undefined ? [] : [[name, String(facts[name])] as const])),
  )
}
