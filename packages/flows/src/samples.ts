import { isBad, Status } from '@millrace/core'
import type { FlowRow } from './document.ts'
import type { FlowSamples } from './engine/run.ts'

/** Samples that are kept: what is told by a run is used again. */
export interface KeptColumns {
  readonly time: number[]
  /** Null where there is no value. */
  readonly value: (number | boolean | string | null)[]
  readonly status: number[]
}

export const noColumns = (): KeptColumns => ({ time: [], value: [], status: [] })

/** Adds what was told, up to a number of rows; returns how many had no room. */
export function keep(
  into: KeptColumns,
  { length, time, value, status, text }: FlowSamples,
  type: string,
  most: number,
): number {
  const room = Math.max(0, Math.min(length, most - into.time.length))
  for (let i = 0; i < room; i++) {
    into.time.push(time[i]!)
    into.status.push(status[i]!)
    const one = value[i]!
    into.value.push(isBad(status[i]!) ? null : text ? text[one]! : type === 'boolean' ? one === 1 : one)
  }
  return length - room
}

const words: Readonly<Record<string, number>> = {
  good: Status.Good,
  uncertain: Status.UncertainSubNormal,
  bad: Status.Bad,
}

/** A status as rows of tests tell it: a word or a code; a value that is null is bad, all else good. */
export function statusOf([, value, told]: FlowRow): number {
  if (typeof told === 'number') return told
  if (told !== undefined) return words[told] ?? Status.Bad
  return value === null ? Status.BadNoData : Status.Good
}

/** Rows of a test as samples. */
export function samplesOf(rows: readonly FlowRow[], begin: number, isText: boolean): FlowSamples {
  const text: string[] = []
  const value = Float64Array.from(rows, ([, one]) => {
    if (one === null) return Number.NaN
    if (!isText) return Number(one)
    return text.push(String(one)) - 1
  })
  return {
    length: rows.length,
    time: Float64Array.from(rows, ([seconds]) => begin + Math.round(seconds * 1_000_000)),
    value,
    status: Uint32Array.from(rows, statusOf),
    ...(isText ? { text } : {}),
  }
}
