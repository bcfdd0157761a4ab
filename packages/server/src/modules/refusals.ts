import { type Clock, type Closable, type Log, sayFault, type TenantId } from '@millrace/core'
import type { Actor, AuditTrail } from './audit/index.ts'

const EVERY_MS = 5_000
const MOST = 1_000

interface Refused {
  readonly tenant: TenantId
  readonly actor: Actor
  readonly permission: string
  readonly route: string
  times: number
}

/** What was refused to whom, told to the audit once in a while with a count: who knocks a thousand times fills no disk. */
export class Refusals implements Closable {
  readonly #audit: AuditTrail
  readonly #log: Log
  readonly #timer: { cancel(): void }
  #waiting = new Map<string, Refused>()
  #left = 0
  #writing: Promise<void> = Promise.resolve()

  constructor(audit: AuditTrail, clock: Clock, log: Log) {
    this.#audit = audit
    this.#log = log
    this.#timer = clock.every(EVERY_MS, () => this.#start())
  }

  tell(tenant: TenantId, actor: Actor, { permission, route }: { permission: string; route: string }): void {
    const key = `${tenant} ${actor.id} ${route}`
    const held = this.#waiting.get(key)
    if (held) held.times++
    else if (this.#waiting.size < MOST) this.#waiting.set(key, { tenant, actor, permission, route, times: 1 })
    else this.#left++
  }

  async close(): Promise<void> {
    this.#timer.cancel()
    await this.#writing
    await this.#write()
  }

  #start(): void {
    this.#writing = this.#writing.then(() => this.#write())
  }

  async #write(): Promise<void> {
    const waiting = [...this.#waiting.values()]
    this.#waiting = new Map()
    if (this.#left > 0) this.#log.warn('refusals not told to the audit one by one', { times: this.#left })
    this.#left = 0
    for (const { tenant, actor, permission, route, times } of waiting) {
      const detail = { permission, route, times }
      await this.#audit
        .note(tenant, { actor, action: 'access.refused', outcome: 'refused', detail })
        .catch((thrown: unknown) => this.#log.error('refusal not audited', { fault: sayFault(thrown), ...detail }))
    }
  }
}
