import { Fault, isoOf, MICROS_PER_MS, microsOf } from '@millrace/core'
import './faults.ts'

const MOST_ROWS = 1_000

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 100)

/** What a service asks with, read: it is of a stranger. */
export class Asked {
  readonly #call: string
  readonly #args: readonly unknown[]

  constructor(call: string, args: readonly unknown[]) {
    this.#call = call
    this.#args = args
  }

  unfit(expected: string, seen: unknown): Fault {
    return new Fault('app_services.asked_unfit', { call: this.#call, expected, seen: shown(seen) })
  }

  text(i: number, what: string, most = 1_000): string {
    const value = this.#args[i]
    if (typeof value !== 'string' || value === '' || value.length > most) throw this.unfit(what, value)
    return value
  }

  texts(i: number, what: string, most: number): readonly string[] {
    const value = this.#args[i]
    if (!Array.isArray(value) || value.length > most || !value.every((one) => typeof one === 'string'))
      throw this.unfit(`at most ${most} ${what}`, value)
    return value as readonly string[]
  }

  /** One with no members where there is none. */
  object(i: number): Readonly<Record<string, unknown>> {
    const value = this.#args[i] ?? {}
    if (typeof value !== 'object' || Array.isArray(value)) throw this.unfit('an object', value)
    return value as Readonly<Record<string, unknown>>
  }

  isAbsent(i: number): boolean {
    return this.#args[i] === undefined || this.#args[i] === null
  }

  rows(i: number): readonly Record<string, unknown>[] {
    const value = this.#args[i]
    const isRow = (of: unknown): boolean => typeof of === 'object' && of !== null && !Array.isArray(of)
    if (!Array.isArray(value) || value.length === 0 || value.length > MOST_ROWS || !value.every(isRow))
      throw this.unfit(`1 to ${MOST_ROWS} rows`, value)
    return value as readonly Record<string, unknown>[]
  }

  /** Plain JSON of so many characters. */
  data(i: number, most: number): unknown {
    const value = this.#args[i] ?? null
    const { length } = JSON.stringify(value)
    if (length > most) throw this.unfit(`at most ${most} characters of JSON`, length)
    return value
  }

  plain(i: number): number | boolean | string {
    const value = this.#args[i]
    if (typeof value !== 'number' && typeof value !== 'boolean' && typeof value !== 'string')
      throw this.unfit('a number, a condition or a text', value)
    return value
  }

  /** µs, of ISO 8601 or ms. */
  range(i: number): { readonly from: number; readonly to: number } {
    const { from, to } = this.object(i)
    const range = { from: this.#moment(from), to: this.#moment(to) }
    if (range.from >= range.to) throw this.unfit('`from` before `to`', { from, to })
    return range
  }

  whole(i: number, name: string, { most, usual }: { most: number; usual: number }): number {
    const value = this.object(i)[name] ?? usual
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > most)
      throw this.unfit(`1 to ${most} as ${name}`, value)
    return value
  }

  #moment(value: unknown): number {
    const micros =
      typeof value === 'number'
        ? Math.round(value * MICROS_PER_MS)
        : typeof value === 'string'
          ? microsOf(value)
          : undefined
    if (micros === undefined || !Number.isSafeInteger(micros))
      throw this.unfit('`from` and `to` as ISO 8601 with a zone, or ms since 1970', value)
    return micros
  }
}

/** As routes of telemetry take it. */
export const spanOf = ({ from, to }: { from: number; to: number }): { from: string; to: string } => ({
  from: isoOf(from),
  to: isoOf(to),
})
