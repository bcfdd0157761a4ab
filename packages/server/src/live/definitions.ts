import { type Clock, type Log, sayFault, type TenantId } from '@millrace/core'
import type { DefinitionBook } from './needs.ts'

const RETRY_MS = 1_000

interface Numbered {
  readonly number: number
}

export interface Change<Definition> {
  readonly tenant: TenantId
  readonly put: readonly Definition[]
  readonly remove: readonly number[]
}

/** What of one kind is to be evaluated of each tenant, and what changes in it. Asks one tenant at a time. */
export class Definitions<Definition extends Numbered> {
  readonly #book: Pick<DefinitionBook<Definition>, 'definitions'>
  readonly #clock: Clock
  readonly #log: Log
  readonly #changed: (change: Change<Definition>) => void
  readonly #known = new Map<TenantId, Map<number, { readonly text: string; readonly definition: Definition }>>()
  readonly #asked = new Set<TenantId>()
  readonly #stopped = new AbortController()
  #asking: Promise<void> | undefined

  constructor(
    { book, clock, log }: { book: Pick<DefinitionBook<Definition>, 'definitions'>; clock: Clock; log: Log },
    changed: (change: Change<Definition>) => void,
  ) {
    this.#book = book
    this.#clock = clock
    this.#log = log
    this.#changed = changed
  }

  get tenants(): readonly TenantId[] {
    return [...this.#known.keys()]
  }

  /** All that is known of a tenant. */
  of(tenant: TenantId): readonly Definition[] {
    return [...(this.#known.get(tenant)?.values() ?? [])].map(({ definition }) => definition)
  }

  /** All that is known, as one change a tenant. */
  all(): readonly Change<Definition>[] {
    return [...this.#known].map(([tenant, known]) => ({
      tenant,
      put: [...known.values()].map(({ definition }) => definition),
      remove: [],
    }))
  }

  /** Looks at a tenant's definitions again; many calls at once are one question. Resolves when it and all others asked are known. */
  refresh(tenant: TenantId): Promise<void> {
    this.#asked.add(tenant)
    this.#asking ??= this.#ask()
    return this.#asking
  }

  /** Could not be evaluated: is put again, and told again, with the next change of its tenant. */
  suspended(tenant: TenantId, number: number): void {
    const known = this.#known.get(tenant)
    const one = known?.get(number)
    if (one) known?.set(number, { ...one, text: '' })
  }

  stop(): void {
    this.#stopped.abort()
  }

  async #ask(): Promise<void> {
    try {
      // A turn of the loop: what changes in a row is one question.
      await new Promise((resolve) => setImmediate(resolve))
      for (const tenant of this.#asked) {
        if (this.#stopped.signal.aborted) return
        this.#asked.delete(tenant)
        await this.#askOne(tenant)
      }
    } finally {
      this.#asking = undefined
    }
  }

  async #askOne(tenant: TenantId): Promise<void> {
    try {
      const definitions = await this.#book.definitions(tenant)
      const before = this.#known.get(tenant)
      const known = new Map(
        definitions.map((definition) => [definition.number, { text: JSON.stringify(definition), definition }]),
      )
      this.#known.set(tenant, known)
      const put = [...known].filter(([number, { text }]) => before?.get(number)?.text !== text)
      const remove = [...(before?.keys() ?? [])].filter((number) => !known.has(number))
      if (!before || put.length > 0 || remove.length > 0)
        this.#changed({ tenant, put: put.map(([, { definition }]) => definition), remove })
    } catch (failure) {
      this.#log.error('definitions of live computing not read', { fault: sayFault(failure), tenant })
      this.#asked.add(tenant)
      // It rejects when this is stopped, which is looked at next.
      await this.#clock.sleep(RETRY_MS, this.#stopped.signal).catch(() => undefined)
    }
  }
}
