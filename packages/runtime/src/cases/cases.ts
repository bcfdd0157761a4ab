import { isBad, microsOf, Status } from '@millrace/core'
import { type Column, limitsUnlessTold, type ModelPackage, type RunningModel, type Runtime } from '../face.ts'
import { Guard } from '../guard/guard.ts'
import type { GuardedResults, GuardedRows } from '../guard/guarded.ts'
import { sayReason } from '../guard/reasons.ts'
import type { ExpectedOutput, ModelInput, ModelOutput, ReferenceCase } from '../manifest/manifest.ts'

type Value = number | boolean | string

/** One value that should come out, and what did. */
export interface CaseFigure {
  /** From 0. */
  readonly row: number
  readonly output: string
  readonly unit?: string
  readonly expected: Value
  /** Absent where nothing came out. */
  readonly seen?: Value
  /** Of numbers: seen − expected, and how far it may be. */
  readonly difference?: number
  readonly tolerance?: number
  /** OPC UA StatusCode. */
  readonly status: number
  /** Why the status is not good. */
  readonly reason?: string
  readonly holds: boolean
}

export interface CaseResult {
  readonly name: string
  /** Id of the source. */
  readonly source: string
  readonly holds: boolean
  readonly figures: readonly CaseFigure[]
}

/** When the first row of a case is that does not tell: nothing in it depends on that. */
const BEGIN = 1.7e15
const EVERY_MS = 1_000

/** Runs every reference case of a model, each by itself, as live values would. Throws `model.broken`, `model.unsupported`. */
export async function runCases(model: ModelPackage, runtime: Runtime): Promise<readonly CaseResult[]> {
  const { manifest } = model
  const guard = new Guard(manifest)
  const limits = { ...limitsUnlessTold, ...manifest.limits }
  let running: RunningModel | undefined
  try {
    return await casesOf(model, async (rows, parameters) => {
      // What a model remembers of one case is nothing to the next.
      if (running && (manifest.stateful || !running.alive)) {
        await running.close()
        running = undefined
      }
      running ??= await runtime.start(model, limits)
      return guard.run(running, rows, parameters)
    })
  } finally {
    await running?.close()
  }
}

/** Calls the model for each of its cases, one after the other; every call is the first of its model. */
export async function casesOf(
  { manifest }: ModelPackage,
  call: (rows: GuardedRows, parameters: Readonly<Record<string, number>>) => Promise<GuardedResults>,
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = []
  for (const one of manifest.cases) {
    const { rows, parameters = {} } = one
    const inputs = manifest.inputs.flatMap((input) => given(input, rows))
    const begin = one.begin === undefined ? BEGIN : microsOf(one.begin)!
    const told = await call(
      {
        length: rows.length,
        time: Float64Array.from(rows, (_, i) => begin + i * (one.everyMs ?? EVERY_MS) * 1_000),
        inputs: Object.fromEntries(inputs),
      },
      parameters,
    )
    const figures = figuresOf(one, manifest.outputs, told)
    results.push({ name: one.name, source: one.source, holds: figures.every(({ holds }) => holds), figures })
  }
  return results
}

/** The column of an input; none where no row says anything of it. */
function given({ name, type }: ModelInput, rows: ReferenceCase['rows']) {
  const told = rows.map(({ inputs }) => (Object.hasOwn(inputs, name) ? inputs[name] : undefined))
  if (told.every((value) => value === undefined)) return []
  const status = Uint32Array.from(told, (value) => (value === undefined ? Status.BadNoData : Status.Good))
  const values: Column =
    type === 'text'
      ? told.map((value) => String(value ?? ''))
      : Float64Array.from(told, (value) => (value === undefined ? Number.NaN : Number(value)))
  return [[name, { values, status }] as const]
}

function figuresOf({ rows }: ReferenceCase, outputs: readonly ModelOutput[], told: GuardedResults): CaseFigure[] {
  return rows.flatMap((row, i) =>
    Object.entries(row.outputs).map(([name, expected]): CaseFigure => {
      const output = outputs.find((one) => one.name === name)!
      const { values, status, reason, seen: passed } = told.outputs[name]!
      const why = told.reasons[reason[i]! - 1]
      const found = isBad(status[i]!) ? undefined : plain(output, values[i]!)
      return {
        row: i,
        output: name,
        ...(output.unit === undefined ? {} : { unit: output.unit }),
        expected: expected.value,
        ...compared(expected, found),
        status: status[i]!,
        ...(why ? { reason: sayReason(why, passed?.[i]) } : {}),
      }
    }),
  )
}

const plain = ({ type }: ModelOutput, value: number | string): Value => (type === 'boolean' ? value === 1 : value)

function compared(
  expected: ExpectedOutput,
  seen: Value | undefined,
): Pick<CaseFigure, 'seen' | 'difference' | 'tolerance' | 'holds'> {
  const { value, relative = 0, absolute = 0 } = expected
  if (typeof value !== 'number') return { ...(seen === undefined ? {} : { seen }), holds: seen === value }
  const tolerance = Math.max(absolute, relative * Math.abs(value))
  if (typeof seen !== 'number') return { tolerance, holds: false }
  const difference = seen - value
  return { seen, difference, tolerance, holds: Math.abs(difference) <= tolerance }
}
