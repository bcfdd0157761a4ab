import { type Clock, Fault, Status } from '@millrace/core'
import type { SqlConfig } from './config.ts'
import './faults.ts'

/** A row as the database sent it: text, numbers and null; times are text to the last digit. */
export type Row = Readonly<Record<string, unknown>>

/** One connection to a database, in a session that can only read. */
export interface Database {
  query(text: string, parameters: readonly string[]): Promise<readonly Row[]>
  close(): Promise<void>
}

export interface DatabaseNeeds {
  readonly config: SqlConfig
  readonly timeoutMs: number
  readonly clock: Clock
  /** Once, when the connection ends by itself. */
  readonly lost: (reason: unknown) => void
}

/** The database refused this query; the connection stands. */
export class QueryRefused {
  /** OPC UA. */
  readonly status: number
  readonly message: string

  constructor(status: number, message: string) {
    this.status = status
    this.message = message
  }
}

/** SQLSTATE (ISO/IEC 9075-2) classes as OPC UA has them; undefined if the connection is of no more use. */
export function statusOfState(state: string): number | undefined {
  if (state === '57014' || state === '70100') return Status.BadTimeout
  if (state.startsWith('08') || state.startsWith('57P') || state === '') return undefined
  if (state === '42501' || state === '42000')
    return state === '42501' ? Status.BadNotReadable : Status.BadConfigurationError
  if (state.startsWith('42')) return Status.BadConfigurationError
  if (state.startsWith('22')) return Status.BadOutOfRange
  if (state.startsWith('53')) return Status.BadResourceUnavailable
  return Status.BadUnexpectedError
}

export function linkLost({ host }: SqlConfig, failure: unknown): Fault {
  return new Fault('driver.link_lost', {
    place: host,
    seen: failure instanceof Error ? failure.message : String(failure),
  })
}

export function tlsOf({ tls, ca }: SqlConfig): { readonly rejectUnauthorized: true; readonly ca?: string } | undefined {
  return tls ? { rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) } : undefined
}

/** The work's end, but no later than its timeout and a second: by then the database itself should have ended it. */
export async function within<T>({ clock, timeoutMs, config }: DatabaseNeeds, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const ms = timeoutMs + 1_000
  const timer = clock.after(ms, () => late.reject(linkLost(config, `no answer within ${ms} ms`)))
  try {
    return await Promise.race([work, late.promise])
  } finally {
    timer.cancel()
  }
}
