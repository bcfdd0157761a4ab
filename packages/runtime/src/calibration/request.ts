import { Fault } from '@millrace/core'
import type { GuardedResults, GuardedRows } from '../guard/guarded.ts'
import type { GivenInput } from '../guard/inputs.ts'
import type { ModelManifest, ModelParameter, RuntimeKind } from '../manifest/manifest.ts'
import './faults.ts'

/**
 * Runs a model over rows with these parameters, all that it is asked at once. A stateful model begins anew with every call.
 * What the model does wrong is told of its rows, as {@link GuardedResults.fault} says.
 */
export type RunRows = (
  rows: GuardedRows,
  parameters: Readonly<Record<string, number>>,
  signal?: AbortSignal,
) => Promise<GuardedResults>

/** What of a manifest decides about a calibration. */
export type CalibratedModel = Pick<ModelManifest, 'outputs' | 'parameters' | 'stateful' | 'runtime'>

export interface CalibrationRequest {
  readonly model: CalibratedModel
  readonly run: RunRows
  readonly rows: GuardedRows
  /** What was measured of outputs, one value a row; several outputs count each by its own scatter. */
  readonly measured: Readonly<Record<string, GivenInput>>
  /** Which are fitted; each within its bounds, and where it begins. */
  readonly free: readonly FreeParameter[]
  /** Of the binding; those that are not free keep them. The manifest's otherwise. */
  readonly parameters?: Readonly<Record<string, number>>
  /** Share of usable rows, the last ones, that are not fitted but foretold: 0 to 0.9. Default 0.25. */
  readonly heldBack?: number
  /** Runs of the model after which it ends, converged or not. Default 1,000. */
  readonly mostRuns?: number
  readonly signal?: AbortSignal
  progress?(progress: CalibrationProgress): void
}

/** Bounds lie within those of the manifest, which stand in for what is left out; so does its default, or the binding's value. */
export interface FreeParameter {
  readonly name: string
  readonly low?: number
  readonly high?: number
  readonly start?: number
}

export interface CalibrationProgress {
  /** Of the model so far. */
  readonly runs: number
  readonly mostRuns: number
  /** What is left: root of the mean of squares, beside the scatter of what was measured, or beside what the round before left of each output. */
  readonly left: number
}

/** A free parameter with all that stands in settled. */
export interface Sought {
  readonly name: string
  readonly unit?: string
  readonly low: number
  readonly high: number
  readonly start: number
}

export interface Settled {
  readonly sought: readonly Sought[]
  /** Of the others. */
  readonly fixed: Readonly<Record<string, number>>
  readonly outputs: readonly string[]
  readonly heldBack: number
  readonly mostRuns: number
  readonly noise: number
}

/** What is rounding of a result, by how models of a kind reckon; what an integrator of an FMU leaves is by its tolerance. */
const noises: Readonly<Record<RuntimeKind, number>> = {
  formula: 2 ** -52,
  script: 2 ** -52,
  python: 2 ** -52,
  wasm: 2 ** -52,
  onnx: 2 ** -23,
  fmu: 1e-6,
}

const MOST_HELD_BACK = 0.9

/** Throws `calibration.parameter_unfit`, `output_unfit`, `lengths_differ`, `share_unfit`. */
export function settle(request: CalibrationRequest): Settled {
  const { model, rows, measured, free, parameters = {}, heldBack = 0.25, mostRuns = 1_000 } = request
  const known = model.parameters ?? []
  for (const name of Object.keys(parameters)) if (!known.some((one) => one.name === name)) unfit(name, 'a known one')
  if (free.length === 0) unfit('', 'at least one that is free')
  const sought = free.map((one, i) => {
    const own = known.find(({ name }) => name === one.name)
    if (!own) return unfit(one.name, 'a parameter of the model')
    if (free.findIndex(({ name }) => name === one.name) !== i) return unfit(one.name, 'each free parameter once')
    return soughtOf(one, own, parameters)
  })
  const outputs = Object.keys(measured)
  if (outputs.length === 0) throw new Fault('calibration.output_unfit', { name: '', seen: 'none' })
  for (const name of outputs) mustBeComparable(name, request)
  for (const [name, { values, status }] of Object.entries(rows.inputs))
    for (const { length } of [values, status])
      if (length !== rows.length)
        throw new Fault('calibration.lengths_differ', { name, expected: rows.length, seen: length })
  if (!(heldBack >= 0 && heldBack <= MOST_HELD_BACK))
    throw new Fault('calibration.share_unfit', { most: MOST_HELD_BACK, seen: heldBack })
  const fixed = known.flatMap(({ name, default: usual }) =>
    free.some((one) => one.name === name) ? [] : [[name, settingOf(parameters, name) ?? usual] as const],
  )
  return { sought, fixed: Object.fromEntries(fixed), outputs, heldBack, mostRuns, noise: noises[model.runtime.kind] }
}

function unfit(name: string, expected: string, seen = name): never {
  throw new Fault('calibration.parameter_unfit', { name, expected, seen })
}

const settingOf = (values: Readonly<Record<string, number>>, name: string): number | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined

function soughtOf(asked: FreeParameter, own: ModelParameter, parameters: Readonly<Record<string, number>>): Sought {
  const { name, unit } = own
  const [least, most] = [own.low ?? Number.NEGATIVE_INFINITY, own.high ?? Number.POSITIVE_INFINITY]
  const { low = least, high = most } = asked
  if (!(low >= least && high <= most && low < high))
    return unfit(name, `bounds within ${least} and ${most}, the lower one first`, `${low} and ${high}`)
  const start = asked.start ?? Math.min(high, Math.max(low, settingOf(parameters, name) ?? own.default))
  if (!Number.isFinite(start) || start < low || start > high)
    return unfit(name, `a start within ${low} and ${high}`, String(start))
  return { name, ...(unit === undefined ? {} : { unit }), low, high, start }
}

function mustBeComparable(name: string, { model, rows, measured }: CalibrationRequest): void {
  const output = model.outputs.find((one) => one.name === name)
  const { values, status } = measured[name]!
  if (output?.type !== 'number' || !(values instanceof Float64Array))
    throw new Fault('calibration.output_unfit', {
      name,
      seen: output ? (output.type === 'number' ? 'measured texts' : `a ${output.type}`) : 'none of that name',
    })
  for (const { length } of [values, status])
    if (length !== rows.length)
      throw new Fault('calibration.lengths_differ', { name, expected: rows.length, seen: length })
}
