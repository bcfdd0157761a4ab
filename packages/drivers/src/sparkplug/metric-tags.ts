import { isBad, isGood, MICROS_PER_MS, type Micros, Status, type Value, valueAt } from '@millrace/core'
import type { HostEvent, HostNode } from '@millrace/wire'
import type { TagId, TagSpec } from '../kit/driver.ts'
import type { Reports } from '../kit/reports.ts'
import type { Echoes } from '../mqtt/broker.ts'
import type { SparkplugAddress } from './address.ts'
import { readingOf } from './values.ts'

export interface SparkplugTag extends SparkplugAddress {
  readonly spec: TagSpec
}

type Birth = Extract<HostEvent, { is: 'birth' }>
type Data = Extract<HostEvent, { is: 'data' }>

const keyOf = ({ device, metric }: SparkplugAddress): string => JSON.stringify([device ?? null, metric])
const named = (device: string | undefined, name: string): string =>
  keyOf(device === undefined ? { metric: name } : { device, metric: name })

/** The tags by their metrics: what births, data and deaths of the node mean for each is reported. */
export class MetricTags {
  readonly #reports: Reports
  readonly #echoes: Echoes<TagId>
  readonly #held = new Map<TagId, Value>()
  #tags: ReadonlyMap<string, readonly SparkplugTag[]> = new Map()
  /** By slot of the session's table. */
  #bySlot: (readonly SparkplugTag[] | undefined)[] = []

  constructor(reports: Reports, echoes: Echoes<TagId>) {
    this.#reports = reports
    this.#echoes = echoes
  }

  /** Replaces all tags. */
  set(tags: readonly SparkplugTag[], { table }: HostNode): void {
    const byMetric = new Map<string, SparkplugTag[]>()
    for (const tag of tags) {
      const key = keyOf(tag)
      const twins = byMetric.get(key)
      if (twins) twins.push(tag)
      else byMetric.set(key, [tag])
    }
    this.#tags = byMetric
    this.#bySlot = table.definitions.map(({ device, name }) => byMetric.get(named(device, name)))
  }

  find(id: TagId): SparkplugTag | undefined {
    for (const twins of this.#tags.values()) {
      const found = twins.find(({ spec }) => spec.id === id)
      if (found) return found
    }
    return undefined
  }

  born({ device, metrics, slots, timestamp }: Birth): void {
    const told = new Set<string>()
    for (const [i, metric] of metrics.entries()) {
      if (metric.name === undefined) continue
      const key = named(device, metric.name)
      told.add(key)
      const tags = this.#tags.get(key)
      this.#bySlot[slots[i]!] = tags
      for (const { spec } of tags ?? []) {
        const { value, status } = readingOf(metric)
        this.#report(spec, value, status, (metric.timestamp ?? timestamp) * MICROS_PER_MS)
      }
    }
    for (const [key, tags] of this.#tags) {
      if (tags[0]!.device !== device || told.has(key)) continue
      for (const { spec } of tags) this.#report(spec, null, Status.BadNodeIdUnknown, timestamp * MICROS_PER_MS)
    }
  }

  data({ columns }: Data): void {
    const batch = columns.asBatch(new Uint32Array(columns.length))
    for (let i = 0; i < columns.length; i++) {
      for (const { spec } of this.#bySlot[columns.slot[i]!] ?? [])
        this.#report(spec, valueAt(batch, i), columns.status[i]!, columns.time[i]!)
    }
  }

  /** The last values of what died (the device, or the whole node) are still usable, until somebody knows better. */
  died(device: string | undefined, time: Micros): void {
    for (const tags of this.#tags.values()) {
      if (device !== undefined && tags[0]!.device !== device) continue
      for (const { spec } of tags) {
        const held = this.#held.get(spec.id)
        const isKnown = held !== undefined
        const status = isKnown ? Status.UncertainNoCommunicationLastUsableValue : Status.BadNoCommunication
        this.#reports.add(spec, held ?? null, status, time)
      }
    }
  }

  #report(spec: TagSpec, value: Value, status: number, time: Micros): void {
    if (isGood(status)) this.#held.set(spec.id, value)
    this.#reports.add(spec, value, status, time)
    if (!isBad(status)) this.#echoes.heard(spec.id, value)
  }
}
