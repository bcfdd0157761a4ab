import type { Clock, TenantId } from '@millrace/core'

/** Who changed a definition is not kept waiting for longer; live computing goes on trying to read what is in force. */
const IN_FORCE_MS = 10_000

type Listener = (tenant: TenantId) => Promise<void>

/** Those who hear that definitions of a tenant are others than before. */
export class DefinitionListeners {
  readonly #clock: Pick<Clock, 'sleep'>
  readonly #listeners = new Set<Listener>()

  constructor(clock: Pick<Clock, 'sleep'>) {
    this.#clock = clock
  }

  add(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Nobody waits for it. */
  tell(tenant: TenantId): void {
    for (const listener of this.#listeners) void listener(tenant)
  }

  /** Resolves when what was changed holds for what comes from then on, or after a while. */
  async inForce(tenant: TenantId): Promise<void> {
    const held = Promise.all([...this.#listeners].map((listener) => listener(tenant)))
    const late = new AbortController()
    // It rejects when all of them hold in time.
    const waited = this.#clock.sleep(IN_FORCE_MS, late.signal).catch(() => undefined)
    await Promise.race([held, waited])
    late.abort()
  }
}
