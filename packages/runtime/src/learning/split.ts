import type { LearningReport, LearningRequest } from './face.ts'
import { mustBe } from './must-be.ts'
import { partOf, type Table } from './rows.ts'

const USUAL = 0.25

/** The share that is held back. Throws `learning.out_of_range`. */
export function holdbackOf({ holdback = USUAL }: Pick<LearningRequest, 'holdback'>): number {
  mustBe('holdback', holdback, 0.1, 0.5)
  return holdback
}

export interface Split {
  readonly training: Table
  readonly validation: Table
  readonly rows: Pick<LearningReport['rows'], 'used' | 'training' | 'validation'>
  readonly period: LearningReport['period']
}

/** Cuts rows in two by time; nothing is shuffled. */
export function splitOf(asked: Pick<LearningRequest, 'holdback'>, table: Table): Split {
  const { length, time } = table
  const at = Math.floor(length * (1 - holdbackOf(asked)))
  return {
    training: partOf(table, 0, at),
    validation: partOf(table, at, length),
    rows: { used: length, training: at, validation: length - at },
    period: length === 0 ? undefined : { from: time[0]!, split: time[at]!, until: time[length - 1]! },
  }
}
