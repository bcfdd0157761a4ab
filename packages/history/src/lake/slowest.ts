import type { Clock } from '@millrace/core'
import type { SlowQuery } from '../history.ts'

/** Remembered of a tenant. */
const KEPT = 20
/** For how long, µs. */
const DAY = 86_400_000_000

interface Asked {
  readonly tenant: string
  readonly series: readonly number[]
  readonly from?: number
  readonly to?: number
}

/** The slowest queries of each tenant, of the last day. */
export class Slowest {
  readonly #clock: Clock
  readonly #tenants = new Map<string, readonly SlowQuery[]>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Runs a query and remembers it if few of its tenant were slower. One that fails or is left is not remembered. */
  async watch<T>(kind: SlowQuery['kind'], { tenant, series, from, to }: Asked, run: () => Promise<T>): Promise<T> {
    const [at, begun] = [this.#clock.now(), this.#clock.monotonic()]
    const answer = await run()
    const query: SlowQuery = {
      at,
      kind,
      series: series.length,
      ...(from !== undefined && Number.isFinite(from) ? { from } : {}),
      ...(to !== undefined && Number.isFinite(to) ? { to } : {}),
      ms: this.#clock.monotonic() - begun,
    }
    const held = this.of(tenant)
    if (held.length < KEPT || query.ms > (held.at(-1) as SlowQuery).ms)
      this.#tenants.set(tenant, [...held, query].sort((a, b) => b.ms - a.ms).slice(0, KEPT))
    return answer
  }

  /** The slowest first. */
  of(tenant: string): readonly SlowQuery[] {
    const since = this.#clock.now() - DAY
    return (this.#tenants.get(tenant) ?? []).filter(({ at }) => at >= since)
  }
}
