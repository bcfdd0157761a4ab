import type { Score } from '../face.ts'
import type { Grid } from './grid.ts'
import type { HorizonNames } from './names.ts'
import type { Smoothing, SmoothState } from './season.ts'

/** What goes on from the end of the training. */
export interface LearntCourse {
  readonly grid: Grid
  /** Place in the grid of the first slot that is held back. */
  readonly split: number
  /** Before that slot. */
  readonly state: SmoothState
  readonly smoothing: Smoothing
  readonly lengths: readonly number[]
  readonly patience: number
  /** In slots. */
  readonly horizons: readonly number[]
  readonly names: readonly HorizonNames[]
  /** Of what is measured from what is expected, by horizon. */
  readonly offsets: readonly { readonly low: number; readonly high: number }[]
  /** By horizon, over the part of the training that tells how it goes on. */
  readonly trained: readonly Score[]
}
