import type { Words } from './functions.ts'

export type AggregateName =
  | 'delta'
  | 'avg'
  | 'integral'
  | 'duration'
  | 'count'
  | 'sum'
  | 'min_of'
  | 'max_of'
  | 'first'
  | 'last'
  | 'window'

export interface AggregateRow {
  /** What stands inside: a number, a condition, a value of any type, or nothing. */
  readonly takes: 'number' | 'boolean' | 'any' | 'nothing'
  /** What it gives: the type and unit of what stands inside, the unit of its difference, that times seconds, seconds, or a number of dimension one. */
  readonly result: 'same' | 'difference' | 'times s' | 's' | '1'
  readonly says: Words
}

/** What looks over a window of time. Who evaluates a KPI knows how; the language knows their types and units. */
export const aggregates: Readonly<Record<AggregateName, AggregateRow>> = {
  delta: {
    takes: 'number',
    result: 'difference',
    says: {
      en: 'How far a meter went on in the window; its resets are no steps back.',
      zh: '窗口内计量表的增量；复位不计为倒退。',
    },
  },
  avg: {
    takes: 'number',
    result: 'same',
    says: { en: 'The mean over the time of the window.', zh: '窗口内按时间加权的平均值。' },
  },
  integral: {
    takes: 'number',
    result: 'times s',
    says: {
      en: 'The integral over the time of the window: of W it is W.s.',
      zh: '窗口内对时间的积分：W 的积分为 W.s。',
    },
  },
  duration: {
    takes: 'boolean',
    result: 's',
    says: { en: 'For how long the condition held.', zh: '条件成立的时长。' },
  },
  count: {
    takes: 'boolean',
    result: '1',
    says: { en: 'How often the condition came to hold.', zh: '条件由不成立变为成立的次数。' },
  },
  sum: {
    takes: 'number',
    result: 'same',
    says: { en: 'The sum of the samples in the window.', zh: '窗口内各采样值之和。' },
  },
  min_of: {
    takes: 'number',
    result: 'same',
    says: { en: 'The least value in the window.', zh: '窗口内的最小值。' },
  },
  max_of: {
    takes: 'number',
    result: 'same',
    says: { en: 'The greatest value in the window.', zh: '窗口内的最大值。' },
  },
  first: {
    takes: 'any',
    result: 'same',
    says: { en: 'The value at the beginning of the window.', zh: '窗口开始时的值。' },
  },
  last: {
    takes: 'any',
    result: 'same',
    says: { en: 'The value at the end of the window.', zh: '窗口结束时的值。' },
  },
  window: {
    takes: 'nothing',
    result: 's',
    says: { en: 'The length of the window.', zh: '窗口的时长。' },
  },
}

export function isAggregate(name: string): name is AggregateName {
  return Object.hasOwn(aggregates, name)
}
