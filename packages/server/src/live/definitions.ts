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

interface Known<Definition> {
  readonly text: string
  readonly definition: Definition
  /** It could not be evaluated as it is: it waits until it, or one of its points, is another. */
  readonly isSuspended: boolean
}

interface Needs<Definition> {
  readonly book: Pick<DefinitionBook<Definition>, 'definitions'>
  /** Suspended ones are evaluated again. */
  readonly resumed: (tenant: TenantId, numbers: readonly number[]) => Promise<void>
  readonly clock: Clock
  readonly log: Log
}

/** What of one kind is to be evaluated of each tenant, and what changes in it. Asks one tenant at a time. */
export class Definitions<Definition extends Numbered> {
  readonly #needs: Needs<Definition>
  readonly #changed: (change: Change<Definition>) => void
  readonly #known = new Map<TenantId, Map<number, Known<Definition>>>()
  readonly #asked = new Set<TenantId>()
  readonly #stopped = new AbortController()
  #asking: Promise<void> | undefined

  constructor(needs: Needs<Definition>, changed: (change: Change<Definition>) => void) {
    this.#needs = needs
    this.#changed = changed
  }

  get tenants(): readonly TenantId[] {
    return [...this.#known.keys()]
  }

  /** All that is known of a tenant. */
  of(tenant: TenantId): readonly Definition[] {
    return [...(this.#known.get(tenant)?.values() ?? [])].map(({ definition }) => definition)
  }

  /** All that is evaluated, as one change a tenant. */
  all(): readonly Change<Definition>[] {
    return [...this.#known].map(([tenant, known]) => ({
      tenant,
      put: [...known.values()].flatMap(({ definition, isSuspended }) => (isSuspended ? [] : [definition])),
      remove: [],
    }))
  }

  /** Looks at a tenant's definitions again; many calls at once are one question. Resolves when it and all others asked are known. */
  refresh(tenant: TenantId): Promise<void> {
    this.#asked.add(tenant)
    this.#asking ??= this.#ask()
    return this.#asking
  }

  /** Could not be evaluated: is put again when its own definition or one of its points is another, and at no other change. */
  suspended(tenant: TenantId, number: number): void {
    const known = this.#known.get(tenant)
    const one = known?.get(number)
    if (one) known?.set(number, { ...one, isSuspended: true })
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

  /** They are evaluated again whether their owner can take note of it or not. */
  async #resume(tenant: TenantId, numbers: readonly number[]): Promise<void> {
    const { resumed, log } = this.#needs
    try {
      await resumed(tenant, numbers)
    } catch (failure) {
      log.error('definitions that are evaluated again not told', { fault: sayFault(failure), tenant })
    }
  }

  async #askOne(tenant: TenantId): Promise<void> {
    const { book, clock, log } = this.#needs
    try {
      const definitions = await book.definitions(tenant)
      const before = this.#known.get(tenant) ?? new Map<number, Known<Definition>>()
      const isFirst = !this.#known.has(tenant)
      const known = new Map(
        definitions.map((definition): [number, Known<Definition>] => {
          const text = JSON.stringify(definition)
          const same = before.get(definition.number)
          return [definition.number, same?.text === text ? same : { text, definition, isSuspended: false }]
        }),
      )
      this.#known.set(tenant, known)
      const put = [...known].filter(([number, one]) => before.get(number)?.text !== one.text)
      const remove = [...before.keys()].filter((number) => !known.has(number))
      if (isFirst || put.length > 0 || remove.length > 0)
        this.#changed({ tenant, put: put.map(([, { definition }]) => definition), remove })
      const resumed = put.map(([number]) => number).filter((number) => before.get(number)?.isSuspended)
      if (resumed.length > 0) await this.#resume(tenant, resumed)
    } catch (failure) {
      log.error('definitions of live computing not read', { fault: sayFault(failure), tenant })
      this.#asked.add(tenant)
      // It rejects when this is stopped, which is looked at next.
      await clock.sleep(RETRY_MS, this.#stopped.signal).catch(() => undefined)
    }
  }
}
