import { type Closable, Fault, isoOf, type TenantId } from '@millrace/core'
import type { FlowGlance } from '../../live/needs.ts'
import './faults.ts'

/** Newest samples of wires, by node.port. */
export type Wires = Record<
  string,
  { readonly time: string; readonly value: FlowGlance['value']; readonly status: number }
>
export type OnWires = (wires: Wires) => Promise<void>

/** Of the platform. */
const MOST = 200

/** Somebody who looks on: what changes while they are told is merged, so that a slow reader costs nothing. */
class Watch {
  readonly ports: readonly string[]
  readonly #listener: OnWires
  #waiting: Wires | undefined
  #isBusy = false

  constructor(ports: readonly string[], listener: OnWires) {
    this.ports = ports
    this.#listener = listener
  }

  take({ wire, time, value, status }: FlowGlance): void {
    if (!this.ports.includes('*') && !this.ports.includes(wire)) return
    this.#waiting = { ...this.#waiting, [wire]: { time: isoOf(time), value, status } }
  }

  tell(): void {
    const wires = this.#waiting
    if (this.#isBusy || !wires) return
    this.#waiting = undefined
    this.#isBusy = true
    // One whose reader is gone is closed by its stream.
    const free = (): void => {
      this.#isBusy = false
      this.tell()
    }
    this.#listener(wires).then(free, free)
  }
}

/** Who looks at wires of runs, by the number of the run. */
export class Watches {
  readonly #changed: (tenant: TenantId) => void
  readonly #watches = new Map<number, Set<Watch>>()
  #many = 0

  constructor(changed: (tenant: TenantId) => void) {
    this.#changed = changed
  }

  /** `ports`: node.port; without any, all. Throws `flows.live_full`. */
  open(tenant: TenantId, number: number, ports: readonly string[], listener: OnWires): Closable {
    if (this.#many >= MOST) throw new Fault('flows.live_full', { most: MOST })
    this.#many++
    const watch = new Watch(ports.length === 0 ? ['*'] : ports, listener)
    const watches = this.#watches.get(number) ?? new Set()
    this.#watches.set(number, watches.add(watch))
    this.#changed(tenant)
    return {
      close: async () => {
        if (!watches.delete(watch)) return
        this.#many--
        if (watches.size === 0) this.#watches.delete(number)
        this.#changed(tenant)
      },
    }
  }

  /** Ports that somebody looks at. */
  of(number: number): readonly string[] {
    const ports = [...(this.#watches.get(number) ?? [])].flatMap((watch) => watch.ports)
    return ports.includes('*') ? ['*'] : [...new Set(ports)].sort()
  }

  tell(glances: readonly FlowGlance[]): void {
    const told = new Set<Watch>()
    for (const glance of glances)
      for (const watch of this.#watches.get(glance.number) ?? []) {
        watch.take(glance)
        told.add(watch)
      }
    for (const watch of told) watch.tell()
  }
}
