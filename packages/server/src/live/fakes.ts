import type { ConditionDefinition, ConditionEdge, DerivedDefinition } from '@millrace/compute'
import { type Clock, Fault, type TenantId } from '@millrace/core'
import { Desk } from './desk.ts'
import { makePlain } from './desk-kinds.ts'
import './faults.ts'
import type { Order } from './messages.ts'
import type { ConditionBook, DerivedBook, DerivedNews, KpiBook, KpiNews, LiveUnit, StandingEdge } from './needs.ts'
import type { LiveThread, ThreadStart } from './thread.ts'

/** Stand-ins for the rest of the house, for the tests of live computing alone. */

/** Owns conditions in memory, and knows edges that come twice as a real owner must. */
export class FakeBook implements ConditionBook {
  readonly definitionsOf = new Map<string, ConditionDefinition[]>()
  readonly taken: ConditionEdge[] = []
  /** Edges that came again. */
  again = 0
  readonly suspensions: { readonly tenant: string; readonly condition: number; readonly code: string }[] = []
  readonly newest = new Map<number, StandingEdge>()
  /** Set to refuse edges. */
  refuses = false
  refused = 0
  readonly resumptions: number[] = []
  #listener: (tenant: TenantId) => Promise<void> = async () => undefined

  /** Resolves when they are in force. */
  set(tenant: string, ...definitions: ConditionDefinition[]): Promise<void> {
    this.definitionsOf.set(tenant, definitions)
    return this.#listener(tenant as TenantId)
  }

  async definitions(tenant: TenantId): Promise<readonly ConditionDefinition[]> {
    return this.definitionsOf.get(tenant) ?? []
  }

  onChanged(listener: (tenant: TenantId) => Promise<void>): () => void {
    this.#listener = listener
    return () => {
      this.#listener = async () => undefined
    }
  }

  async standing(): Promise<readonly StandingEdge[]> {
    return [...this.newest.values()]
  }

  async edges(_tenant: TenantId, edges: readonly ConditionEdge[]): Promise<void> {
    if (this.refuses) {
      this.refused++
      throw new Fault('live.failed', { seen: 'a refusal of the test' })
    }
    for (const edge of edges) {
      if (edge.at <= (this.newest.get(edge.condition)?.at ?? Number.NEGATIVE_INFINITY)) {
        this.again++
        continue
      }
      this.newest.set(edge.condition, edge)
      this.taken.push(edge)
    }
  }

  async suspended(tenant: TenantId, condition: number, fault: Fault): Promise<void> {
    this.suspensions.push({ tenant, condition, code: fault.code })
  }

  async resumed(_tenant: TenantId, conditions: readonly number[]): Promise<void> {
    this.resumptions.push(...conditions)
  }
}

/** Owns work units in memory. */
export class FakeUnits implements KpiBook {
  readonly units: LiveUnit[] = []
  readonly taken: KpiNews[] = []
  /** Set to refuse news. */
  refuses = false
  refused = 0

  async definitions(): Promise<readonly LiveUnit[]> {
    return this.units
  }

  onChanged(): () => void {
    return () => undefined
  }

  async take(_tenant: TenantId, news: readonly KpiNews[]): Promise<void> {
    if (this.refuses) {
      this.refused++
      throw new Fault('live.failed', { seen: 'a refusal of the test' })
    }
    this.taken.push(...news)
  }

  async suspended(_tenant: TenantId, _unit: number, fault: Fault): Promise<void> {
    throw fault
  }
}

/** Owns derived points in memory. */
export class FakePoints implements DerivedBook {
  readonly points: DerivedDefinition[] = []
  readonly taken: DerivedNews[] = []
  /** Set to refuse news. */
  refuses = false
  refused = 0

  async definitions(): Promise<readonly DerivedDefinition[]> {
    return this.points
  }

  onChanged(): () => void {
    return () => undefined
  }

  async take(_tenant: TenantId, news: readonly DerivedNews[]): Promise<void> {
    if (this.refuses) {
      this.refused++
      throw new Fault('live.failed', { seen: 'a refusal of the test' })
    }
    this.taken.push(...news)
  }

  async suspended(_tenant: TenantId, _number: number, fault: Fault): Promise<void> {
    throw fault
  }

  async resumed(): Promise<void> {}
}

/** A point that is twice a series. */
export const twiceOf = (series: number, number: number): DerivedDefinition => ({
  number,
  inputs: [{ series, type: 'number' }],
  steps: [{ formula: 'x * 2', type: 'number', names: [{ name: 'x', type: 'number', from: 0 }] }],
  start: [null],
})

/** A work unit that counts what it makes by one series. */
export const countingUnit = (series: number): LiveUnit => ({
  number: 1,
  id: 'press',
  fingerprint: '1',
  calendar: { zone: 'UTC', dayBegins: '00:00', weekBegins: 1, shifts: [], holidays: [], exceptions: [] },
  orders: [],
  downtimes: [],
  counters: { PQ: { series } },
  kpis: [],
  until: Number.NEGATIVE_INFINITY,
  newest: Number.NEGATIVE_INFINITY,
})

/** The thread's desk in this thread: messages are copied as between threads, and can be held back. */
export class NearThread {
  readonly #clock: Clock
  readonly #desks = new Set<{ readonly desk: Desk; readonly end: (seen: string) => void; alive: boolean }>()
  #turn: Promise<void> = Promise.resolve()
  #gate: PromiseWithResolvers<void> | undefined
  starts = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  readonly start = ({ heard, ended, ...data }: ThreadStart): LiveThread => {
    this.starts++
    const one = {
      desk: new Desk({
        make: makePlain,
        ...data,
        clock: this.#clock,
        say: (word) => {
          if (one.alive) setImmediate(() => one.alive && heard(structuredClone(word)))
        },
      }),
      end: ended,
      alive: true,
    }
    this.#desks.add(one)
    return {
      post: (order: Order) => {
        const copy = order.do === 'feed' || order.do === 'reconcile' ? structuredClone(order) : order
        this.#turn = this.#turn.then(async () => {
          await this.#gate?.promise
          if (one.alive) await one.desk.take(copy)
        })
      },
      terminate: async () => {
        one.alive = false
      },
    }
  }

  /** Nothing is taken until {@link NearThread.go}. */
  hold(): void {
    this.#gate = Promise.withResolvers()
  }

  go(): void {
    this.#gate?.resolve()
    this.#gate = undefined
  }

  /** The thread is gone, as if it had crashed: nothing of what waits is done. */
  kill(): void {
    for (const one of this.#desks) {
      if (!one.alive) continue
      one.alive = false
      one.end('killed by the test')
    }
    this.go()
  }
}
