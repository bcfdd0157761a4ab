import { type Clock, type Closable, type Log, sayFault, type TenantId } from '@millrace/core'
import type { AuditEntry, AuditTrail } from './audit/index.ts'

const EVERY_MS = 5_000
const MOST = 1_000

export interface TallyOptions {
  /** What happens again within so long after it was told is told then, with a count; 0: after five seconds. */
  readonly quietMs: number
  /** For the log, when it cannot be told. */
  readonly name: string
}

interface Told {
  readonly tenant: TenantId
  readonly entry: AuditEntry
  times: number
  /** Monotonic, ms; when it was last told. */
  toldAt: number
}

/** What happens often, told to the audit once in a while with a count: who knocks a thousand times fills no disk. */
export class Tally implements Closable {
  readonly #audit: AuditTrail
  readonly #clock: Clock
  readonly #log: Log
  readonly #options: TallyOptions
  readonly #timer: { cancel(): void }
  readonly #held = new Map<string, Told>()
  #left = 0
  #writing: Promise<void> = Promise.resolve()

  constructor({ audit, clock, log }: { audit: AuditTrail; clock: Clock; log: Log }, options: TallyOptions) {
    this.#audit = audit
    this.#clock = clock
    this.#log = log
    this.#options = options
    this.#timer = clock.every(EVERY_MS, () => {
      this.#writing = this.#writing.then(() => this.#write(false))
    })
  }

  /** `key` names what counts as the same. */
  tell(tenant: TenantId, key: string, entry: AuditEntry): void {
    const whole = `${tenant} ${key}`
    const held = this.#held.get(whole)
    if (held) held.times++
    else if (this.#held.size < MOST)
      this.#held.set(whole, { tenant, entry, times: 1, toldAt: Number.NEGATIVE_INFINITY })
    else this.#left++
  }

  async close(): Promise<void> {
    this.#timer.cancel()
    await this.#writing
    await this.#write(true)
  }

  async #write(ending: boolean): Promise<void> {
    const { name, quietMs } = this.#options
    if (this.#left > 0) this.#log.warn(`${name} not told to the audit one by one`, { times: this.#left })
    this.#left = 0
    const now = this.#clock.monotonic()
    for (const [key, told] of this.#held) {
      if (now - told.toldAt < quietMs && !ending) continue
      const { tenant, entry, times } = told
      if (times === 0 || quietMs === 0) this.#held.delete(key)
      told.times = 0
      told.toldAt = now
      if (times === 0) continue
      const detail = { ...entry.detail, times }
      await this.#audit
        .note(tenant, { ...entry, detail })
        .catch((thrown: unknown) => this.#log.error(`${name} not audited`, { fault: sayFault(thrown), ...detail }))
    }
  }
}
