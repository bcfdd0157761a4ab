import type { LearningReport, Scored, YardstickKind } from '../face.ts'
import { isBetter, rmseOf, scoreOf, shown } from '../scores.ts'
import type { LearntCourse } from './course.ts'
import { walk } from './fit.ts'
import { DAY } from './grid.ts'
import { copyOf } from './season.ts'

interface Yardstick {
  readonly kind: YardstickKind
  /** Place of the slot that stands in, undefined: the mean of what was trained. */
  readonly placeOf?: (slot: number, origin: number) => number
}

/** The last slot that is whole seasons before and not after the origin. */
const seasonal = (length: number) => (slot: number, origin: number) =>
  slot - length * Math.ceil((slot - origin) / length)

/** The same slots for the model and for what needs no learning. */
export function judge(course: LearntCourse): Pick<LearningReport, 'verdict' | 'scores' | 'series'> {
  const { grid, split, horizons, offsets, names } = course
  const { values, step, first } = grid
  const day = DAY / step
  const yardsticks: Yardstick[] = [
    { kind: 'mean' },
    { kind: 'last', placeOf: (_, origin) => origin },
    ...(day > 1 ? [{ kind: 'day', placeOf: seasonal(day) } as const] : []),
    ...(split > 7 * day ? [{ kind: 'week', placeOf: seasonal(7 * day) } as const] : []),
  ]
  const present = values.subarray(0, split).filter((value) => !Number.isNaN(value))
  const mean = present.reduce((sum, value) => sum + value, 0) / present.length
  const rows = horizons.map(() => ({
    slots: [] as number[],
    measured: [] as number[],
    expected: [] as number[],
    others: yardsticks.map((): number[] => []),
  }))
  const way = { grid, from: split, until: values.length, origin: split, horizons, patience: course.patience }
  walk(copyOf(course.state), course.smoothing, way, (expected, slot, horizon, origin) => {
    const others = yardsticks.map(({ placeOf }) => (placeOf ? (values[placeOf(slot, origin)] ?? Number.NaN) : mean))
    if ([values[slot]!, ...others].some(Number.isNaN)) return
    const row = rows[horizon]!
    row.slots.push(slot)
    row.measured.push(values[slot]!)
    row.expected.push(expected)
    others.forEach((other, i) => {
      row.others[i]!.push(other)
    })
  })
  const scale = naiveError(values.subarray(0, split), day > 1 ? day : 7)
  const compared = rows.map(({ measured, expected, others }, h) => {
    const predicted = Float64Array.from(expected)
    return {
      measured: Float64Array.from(measured),
      predicted,
      low: predicted.map((value) => value + offsets[h]!.low),
      high: predicted.map((value) => value + offsets[h]!.high),
      scale,
      others: others.map((one) => Float64Array.from(one)),
    }
  })
  const scores = compared.map(({ others, ...model }, h): Scored => {
    const { measured } = model
    return {
      output: names[h]!.expected,
      training: course.trained[h]!,
      validation: scoreOf(model),
      yardsticks: yardsticks.map(({ kind }, i) => ({
        kind,
        validation: scoreOf({ measured, predicted: others[i]!, scale }),
      })),
    }
  })
  // The mean of the ratios of all horizons, so that none of them alone decides.
  const ratios = compared.map(({ measured, predicted, others }) =>
    Math.log(rmseOf(measured, predicted) / Math.min(...others.map((one) => rmseOf(measured, one)))),
  )
  const ratio = Math.exp(ratios.reduce((sum, one) => sum + one, 0) / ratios.length)
  const time = Float64Array.from(rows[0]!.slots, (slot) => (first + slot) * step)
  return {
    verdict: isBetter(ratio, [1]) ? 'better' : 'no_better',
    scores,
    series: shown(names[0]!.expected, { time, ...compared[0]! }),
  }
}

/** Mean absolute step from one season to the next, by which mase is told. */
function naiveError(values: Float64Array, length: number): number {
  let [sum, count] = [0, 0]
  for (let i = length; i < values.length; i++) {
    const step = Math.abs(values[i]! - values[i - length]!)
    if (Number.isNaN(step)) continue
    sum += step
    count++
  }
  return sum / count
}
