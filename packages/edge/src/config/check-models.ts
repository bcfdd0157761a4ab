import { resolve } from 'node:path'
import { areCommensurable, Fault } from '@millrace/core'
import type { SayAt } from '@millrace/core/profiles'
import type { ModelManifest, ModelPackage } from '@millrace/runtime'
import { type InputBinding, MODEL, type ModelBinding, REASON } from '../models/binding.ts'
import { loadModel } from '../models/load.ts'
import type { DeviceConfiguration } from './device.ts'
import { type KnownPoints, type Point, pointsByName, pointTypeOf, typeOfPoint } from './known-points.ts'
import type { ModelSettings } from './schema.ts'

export interface ModelPlaces {
  readonly folder: string
  readonly devices: readonly DeviceConfiguration[]
  /** A mistake that no edge starts with. */
  readonly fault: SayAt
  /** A package that is refused, while all else goes on. */
  readonly refused: SayAt
}

/** Models as devices. Their packages are read and held against what is expected of them. */
export async function checkModels(
  models: readonly ModelSettings[],
  { folder, devices, fault, refused }: ModelPlaces,
): Promise<readonly DeviceConfiguration[]> {
  const known: KnownPoints = new Map(devices.map((device) => [device.name, pointsByName(device)]))
  const read = new Map<string, ModelPackage | Fault>()
  const made: DeviceConfiguration[] = []
  for (const [i, settings] of models.entries()) {
    const place = resolve(folder, settings.package)
    const key = JSON.stringify([place, settings.digest, settings.key])
    const model = read.get(key) ?? (await loaded(place, settings))
    read.set(key, model)
    if (model instanceof Fault) refused([i, 'package'], `is refused: ${model.message}`)
    const device = deviceOf(settings, model, known, (at, reason) => fault([i, ...at], reason))
    made.push(device)
    known.set(settings.name, model instanceof Fault ? undefined : pointsByName(device))
  }
  return made
}

async function loaded(place: string, { digest, key }: ModelSettings): Promise<ModelPackage | Fault> {
  try {
    return await loadModel(place, { digest, ...(key === undefined ? {} : { key }) })
  } catch (reason) {
    if (reason instanceof Fault) return reason
    throw reason
  }
}

function deviceOf(
  settings: ModelSettings,
  model: ModelPackage | Fault,
  known: KnownPoints,
  fault: SayAt,
): DeviceConfiguration {
  const { name, asset, every = 1_000, parameters = {} } = settings
  const inputs = model instanceof Fault ? [] : bind(settings, model.manifest, known, fault)
  const binding: ModelBinding = { model, inputs, parameters, every }
  return {
    name,
    driver: MODEL,
    ...(asset ? { asset } : {}),
    connection: binding,
    points: model instanceof Fault ? [] : pointsOf(model.manifest, every === 'change' ? 1_000 : every),
  }
}

function bind(
  settings: ModelSettings,
  manifest: ModelManifest,
  known: KnownPoints,
  fault: SayAt,
): readonly InputBinding[] {
  const { inputs = {}, parameters = {} } = settings
  const names = new Map(manifest.inputs.map((input) => [input.name, input]))
  const missing = manifest.inputs.filter((input) => !Object.hasOwn(inputs, input.name) && input.default === undefined)
  if (missing.length > 0) fault(['inputs'], `binds nothing to ${missing.map(({ name }) => name).join(', ')}`)
  const settable = (manifest.parameters ?? []).map(({ name }) => name)
  for (const name of Object.keys(parameters))
    if (!settable.includes(name)) fault(['parameters', name], `must be one of ${settable.join(', ') || 'none'}`)
  return Object.entries(inputs).flatMap(([name, { device, point }]): InputBinding[] => {
    const input = names.get(name)
    const say = (reason: string): [] => {
      fault(['inputs', name], reason)
      return []
    }
    if (!input) return say(`must be one of ${[...names.keys()].join(', ')}`)
    if (!known.has(device)) return say(`names no device and no model before it: ${device}`)
    const points = known.get(device)
    const { type, unit } = input
    if (!points) return [{ name, type, device, point }]
    const found = points.get(point)
    if (!found) return say(`names no point of ${device}: ${point}`)
    const mistake = mistakeOf(input, found)
    if (mistake) return say(mistake)
    const units = {
      ...(found.unit === undefined ? {} : { from: found.unit }),
      ...(unit === undefined ? {} : { to: unit }),
    }
    return [{ name, type, device, point, ...(type === 'number' ? units : {}) }]
  })
}

/** Why a point is nothing for an input. */
function mistakeOf({ type, unit }: ModelManifest['inputs'][number], point: Point): string | undefined {
  const seen = typeOfPoint(point)
  if (seen !== type) return `is bound to a ${seen}, and the model takes a ${type}`
  if (type !== 'number' || unit === undefined) return undefined
  if (point.unit === undefined && unit !== '1')
    return `is bound to a point without a unit, and the model takes ${unit}: give the point its unit`
  try {
    if (areCommensurable(point.unit ?? '1', unit)) return undefined
  } catch {
    // What is wrong with its unit is told of the point.
    return undefined
  }
  return `is bound to a point in ${point.unit}, and the model takes ${unit}`
}

/** Points of a model: its outputs, and why they are not good. */
function pointsOf({ id, version, outputs }: ModelManifest, periodMs: number): readonly Point[] {
  const own = { periodMs, access: 'r' } as const
  const points = outputs.map(({ name, type, unit, low, high, en }): Point => {
    const range = { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) }
    const more = { ...(unit === undefined ? {} : { unit }), ...range, description: `${en}. ${id} ${version}` }
    return { name, address: name, type: pointTypeOf[type], ...more, ...own }
  })
  if (outputs.some(({ name }) => name === REASON)) return points
  const description = `Why outputs are not good. ${id} ${version}`
  return [...points, { name: REASON, address: REASON, type: 'string', description, ...own }]
}
