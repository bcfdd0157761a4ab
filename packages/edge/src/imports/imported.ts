import { findingsOf, stepsOf } from '@millrace/core/profiles'
import type { DriverFactory } from '@millrace/drivers'
import { Compile } from 'typebox/schema'
import { checkPoints } from '../config/check-points.ts'
import { PointSchema, type PointSettings } from '../config/schema.ts'

/** A point as an edge's configuration has it, and where in the file it stood. */
export interface ImportedPoint {
  readonly settings: PointSettings
  readonly place: string
  /** Chinese words, if the file has some of its own. */
  readonly zh?: string
  /** It only rises. */
  readonly counter?: boolean
  /** Words for values. */
  readonly states?: Readonly<Record<string, string>>
}

export interface ImportedDevice {
  readonly name: string
  readonly driver: string
  readonly connection: Readonly<Record<string, unknown>>
  readonly points: readonly ImportedPoint[]
}

/** What a file holds and we cannot say, with the reason. */
export interface Refused {
  readonly place: string
  readonly what: string
  readonly reason: string
  /** Points that it stands for; 1 unless told. */
  readonly count?: number
}

export interface Imported {
  /** As people call it: `Neuron tags`. */
  readonly format: string
  readonly devices: readonly ImportedDevice[]
  readonly refused: readonly Refused[]
  /** What was decided on the way and should be looked at. */
  readonly notes: readonly string[]
}

const MOST_NAME = 200
const MOST_DESCRIPTION = 2_000
const LEAST_PERIOD_MS = 10
const MOST_PERIOD_MS = 86_400_000
const pointSchema = Compile(PointSchema)

/** Gives each name once: a second `Speed` becomes `Speed (2)`. */
export class Names {
  readonly #taken = new Set<string>()
  /** The next number of a name that was asked for before. */
  readonly #next = new Map<string, number>()
  readonly #instead: string

  constructor(instead: string) {
    this.#instead = instead
  }

  take(asked: string): string {
    const plain = asked.trim().slice(0, MOST_NAME) || this.#instead
    let name = plain
    let number = this.#next.get(plain) ?? 2
    while (this.#taken.has(name)) name = `${plain.slice(0, MOST_NAME - 8)} (${number++})`
    this.#next.set(plain, number)
    this.#taken.add(name)
    return name
  }
}

/** Sparkplug B 3.0 §4.1: no + / # in the name of a device. */
export const deviceName = (text: string): string => text.replaceAll(/[+/#]/g, ' ').replaceAll(/\s+/g, ' ').trim()

export const cutDescription = (text: string): string =>
  text.length <= MOST_DESCRIPTION ? text : `${text.slice(0, MOST_DESCRIPTION - 1)}…`

/** A reading period within what an edge can keep; undefined for what is none. */
export function periodOf(value: unknown): number | undefined {
  const ms = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof ms !== 'number' || !Number.isFinite(ms) || ms <= 0) return undefined
  return Math.min(MOST_PERIOD_MS, Math.max(LEAST_PERIOD_MS, Math.round(ms)))
}

/** Whether any point of these could be read is told by the drivers themselves: what one refuses is refused here. */
export async function checkImported(imported: Imported, drivers: readonly DriverFactory[]): Promise<Imported> {
  const refused = [...imported.refused]
  const notes = [...imported.notes]
  const devices: ImportedDevice[] = []
  for (const device of imported.devices) {
    const factory = drivers.find(({ kind }) => kind === device.driver)
    const points: ImportedPoint[] = []
    for (const point of device.points) {
      const reason = await faultOf(point.settings, factory)
      if (reason === undefined) points.push(point)
      else refused.push({ place: point.place, what: point.settings.name, reason })
    }
    const connection = factory ? fitting(device, factory, notes) : device.connection
    if (points.length > 0) devices.push({ ...device, connection, points })
  }
  return { ...imported, devices, refused, notes }
}

async function faultOf(settings: PointSettings, factory: DriverFactory | undefined): Promise<string | undefined> {
  const [, errors] = pointSchema.Errors(settings)
  const [error] = errors
  if (error) return `${error.instancePath.slice(1) || 'point'} ${error.message}`
  const reasons: string[] = []
  await checkPoints([settings], factory, ([, ...at], reason) => void reasons.push(`${at.join(' ')} ${reason}`))
  return reasons.length > 0 ? reasons.join(', ') : undefined
}

/** Settings of the connection that the driver takes; what it does not is told. What is missing is for whoever uses it. */
function fitting(device: ImportedDevice, factory: DriverFactory, notes: string[]): ImportedDevice['connection'] {
  const [, errors] = Compile(factory.configSchema as Record<string, unknown>).Errors(device.connection)
  const kept = { ...device.connection }
  const nowhere = { value: undefined, findings: [], placeOf: () => ({ line: 1, column: 1 }) }
  for (const { path, reason } of findingsOf(errors, nowhere)) {
    const [name] = stepsOf(path)
    if (name === undefined || name === '' || !(name in kept)) continue
    notes.push(`${device.name}: ${name} ${JSON.stringify(kept[name])} was left out, it ${reason}`)
    delete kept[name]
  }
  return kept
}
