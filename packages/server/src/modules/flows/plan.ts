import { Fault } from '@millrace/core'
import type { FlowDefinition } from '../../live/needs.ts'
import { type Point, plainName } from '../assets/index.ts'
import type { DeploymentRow, RunRow } from './deployment-store.ts'
import type { PointEnd } from './documents.ts'
import './faults.ts'
import type { Models } from './models.ts'
import type { RunInput, Stood } from './tables.ts'

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

/** The only point that is called so, its own before those below; `said` is how names are told apart. */
function named(name: string, place: Place, said = (text: string): string => text): RunInput {
  const found = place.points.filter(({ point }) =>
    [point.name, [...point.path.slice(place.depth), point.name].join('/')].some((text) => said(text) === said(name)),
  )
  const own = found.filter(({ point }) => point.assetId === place.asset)
  const [only, second] = own.length > 0 ? own : found
  if (!only) return { problem: 'missing' }
  return second ? { problem: 'several' } : { point: only.point.id }
}

/** What stands for an input: what the deployment says, else what the node names, at the asset or by id. */
export function inputAt(
  { node, id, name, property }: PointEnd,
  inputs: DeploymentRow['inputs'],
  place: Place | undefined,
): RunInput {
  const chosen = inputs[node]?.point ?? id
  if (chosen !== undefined) return { point: chosen }
  const bound = property === undefined ? undefined : place?.properties.get(property)
  if (bound !== undefined) return { point: bound }
  if (!place) return { problem: 'missing' }
  const found = named(name ?? property ?? '', place)
  // A property is found by what people mean by its name, as apps and thing models find it.
  return property !== undefined && name === undefined && found.problem === 'missing'
    ? named(property, place, plainName)
    : found
}

type ValueType = Pick<FlowDefinition['inputs'][number], 'type' | 'unit'>

/** What comes from a point, for the node that takes it in. */
export function typeOf({ type, unit: own }: Pick<Point, 'type' | 'unit'>, end: PointEnd | undefined): ValueType {
  if (type === 'string') return { type: 'text' }
  if (type === 'boolean') return { type }
  const unit = own ?? end?.unit
  return { type: 'number', ...(unit === undefined ? {} : { unit }) }
}

/** A version as it is worked with: JSON of its document, and what takes points in, by node. */
export interface Known {
  readonly text: string
  readonly models: Models
  readonly ends: ReadonlyMap<string, PointEnd>
}

/** In an order of its own: the same is the same text. */
export const stoodIn = (stood: Stood, nodes: readonly string[]): Stood =>
  Object.fromEntries(
    nodes.flatMap((node) => {
      const sample = stood[node]
      return sample ? [[node, { value: sample.value, status: sample.status }]] : []
    }),
  )

/** A run as its thread has it. Throws `flows.input_missing`. */
export function definitionOf(
  run: Pick<RunRow, 'number' | 'inputs' | 'outputs' | 'since' | 'stood'>,
  deployment: Pick<DeploymentRow, 'id' | 'parameters'>,
  { text, models, ends, points }: Known & { readonly points: ReadonlyMap<string, Numbered> },
): FlowDefinition {
  return {
    number: run.number,
    deployment: deployment.id,
    document: text,
    parameters: deployment.parameters,
    ...(Object.keys(models).length > 0 ? { models } : {}),
    since: run.since ?? 0,
    ...(run.stood ? { stood: stoodIn(run.stood, Object.keys(run.inputs)) } : {}),
    inputs: Object.entries(run.inputs).map(([node, { point: id, problem, inbox }]) => {
      const one = id === undefined ? undefined : points.get(id)
      if (!one) throw new Fault('flows.input_missing', { node, problem: problem ?? 'missing' })
      // An alarm stands; all else happened.
      const event = inbox === undefined || inbox.kind === 'alarm' ? {} : { event: true as const }
      const topic = inbox?.kind === 'mqtt' ? { topic: inbox.of ?? '' } : {}
      return { node, series: one.series, ...typeOf(one.point, ends.get(node)), ...event, ...topic }
    }),
    outputs: Object.entries(run.outputs).map(([node, { series, type }]) => ({ node, series, type })),
  }
}
