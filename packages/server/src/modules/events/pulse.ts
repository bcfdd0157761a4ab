import { type Clock, type Closable, type Log, sayFault, type TenantId } from '@millrace/core'

const LOOK_MS = 200
/** Looked at so often though nobody here told anything: another process may have. */
const SLEEP_MS = 5_000
/** After something was told: the transaction that tells it may take so long to end. */
const AWAKE_MS = 10_000

interface Known {
  readonly listeners: Set<() => void>
  awakeUntil: number
  lookedAt: number
  head: number | undefined
  isLooking: boolean
}

interface Needs {
  /** Sequence of the newest event that is committed. */
  readonly head: (tenant: TenantId) => Promise<number>
  readonly clock: Clock
  readonly log: Log
}

/** Says that there are new events once they are committed, to whoever listens; asks the database for nobody else. */
export class Pulse implements Closable {
  readonly #needs: Needs
  readonly #known = new Map<TenantId, Known>()
  readonly #looks = new Set<Promise<void>>()
  readonly #timer: { cancel(): void }

  constructor(needs: Needs) {
    this.#needs = needs
    this.#timer = needs.clock.every(LOOK_MS, () => this.#look())
  }

  /** Something was told in a transaction that is not at its end. */
  wake(tenant: TenantId): void {
    const known = this.#known.get(tenant)
    if (known) known.awakeUntil = this.#needs.clock.monotonic() + AWAKE_MS
  }

  listen(tenant: TenantId, listener: () => void): () => void {
    const known = this.#known.get(tenant) ?? {
      listeners: new Set(),
      awakeUntil: 0,
      lookedAt: Number.NEGATIVE_INFINITY,
      head: undefined,
      isLooking: false,
    }
    this.#known.set(tenant, known)
    known.listeners.add(listener)
    return () => {
      known.listeners.delete(listener)
      if (known.listeners.size === 0 && this.#known.get(tenant) === known) this.#known.delete(tenant)
    }
  }

  async close(): Promise<void> {
    this.#timer.cancel()
    this.#known.clear()
    await Promise.all(this.#looks)
  }

  #look(): void {
    const { clock, log } = this.#needs
    const now = clock.monotonic()
    for (const [tenant, known] of this.#known) {
      if (known.isLooking || !(now < known.awakeUntil || now - known.lookedAt >= SLEEP_MS)) continue
      known.lookedAt = now
      known.isLooking = true
      const look = this.#ask(tenant, known)
        .catch((thrown: unknown) => log.warn('new events are not looked for', { fault: sayFault(thrown) }))
        .finally(() => {
          known.isLooking = false
          this.#looks.delete(look)
        })
      this.#looks.add(look)
    }
  }

  async #ask(tenant: TenantId, known: Known): Promise<void> {
    const head = await this.#needs.head(tenant)
    if (head === known.head) return
    known.head = head
    for (const listener of known.listeners) listener()
  }
}
