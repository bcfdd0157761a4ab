import type { components } from './generated/api.ts'

type Schemas = components['schemas']

/** A column an input, a place a row. A number that is NaN says that the input has nothing there. */
export type ModelInputs = Readonly<Record<string, ArrayLike<number | boolean | string | null>>>

export interface ModelRunOptions {
  readonly version?: string
  /** µs since 1970 of each row; without it a second apart. */
  readonly time?: ArrayLike<number>
  readonly parameters?: Readonly<Record<string, number>>
  readonly signal?: AbortSignal
}

export interface ModelOutput {
  /** UCUM code. */
  readonly unit: string | undefined
  /** Truth is 0 or 1; NaN where the model says nothing. */
  readonly values: Float64Array
  /** Of an output that is text. */
  readonly text: readonly (string | undefined)[] | undefined
  /** OPC UA StatusCode of each row. */
  readonly status: Uint32Array
  /** Why a row is not good; undefined where it is. */
  readonly reason: readonly (string | undefined)[]
}

export interface ModelRun {
  readonly model: string
  readonly version: string
  /** Of the code that ran. */
  readonly digest: string
  readonly outputs: Readonly<Record<string, ModelOutput>>
  /** The model was stopped, or failed. */
  readonly fault: { readonly code: string; readonly says: string } | undefined
}

export function rowsOf(inputs: ModelInputs, time: ArrayLike<number> | undefined): Schemas['MechanismRows'] {
  const columns = Object.entries(inputs).map(([name, column]) => [
    name,
    { values: Array.from(column, (value) => (Number.isNaN(value) ? null : value)) },
  ])
  return {
    inputs: Object.fromEntries(columns) as Schemas['MechanismRows']['inputs'],
    ...(time ? { time: Array.from(time) } : {}),
  }
}

export function runOf({ name, version, digest, results }: Schemas['MechanismCallAnswer']): ModelRun {
  const { outputs, reasons, fault } = results
  const columns = Object.entries(outputs).map(([output, { type, unit, values, status, reason }]) => [
    output,
    {
      unit,
      values: Float64Array.from(values, (value) =>
        value === null || typeof value === 'string' ? Number.NaN : Number(value),
      ),
      text: type === 'text' ? values.map((value) => (value === null ? undefined : String(value))) : undefined,
      status: Uint32Array.from(status),
      reason: reason.map((place) => reasons[place]),
    } satisfies ModelOutput,
  ])
  return { model: name, version, digest, outputs: Object.fromEntries(columns), fault }
}
