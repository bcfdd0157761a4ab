import type { RowDefinition } from '@millrace/compute'
import { Fault, MICROS_PER_S, type Micros, unitConversion } from '@millrace/core'
import type { ModelManifest } from '@millrace/runtime'
import type { Point } from '../assets/index.ts'
import './faults.ts'
import type { Binding } from './schema.ts'
import type { BindingRow, BoundRow } from './store.ts'
import type { BoundInput } from './tables.ts'

/** A point with the series of its new samples. */
export interface Numbered {
  readonly point: Point
  readonly series: number
}

/** What there is at an asset. */
export interface Place {
  readonly asset: string
  /** Names from the top down to the asset. */
  readonly depth: number
  /** Of the asset and of everything below it. */
  readonly points: readonly Numbered[]
  /** Ids of points by property of its thing model. */
  readonly properties: ReadonlyMap<string, string>
}

type Source = Binding['inputs'][string]

function pointOf({ property = '' }: Source, place: Place): BoundInput {
  const bound = place.properties.get(property)
  if (bound !== undefined) return { point: bound }
  const found = place.points.filter(
    ({ point }) => point.name === property || [...point.path.slice(place.depth), point.name].join('/') === property,
  )
  const own = found.filter(({ point }) => point.assetId === place.asset)
  const [only, second] = own.length > 0 ? own : found
  if (!only) return { problem: 'missing' }
  return second ? { problem: 'several' } : { point: only.point.id }
}

function boundOf(source: Source, place: Place): BoundInput {
  if (source.constant !== undefined) return { constant: source.constant }
  return source.point === undefined ? pointOf(source, place) : { point: source.point }
}

/** What stands for each input at an asset. What nothing stands for and what has a default is left out. */
export function inputsAt(manifest: ModelManifest, inputs: Binding['inputs'], place: Place): Record<string, BoundInput> {
  return Object.fromEntries(
    manifest.inputs.flatMap(({ name, default: usual }): [string, BoundInput][] => {
      const source = inputs[name]
      if (source) return [[name, boundOf(source, place)]]
      return usual === undefined ? [[name, { problem: 'not_bound' }]] : []
    }),
  )
}

/** Points that outputs are compared with at an asset; what is not there is not compared. */
export function measuredAt(measured: Binding['measured'], place: Place): Record<string, string> {
  return Object.fromEntries(
    Object.entries(measured).flatMap(([output, source]) => {
      const { point } = boundOf(source, place)
      return point === undefined ? [] : [[output, point]]
    }),
  )
}

type Convert = (value: number) => number
const asItIs: Convert = (value) => value

/** An input as a column: of rows, or one value throughout. */
export interface Column {
  readonly name: string
  /** Place in the row. */
  readonly slot?: number
  readonly constant?: number | string
  readonly convert: Convert
}

export interface Given {
  readonly name: string
  readonly type: 'number' | 'boolean' | 'text'
  readonly point: string
  readonly series: number
}

/** A model at an asset, ready to run. */
export interface Program {
  readonly definition: RowDefinition
  readonly columns: readonly Column[]
  readonly outputs: readonly Given[]
  /** By output: place in the row of what it is compared with. */
  readonly measured: ReadonlyMap<string, { readonly slot: number; readonly convert: Convert }>
}

const typesOf: Readonly<Record<string, readonly string[]>> = { number: ['double', 'int64'], boolean: ['boolean'] }

/** Throws what is the matter with a point as an input. */
export function fitting(
  input: Pick<ModelManifest['inputs'][number], 'name' | 'type' | 'unit'>,
  { point }: Numbered,
): Convert {
  const { name, type, unit } = input
  if (type === 'text') throw new Fault('bindings.text', { input: name })
  if (!typesOf[type]!.includes(point.type))
    throw new Fault('bindings.input_type', { input: name, expected: type, point: point.name, seen: point.type })
  // A point without a unit is believed to be in the input's.
  return unit === undefined || point.unit === undefined ? asItIs : unitConversion(point.unit, unit).convert
}

const microsOfSeconds = (seconds: number): Micros => Math.round(seconds * MICROS_PER_S)

/** Throws `bindings.input_missing`, `input_type`, `text`, `core.unit_mismatch`. */
export function programOf(
  row: BoundRow,
  binding: Pick<BindingRow, 'every' | 'gap'>,
  { manifest, points }: { readonly manifest: ModelManifest; readonly points: ReadonlyMap<string, Numbered> },
): Program {
  const inputs: { series: number; type: 'number' | 'boolean'; quiet?: boolean }[] = []
  const slotOf = ({ series }: Numbered, type: 'number' | 'boolean', quiet: boolean): number => {
    const at = inputs.findIndex((one) => one.series === series)
    if (at >= 0) return at
    inputs.push({ series, type, ...(quiet ? { quiet } : {}) })
    return inputs.length - 1
  }
  const columns = manifest.inputs.flatMap((input): Column[] => {
    const { name, type } = input
    const source = row.inputs[name]
    if (!source) return []
    const { constant, point: id, problem } = source
    if (constant !== undefined)
      return [{ name, constant: typeof constant === 'string' ? constant : Number(constant), convert: asItIs }]
    const one = id === undefined ? undefined : points.get(id)
    if (!one) throw new Fault('bindings.input_missing', { input: name, problem: problem ?? 'missing' })
    const convert = fitting(input, one)
    return [{ name, slot: slotOf(one, type === 'boolean' ? type : 'number', false), convert }]
  })
  const measured = new Map<string, { slot: number; convert: Convert }>()
  const outputs = manifest.outputs.flatMap((output): Given[] => {
    const { name, type } = output
    const compared = row.measured[name] === undefined ? undefined : points.get(row.measured[name])
    if (compared && type !== 'text')
      measured.set(name, {
        convert: fitting(output, compared),
        slot: slotOf(compared, type, true),
      })
    const own = row.outputs[name]
    return own ? [{ name, type, ...own }] : []
  })
  if (!inputs.some(({ quiet }) => !quiet))
    throw new Fault('bindings.input_missing', { input: manifest.inputs[0]?.name ?? '', problem: 'no point at all' })
  const { every, gap } = binding
  const definition: RowDefinition = {
    number: row.number,
    inputs,
    ...(every === null ? {} : { every: microsOfSeconds(every) }),
    ...(gap === null ? {} : { gap: microsOfSeconds(gap) }),
  }
  return { definition, columns, outputs, measured }
}
