import { Fault, isoOf } from '@millrace/core'
import type { ModelManifest } from '@millrace/runtime'
import type { Last } from './book.ts'
import { fitting, type Numbered } from './plan.ts'
import type { Binding, BoundAsset, Condition } from './schema.ts'
import type { BindingRow, BoundRow, CalibrationRow } from './store.ts'
import type { BoundInput } from './tables.ts'
import type { WorkRow } from './work-store.ts'

export function bindingView(
  row: BindingRow,
  manifest: ModelManifest,
  { assets, broken, conditions }: Pick<Binding, 'assets' | 'broken' | 'conditions'>,
): Binding {
  const { id, mechanism, version, name, target, inputs, parameters, outputs, measured, every, gap, paused } = row
  return {
    id,
    model: { mechanism, name: manifest.id, title: manifest.title, version },
    name,
    target,
    inputs,
    parameters,
    outputs,
    measured,
    ...(every === null ? {} : { every }),
    ...(gap === null ? {} : { gap }),
    paused,
    ...(row.canary ? { canary: row.canary } : {}),
    ...(row.before === null ? {} : { before: row.before }),
    assets,
    broken,
    conditions,
    changedBy: row.by,
    changedAt: row.at.toISOString(),
  }
}

const problemsOf: Readonly<Record<string, 'type' | 'unit'>> = {
  'bindings.input_type': 'type',
  'bindings.text': 'type',
  'core.unit_mismatch': 'unit',
  'core.unit_unknown': 'unit',
}

function inputView(
  input: ModelManifest['inputs'][number],
  source: BoundInput | undefined,
  points: ReadonlyMap<string, Numbered>,
): BoundAsset['inputs'][number] {
  const { name, unit } = input
  const told = { name, ...(unit === undefined ? {} : { unit }) }
  if (!source) return told
  if (source.constant !== undefined) return { ...told, constant: source.constant }
  const one = source.point === undefined ? undefined : points.get(source.point)
  if (!one) return { ...told, problem: source.problem ?? 'missing' }
  const { point } = one
  const is = {
    ...told,
    point: point.id,
    pointPath: [...point.path, point.name],
    ...(point.unit === undefined ? {} : { pointUnit: point.unit }),
  }
  try {
    fitting(input, one)
    return is
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    return { ...is, problem: problemsOf[thrown.code] ?? 'type', says: thrown.message }
  }
}

export interface BoundParts {
  readonly path: readonly string[]
  readonly inputs: Readonly<Record<string, BoundInput>>
  readonly parameters: Readonly<Record<string, number>>
  readonly points: ReadonlyMap<string, Numbered>
  readonly row?: BoundRow
  readonly calibration?: CalibrationRow | undefined
  readonly last?: Last | undefined
  readonly back?: WorkRow | undefined
  readonly conditions: readonly Condition[]
}

export function boundView(
  asset: string,
  manifest: ModelManifest,
  { path, inputs, parameters, points, row, calibration, last, back, conditions }: BoundParts,
): BoundAsset {
  return {
    asset,
    path: [...path],
    inputs: manifest.inputs.map((input) => inputView(input, inputs[input.name], points)),
    outputs: manifest.outputs.flatMap(({ name, unit }) => {
      const point = row?.outputs[name]?.point
      if (row && point === undefined) return []
      return [{ name, ...(point === undefined ? {} : { point }), ...(unit === undefined ? {} : { unit }) }]
    }),
    parameters: {
      ...Object.fromEntries((manifest.parameters ?? []).map((one) => [one.name, one.default])),
      ...parameters,
    },
    ...(calibration
      ? {
          calibration: {
            number: calibration.number,
            ...(calibration.study === null ? {} : { study: calibration.study }),
            by: calibration.by,
            at: calibration.at.toISOString(),
          },
        }
      : {}),
    ...(row?.since ? { since: isoOf(row.since) } : {}),
    ...(last
      ? {
          last: {
            time: isoOf(last.time),
            version: last.version,
            status: last.status,
            ...(last.reason === undefined ? {} : { reason: last.reason }),
          },
        }
      : {}),
    ...(back ? { back: { from: isoOf(back.begun), at: isoOf(back.first), end: isoOf(back.end) } } : {}),
    ...(row?.broken ? { broken: row.broken } : {}),
    conditions: [...conditions],
  }
}
