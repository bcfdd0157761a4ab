import { Fault } from '@millrace/core'
import {
  type AskedForecast,
  COVERAGE,
  type Learned,
  type LearningWarning,
  type LearntQuantity,
  MOST_HORIZONS,
  type Progress,
} from '../face.ts'
import { mustBe } from '../must-be.ts'
import { FreeNames } from '../publish.ts'
import { cleanRows, partOf, rangeOf, type Table } from '../rows.ts'
import { deviationOf, quantileOf, scoreOf, tooLittle } from '../scores.ts'
import { holdbackOf } from '../split.ts'
import { ofFewRows, ofOutside, ofResiduals } from '../warnings.ts'
import type { LearntCourse } from './course.ts'
import { type Fitted, fit, walk } from './fit.ts'
import { DAY, type Grid, gapsOf, gridOf, presentIn, stepOf } from './grid.ts'
import { judge } from './judge.ts'
import { outputNames } from './names.ts'
import { packageOfForecast } from './publish.ts'
import { copyOf } from './season.ts'
import '../faults.ts'

/** A season must have been seen so often before what is held back. */
const LEAST_TURNS = 3
/** Slots of a season: what is remembered goes along with every call. */
const MOST_SEASON = 2_016
/** Slots with a value in each of the stretches. */
const LEAST_SLOTS = 10
/** A larger set of seasons must be nearer by so much. */
const NEARER = 0.98
const MOST_MISSING = 0.1

/** Throws `learning.*`. */
export function trainForecast(asked: AskedForecast, progress: Progress): Learned {
  const { target } = asked
  const { table, leftOut } = cleanRows(asked, [target])
  const holdback = holdbackOf(asked)
  const given = { given: asked.rows.length, used: table.length, leftOut }
  if (table.length < LEAST_SLOTS) {
    const rows = { ...given, training: table.length, validation: 0 }
    return { report: tooLittle({ kind: 'forecast', rows, warnings: ofFewRows(rows) }) }
  }
  const grid = gridOf(table, stepOf(table, asked.step))
  const { step, first, values } = grid
  const split = Math.floor(values.length * (1 - holdback))
  const told = {
    kind: 'forecast',
    rows: { ...given, training: split, validation: values.length - split },
    period: { from: first * step, split: (first + split) * step, until: (first + values.length) * step },
  } as const
  const seasons = seasonsOf(step, split)
  const horizons = horizonsOf(asked, seasons.at(0)?.at(0))
  const [training, validation] = [presentTable(grid, 0, split), presentTable(grid, split, values.length)]
  const gaps = gapsOf(grid)
  const warnings: LearningWarning[] = [
    ...ofFewRows(told.rows),
    ...(gaps.share > MOST_MISSING ? [{ kind: 'gaps', value: gaps.share } as const] : []),
  ]
  // The first two thirds tell the usual course; how it goes on is learnt of the rest.
  const origin = Math.floor((split * 2) / 3)
  const lacking = lackingOf(grid, { split, origin, horizons, target }, seasons)
  const learnt =
    lacking.length > 0 ? undefined : learnCourse(grid, { split, origin, horizons, target }, seasons, progress)
  if (!learnt) return { report: tooLittle({ ...told, warnings: [...warnings, ...lacking] }) }
  const { course, errors } = learnt
  const before = table.time.findIndex((time) => time >= told.period.split)
  return {
    files: packageOfForecast(asked, partOf(table, 0, before), course),
    report: {
      ...told,
      warnings: [
        ...warnings,
        ...ofOutside([target], training, validation),
        ...ofResiduals(errors, deviationOf(training.columns[0]!)),
      ],
      ...judge(course),
      found: { kind: 'forecast', step, seasons: course.lengths, gaps },
    },
  }
}

/** Why nothing can be learnt. */
function lackingOf(
  { values }: Grid,
  { split, origin, horizons, target }: Stretches,
  seasons: readonly (readonly number[])[],
): LearningWarning[] {
  const stretches = [values.subarray(0, origin), values.subarray(origin, split), values.subarray(split)]
  const fewest = Math.min(...stretches.map(presentIn))
  const { low, high } = rangeOf(values.subarray(0, split).filter((value) => !Number.isNaN(value)))
  if (seasons.length === 0) return [{ kind: 'season_unseen' }]
  if (fewest < LEAST_SLOTS + Math.max(...horizons)) return [{ kind: 'few_rows', value: fewest }]
  return high > low ? [] : [{ kind: 'target_constant', name: target.name }]
}

/** Sets of seasons that can be learnt, in slots; a day first. */
function seasonsOf(step: number, slots: number): readonly (readonly number[])[] {
  const day = DAY / step
  const seen = (length: number): boolean => length > 1 && length <= MOST_SEASON && slots >= LEAST_TURNS * length
  if (!seen(day)) return seen(7 * day) ? [[7 * day]] : []
  return seen(7 * day) ? [[day], [day, 7 * day]] : [[day]]
}

function horizonsOf({ horizons }: AskedForecast, season = 1): readonly number[] {
  if (!horizons) return season > 1 ? [1, season] : [1]
  mustBe('horizons', horizons.length, 1, MOST_HORIZONS)
  const wrong = horizons.find(
    (one, i) => !(Number.isInteger(one) && one > (horizons[i - 1] ?? 0) && one <= MOST_SEASON),
  )
  if (wrong !== undefined)
    throw new Fault('learning.out_of_range', {
      name: 'horizons',
      expected: `rising, from 1 to ${MOST_SEASON}`,
      seen: wrong,
    })
  return horizons
}

/** Slots that have a value. */
function presentTable({ step, first, values }: Grid, from: number, until: number): Table {
  const places = Array.from({ length: until - from }, (_, i) => from + i).filter((i) => !Number.isNaN(values[i]!))
  const time = Float64Array.from(places, (i) => (first + i) * step)
  return { length: places.length, time, columns: [Float64Array.from(places, (i) => values[i]!)] }
}

interface Stretches {
  readonly split: number
  readonly origin: number
  readonly horizons: readonly number[]
  readonly target: LearntQuantity
}

function learnCourse(
  grid: Grid,
  { split, origin, horizons, target }: Stretches,
  seasons: readonly (readonly number[])[],
  progress: Progress,
) {
  const sets = [[], ...seasons]
  const patience = Math.max(...seasons.flat())
  const way = { grid, from: 0, until: split, origin, horizons, patience }
  let best: Fitted | undefined
  sets.forEach((lengths, i) => {
    const fitted = fit(way, lengths, (share) => progress((0.9 * (i + share)) / sets.length))
    if (!best || fitted.error < NEARER * best.error) best = fitted
  })
  const { begin, smoothing, lengths } = best!
  const state = copyOf(begin)
  const told = horizons.map(() => ({ measured: [] as number[], expected: [] as number[] }))
  walk(state, smoothing, way, (expected, slot, horizon) => {
    if (Number.isNaN(grid.values[slot]!)) return
    told[horizon]!.measured.push(grid.values[slot]!)
    told[horizon]!.expected.push(expected)
  })
  const tail = (1 - COVERAGE) / 2
  const compared = told.map(({ measured, expected }) => {
    const errors = Float64Array.from(measured, (value, i) => value - expected[i]!)
    const offsets = { low: quantileOf(errors, tail), high: quantileOf(errors, 1 - tail) }
    return { errors, offsets, measured: Float64Array.from(measured), predicted: Float64Array.from(expected) }
  })
  // Where gaps stand so that no slot is as far from another as is asked for.
  if (compared.some(({ errors }) => errors.length < LEAST_SLOTS)) return undefined
  const course: LearntCourse = {
    ...{ grid, split, state, smoothing, lengths, patience, horizons },
    names: outputNames(grid.step, horizons, new FreeNames([target])),
    offsets: compared.map(({ offsets }) => offsets),
    trained: compared.map(({ measured, predicted }) => scoreOf({ measured, predicted })),
  }
  return { course, errors: compared[0]!.errors }
}
