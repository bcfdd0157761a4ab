import { type Clock, type Closable, type SampleBatch, type Timer, ValueKind } from '@millrace/core'

export interface Subscription extends Closable {
  /** Changes that were merged into a newer one because the listener was slow. */
  readonly conflated: number
}

/** The newest sample of every series, in memory; one tenant never sees another's series. */
export interface LatestValues extends Closable {
  /** A sample older than the one held is ignored. */
  update(tenant: string, batch: SampleBatch): void
  /** The series that have a value, in the order asked. */
  read(tenant: string, series: readonly number[]): SampleBatch
  /**
   * Lowers the quality of what is held, where it is better: the value and its time stay, as Sparkplug 3.0 asks for the
   * tags of a node that died (`tck-id-operational-behavior-edge-node-termination-host-action-ndeath-node-tags-stale`).
   * Told to subscribers, kept out of the history: a sample there was sent by somebody.
   */
  degrade(tenant: string, series: Iterable<number>, status: number): void
  /** Their source is back and has newer samples or none: what was degraded is again as its sample said. */
  restore(tenant: string, series: Iterable<number>): void
  /** What these series hold counts no more: their samples were removed. Subscribers hear of the next one. */
  forget(tenant: string, series: Iterable<number>): void
  /**
   * Calls `listener` at most every `everyMs` (default 250) with what changed, newest only; the first call brings what is held.
   * A promise from the listener is back-pressure: changes are merged meanwhile.
   */
  subscribe(
    tenant: string,
    series: readonly number[],
    listener: (batch: SampleBatch) => void | Promise<void>,
    everyMs?: number,
  ): Subscription
  /** Values of a tenant taken in since the start. */
  taken(tenant: string): number
}

const EVERY_MS = 250
const FIRST_SERIES = 1024

/** Holds a slot per series number, which the directory gives out densely over all tenants. */
class LatestTable implements LatestValues {
  readonly #clock: Clock
  readonly #tenants = new Map<string, number>()
  readonly #text = new Map<number, string>()
  readonly #watchers = new Map<number, Set<Watch>>()
  readonly #watches = new Set<Watch>()
  #owner = new Uint32Array(0)
  #time = new Float64Array(0)
  #kind = new Uint8Array(0)
  #status = new Uint32Array(0)
  /** The status that came with the sample, under what {@link degrade} made of it. */
  #ownStatus = new Uint32Array(0)
  #watched = new Uint8Array(0)
  #int64 = new BigInt64Array(0)
  /** By owner. */
  readonly #taken: number[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  taken(tenant: string): number {
    return this.#taken[this.#tenants.get(tenant) ?? 0] ?? 0
  }

  update(tenant: string, batch: SampleBatch): void {
    const owner = this.#tenant(tenant)
    const { length, series, time, kind, int64, status } = batch
    for (let i = 0; i < length; i++) {
      const one = series[i] as number
      if (one >= this.#owner.length) this.#grow(one)
      if (this.#owner[one] !== owner) this.#claim(one, owner)
      else if ((time[i] as number) < (this.#time[one] as number)) continue
      this.#time[one] = time[i] as number
      this.#status[one] = status[i] as number
      this.#ownStatus[one] = status[i] as number
      this.#int64[one] = int64[i] as bigint
      if (kind[i] === ValueKind.string) this.#text.set(one, batch.text[Number(int64[i])] as string)
      this.#kind[one] = kind[i] as number
      if (this.#watched[one] === 1) this.#touch(one)
    }
    this.#taken[owner] = (this.#taken[owner] ?? 0) + length
  }

  degrade(tenant: string, series: Iterable<number>, status: number): void {
    const owner = this.#tenants.get(tenant)
    for (const one of series) {
      if (owner === undefined || this.#owner[one] !== owner || (this.#status[one] as number) >>> 30 >= status >>> 30)
        continue
      this.#status[one] = status
      if (this.#watched[one] === 1) this.#touch(one)
    }
  }

  restore(tenant: string, series: Iterable<number>): void {
    const owner = this.#tenants.get(tenant)
    for (const one of series) {
      if (owner === undefined || this.#owner[one] !== owner || this.#status[one] === this.#ownStatus[one]) continue
      this.#status[one] = this.#ownStatus[one] as number
      if (this.#watched[one] === 1) this.#touch(one)
    }
  }

  forget(tenant: string, series: Iterable<number>): void {
    const owner = this.#tenants.get(tenant)
    for (const one of series) {
      if (owner === undefined || this.#owner[one] !== owner) continue
      this.#owner[one] = 0
      this.#text.delete(one)
    }
  }

  read(tenant: string, series: readonly number[]): SampleBatch {
    const owner = this.#tenants.get(tenant) ?? 0
    const held = owner === 0 ? [] : series.filter((one) => this.#owner[one] === owner)
    const slots = new ArrayBuffer(held.length * 8)
    const int64 = new BigInt64Array(slots)
    const text: string[] = []
    const batch = {
      length: held.length,
      series: Uint32Array.from(held),
      time: Float64Array.from(held, (one) => this.#time[one] as number),
      kind: Uint8Array.from(held, (one) => this.#kind[one] as number),
      double: new Float64Array(slots),
      int64,
      status: Uint32Array.from(held, (one) => this.#status[one] as number),
      text,
    }
    held.forEach((one, i) => {
      if (this.#kind[one] === ValueKind.string) int64[i] = BigInt(text.push(this.#text.get(one) as string) - 1)
      else int64[i] = this.#int64[one] as bigint
    })
    return batch
  }

  subscribe(
    tenant: string,
    series: readonly number[],
    listener: (batch: SampleBatch) => void | Promise<void>,
    everyMs = EVERY_MS,
  ): Subscription {
    const watch = new Watch(series, (changed) => listener(this.read(tenant, changed)))
    const owner = this.#tenant(tenant)
    this.#watches.add(watch)
    for (const one of watch.series) {
      if (one >= this.#owner.length) this.#grow(one)
      this.#watched[one] = 1
      const watchers = this.#watchers.get(one)
      if (watchers) watchers.add(watch)
      else this.#watchers.set(one, new Set([watch]))
      if (this.#owner[one] === owner) watch.changed.add(one)
    }
    watch.start(this.#clock.every(everyMs, () => watch.tell()))
    return {
      get conflated(): number {
        return watch.conflated
      },
      close: () => this.#forget(watch),
    }
  }

  close(): void {
    for (const watch of this.#watches) this.#forget(watch)
  }

  #tenant(tenant: string): number {
    let slot = this.#tenants.get(tenant)
    if (slot === undefined) {
      slot = this.#tenants.size + 1
      this.#tenants.set(tenant, slot)
    }
    return slot
  }

  /** A series number belongs to one tenant for good; only a restored directory could give it to another. */
  #claim(series: number, owner: number): void {
    this.#owner[series] = owner
    this.#text.delete(series)
  }

  #touch(series: number): void {
    for (const watch of this.#watchers.get(series) ?? []) watch.touch(series)
  }

  #forget(watch: Watch): void {
    watch.stop()
    this.#watches.delete(watch)
    for (const one of watch.series) {
      const watchers = this.#watchers.get(one)
      watchers?.delete(watch)
      if (watchers?.size !== 0) continue
      this.#watchers.delete(one)
      this.#watched[one] = 0
    }
  }

  #grow(series: number): void {
    const size = Math.max(FIRST_SERIES, 2 ** Math.ceil(Math.log2(series + 1)))
    const { owner, time, kind, status, ownStatus, watched, int64 } = {
      owner: this.#owner,
      time: this.#time,
      kind: this.#kind,
      status: this.#status,
      ownStatus: this.#ownStatus,
      watched: this.#watched,
      int64: this.#int64,
    }

    this.#owner = new Uint32Array(size)
    this.#time = new Float64Array(size)
    this.#kind = new Uint8Array(size)
    this.#status = new Uint32Array(size)
    this.#ownStatus = new Uint32Array(size)
    this.#watched = new Uint8Array(size)
    this.#int64 = new BigInt64Array(size)

    this.#owner.set(owner)
    this.#time.set(time)
    this.#kind.set(kind)
    this.#status.set(status)
    this.#ownStatus.set(ownStatus)
    this.#watched.set(watched)
    this.#int64.set(int64)
  }
}

/** One listener and what changed since it was last told. Bounded by the series it asked for. */
class Watch {
  readonly series: ReadonlySet<number>
  readonly changed = new Set<number>()
  conflated = 0
  readonly #say: (changed: readonly number[]) => void | Promise<void>
  #timer: Timer | undefined
  #busy = false

  constructor(series: readonly number[], say: (changed: readonly number[]) => void | Promise<void>) {
    this.series = new Set(series)
    this.#say = say
  }

  start(timer: Timer): void {
    this.#timer = timer
    this.tell()
  }

  stop(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    this.changed.clear()
  }

  touch(series: number): void {
    if (this.changed.has(series)) this.conflated++
    else this.changed.add(series)
  }

  /** A listener that fails is told the next change all the same; its owner knows what broke. */
  tell(): void {
    if (this.#busy || !this.#timer || this.changed.size === 0) return
    const changed = [...this.changed]
    this.changed.clear()
    const slow = this.#say(changed)
    if (!slow) return
    this.#busy = true
    const free = (): void => {
      this.#busy = false
    }
    slow.then(free, free)
  }
}

/** An empty table of latest values. */
export function createLatestValues(clock: Clock): LatestValues {
  return new LatestTable(clock)
}
