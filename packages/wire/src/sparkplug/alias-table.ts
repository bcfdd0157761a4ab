import { Fault } from '@millrace/core'
import type { Metric, SparkplugType } from './payload.ts'
import { SparkplugType as Type } from './payload.ts'
import './faults.ts'

/** Aliases up to here are looked up in an array; larger ones (some makers hash them) in a map. */
const DENSE = 1 << 20
/** Names that one edge node may use while the host runs: slots are never given back, so there must be an end. */
const MOST_SLOTS = 1 << 20

export interface MetricDefinition {
  /** Absent: a metric of the node itself. */
  readonly device?: string
  readonly name: string
  readonly type: SparkplugType
}

/**
 * What an edge node's births said: each metric gets a slot, a small dense number, found by alias or by name.
 * Slots stay while the node lives; a device that is born again keeps the slots of metrics it still has.
 */
export class AliasTable {
  readonly definitions: MetricDefinition[] = []
  /** Sparkplug type of each slot. */
  types = new Uint8Array(64)
  #dense = new Int32Array(64).fill(-1)
  readonly #sparse = new Map<number, number>()
  readonly #byName = new Map<string, number>()

  /** The slot of an alias; -1 when no birth named it. */
  slotOfAlias(alias: number): number {
    if (alias < this.#dense.length) return this.#dense[alias]!
    return this.#sparse.get(alias) ?? -1
  }

  slotOfName(device: string | undefined, name: string): number {
    return this.#byName.get(nameKey(device, name)) ?? -1
  }

  /**
   * Takes a birth's metrics; returns the slot of each, in their order. Metrics without a name get -1. The birth of the node
   * ends all aliases: the node may have given them to other metrics since. Throws `wire.too_many_names`, changing nothing.
   */
  define(device: string | undefined, metrics: readonly Metric[]): Int32Array {
    this.#bound(device, metrics)
    if (device === undefined) {
      this.#dense.fill(-1)
      this.#sparse.clear()
    }
    const slots = new Int32Array(metrics.length).fill(-1)
    metrics.forEach((metric, i) => {
      if (metric.name === undefined) return
      const key = nameKey(device, metric.name)
      const type = metric.datatype ?? Type.Unknown
      let slot = this.#byName.get(key)
      if (slot === undefined) {
        slot = this.definitions.length
        this.#byName.set(key, slot)
      }
      this.definitions[slot] = { ...(device === undefined ? {} : { device }), name: metric.name, type }
      this.#setType(slot, type)
      if (metric.alias !== undefined) this.#setAlias(metric.alias, slot)
      slots[i] = slot
    })
    return slots
  }

  #bound(device: string | undefined, metrics: readonly Metric[]): void {
    if (this.definitions.length + metrics.length <= MOST_SLOTS) return
    const fresh = new Set<string>()
    for (const { name } of metrics) if (name !== undefined && this.slotOfName(device, name) < 0) fresh.add(name)
    if (this.definitions.length + fresh.size > MOST_SLOTS) throw new Fault('wire.too_many_names', { limit: MOST_SLOTS })
  }

  #setType(slot: number, type: SparkplugType): void {
    if (slot >= this.types.length) {
      const types = new Uint8Array(Math.max(slot + 1, this.types.length * 2))
      types.set(this.types)
      this.types = types
    }
    this.types[slot] = type
  }

  #setAlias(alias: number, slot: number): void {
    if (alias >= DENSE) {
      this.#sparse.set(alias, slot)
      return
    }
    if (alias >= this.#dense.length) {
      const dense = new Int32Array(Math.min(DENSE, Math.max(alias + 1, this.#dense.length * 2))).fill(-1)
      dense.set(this.#dense)
      this.#dense = dense
    }
    this.#dense[alias] = slot
  }
}

/** Ids hold no slash (topic rules), so that device and name cannot run into each other. */
function nameKey(device: string | undefined, name: string): string {
  return device === undefined ? `/${name}` : `${device}/${name}`
}
