import { isoOf } from '@millrace/core'
import type { CaseRow, ReferenceCase } from '../../manifest/manifest.ts'
import type { AskedForecast } from '../face.ts'
import { HISTORY, inputOf, outputOf, packageOf, shortWords, unitOf } from '../publish.ts'
import type { Table } from '../rows.ts'
import type { LearntCourse } from './course.ts'
import { forecastScript } from './script.ts'
import { ahead, copyOf, goOn } from './season.ts'

const FILE = 'code/forecast.js'
const MOST_CASE_ROWS = 24
const TOLERANCE = 1e-9
const MICROS_PER_MS = 1_000

/** @param training rows before the split */
export function packageOfForecast(
  asked: AskedForecast,
  training: Table,
  course: LearntCourse,
): ReadonlyMap<string, Uint8Array> {
  const { target } = asked
  const { grid, lengths, smoothing, names } = course
  const minutes = grid.step / 60_000_000
  const seasons = lengths.map((length) => `${(length * minutes) / 60} h`).join(', ')
  const { level, carry } = smoothing
  return packageOf(asked, training, {
    tag: 'forecast',
    words: {
      en: `${target.en}, mean of ${minutes} min, as it goes on from its own past: exponential smoothing with seasons of ${seasons || 'none'} (level ${level}, seasons ${smoothing.seasons.join(', ') || 'none'}, error carried ${carry}); slots and seasons count from 1970-01-01 UTC. It goes on from the end of the training: rows before that have no result. After a gap longer than ${course.patience} slots its level begins anew. Nine of ten values are to lie between low and high.`,
      zh: `由${target.zh}自身历史外推（${minutes} 分钟均值）：指数平滑，周期 ${seasons || '无'}（水平 ${level}，周期 ${smoothing.seasons.join('、') || '无'}，误差延续 ${carry}）；时段与周期自 1970-01-01 UTC 起算。模型从训练结束处继续，此前的行没有结果；缺数超过 ${course.patience} 个时段后水平重新开始。约九成实测值应落在上下限之间。`,
    },
    inputs: [inputOf(target, training.columns[0]!)],
    outputs: names.flatMap(({ span, expected, low, high }) => {
      const unit = unitOf(target.unit)
      return [
        outputOf(expected, shortWords(`${target.en} in ${span}`, `${span} 后的${target.zh}`), unit),
        outputOf(low, shortWords(`Lower end in ${span}`, `${span} 后的下限`), unit),
        outputOf(high, shortWords(`Upper end in ${span}`, `${span} 后的上限`), unit),
      ]
    }),
    stateful: true,
    runtime: { kind: 'script', file: FILE },
    cases: casesOf(target.name, course),
    scripts: { [FILE]: forecastScript, 'code/learnt.js': learntScript(target.name, course) },
  })
}

function learntScript(target: string, course: LearntCourse): string {
  const { grid, split, state, smoothing, patience, horizons, names, offsets } = course
  const learnt = {
    target,
    stepMs: grid.step / MICROS_PER_MS,
    patience,
    smoothing,
    horizons: horizons.map((horizon, h) => {
      const { expected, low, high } = names[h]!
      const { low: lowest, high: highest } = offsets[h]!
      return { ahead: horizon, carried: smoothing.carry ** horizon, expected, low, high, lowest, highest }
    }),
    begin: { slot: grid.first + split, sum: 0, count: 0, ...state },
  }
  return `// How it went on in the training, and how it stood at its end.\nexport const learnt = ${JSON.stringify(learnt)}\n`
}

/** From the first slot that is held back, and from the middle, which leaves slots out that the script passes over. */
function casesOf(target: string, course: LearntCourse): ReferenceCase[] {
  const { grid, split } = course
  const middle = Math.floor((split + grid.values.length) / 2)
  return [
    { name: 'The held-back time from its beginning, with what the trained model gives', from: split },
    { name: 'The held-back time from its middle, with what the trained model gives', from: middle },
  ].flatMap(({ name, from }) => {
    const begin = grid.values.findIndex((value, slot) => slot >= from && !Number.isNaN(value))
    return begin < 0 ? [] : [caseOf({ name, begin }, target, course)]
  })
}

/** Rows until the next slot that has no value. */
function caseOf(
  { name, begin }: { readonly name: string; readonly begin: number },
  target: string,
  course: LearntCourse,
): ReferenceCase {
  const { grid, split, smoothing, patience, horizons, names, offsets } = course
  const { first, step, values } = grid
  const state = copyOf(course.state)
  for (let slot = split; slot < begin; slot++) goOn(state, first + slot, Number.NaN, smoothing, patience)
  const rows: CaseRow[] = []
  for (let slot = begin; rows.length < MOST_CASE_ROWS && Number.isFinite(values[slot]); slot++) {
    goOn(state, first + slot, values[slot]!, smoothing, patience)
    const outputs = horizons.flatMap((horizon, h) => {
      const value = ahead(state, first + slot, horizon, smoothing.carry ** horizon)
      const { expected, low, high } = names[h]!
      const absolute = TOLERANCE * Math.max(1, Math.abs(value))
      return [
        [expected, { value, absolute }] as const,
        [low, { value: value + offsets[h]!.low, absolute }] as const,
        [high, { value: value + offsets[h]!.high, absolute }] as const,
      ]
    })
    rows.push({ inputs: { [target]: values[slot]! }, outputs: Object.fromEntries(outputs) })
  }
  return { name, source: HISTORY, begin: isoOf((first + begin) * step), everyMs: step / MICROS_PER_MS, rows }
}
