import { type ConditionDefinition, inputsOf } from '@millrace/compute'
import { type Clock, type Log, sayFault, type TenantId } from '@millrace/core'
import type { ConditionBook } from './needs.ts'

const RETRY_MS = 1_000

export interface Change {
  readonly tenant: TenantId
  readonly put: readonly ConditionDefinition[]
  readonly remove: readonly number[]
}

/** Every series that one of them looks at; some more than once. */
export const seriesOf = (definitions: readonly ConditionDefinition[]): number[] => definitions.flatMap(inputsOf)

interface Known {
  readonly text: string
  readonly definition: ConditionDefinition
  /** It could not be evaluated as it is: it waits until it, or one of its points, is another. */
  readonly isSuspended: boolean
}

/** What is to be evaluated of each tenant, and what changes in it. Asks one tenant at a time. */
export class Definitions {
  readonly #book: ConditionBook
  readonly #clock: Clock
  readonly #log: Log
  readonly #changed: (change: Change) => void
  readonly #known = new Map<TenantId, Map<number, Known>>()
  readonly #asked = new Set<TenantId>()
  readonly #stopped = new AbortController()
  #asking: Promise<void> | undefined

  constructor(
    { conditions, clock, log }: { conditions: ConditionBook; clock: Clock; log: Log },
    changed: (change: Change) => void,
  ) {
    this.#book = conditions
    this.#clock = clock
    this.#log = log
    this.#changed = changed
  }

  get tenants(): readonly TenantId[] {
    return [...this.#known.keys()]
  }

  /** All that is evaluated, as one change a tenant. */
  all(): readonly Change[] {
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
    try {
      await this.#book.resumed(tenant, numbers)
    } catch (failure) {
      this.#log.error('conditions that are evaluated again not told', { fault: sayFault(failure), tenant })
    }
  }

  async #askOne(tenant: TenantId): Promise<void> {
    try {
      const definitions = await this.#book.definitions(tenant)
      const before = this.#known.get(tenant) ?? new Map<number, Known>()
      const isFirst = !this.#known.has(tenant)
      const known = new Map(
        definitions.map((definition): [number, Known] => {
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
      this.#log.error('definitions of live computing not read', { fault: sayFault(failure), tenant })
      this.#asked.add(tenant)
      // It rejects when this is stopped, which is looked at next.
      await this.#clock.sleep(RETRY_MS, this.#stopped.signal).catch(() => undefined)
    }
  }
}
