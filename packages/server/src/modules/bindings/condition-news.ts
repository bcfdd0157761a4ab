import type { TenantId } from '@millrace/core'
import type { TenantDb } from '../../database/index.ts'
import type { Tell, Told } from '../events/index.ts'
import type { Condition } from './schema.ts'
import * as store from './store.ts'
import type { RunWatch } from './watch.ts'

interface Needs {
  readonly tenants: TenantDb
  readonly events: Tell
  readonly watch: Pick<RunWatch, 'standing'>
}

interface News {
  readonly type: 'binding.condition_raised' | 'binding.condition_cleared'
  readonly number: number
  readonly condition: Condition
}

const keyOf = (number: number, { kind, of = '' }: Condition): string => `${number} ${kind} ${of}`

/** Tells of conditions of models that came and went since it last looked. Starts anew with the process, as what is watched does. */
export class ConditionNews {
  readonly #needs: Needs
  #known = new Map<string, Omit<News, 'type'>>()

  constructor(needs: Needs) {
    this.#needs = needs
  }

  async look(among: Iterable<TenantId>): Promise<void> {
    const before = this.#known
    const now = new Map<string, Omit<News, 'type'>>()
    for (const [number, conditions] of this.#needs.watch.standing())
      for (const condition of conditions) now.set(keyOf(number, condition), { number, condition })
    const news: News[] = [
      ...[...now].flatMap(([key, one]) =>
        before.has(key) ? [] : [{ ...one, type: 'binding.condition_raised' as const }],
      ),
      ...[...before].flatMap(([key, one]) =>
        now.has(key) ? [] : [{ ...one, type: 'binding.condition_cleared' as const }],
      ),
    ]
    if (news.length === 0) return
    for (const tenant of among) await this.#tell(tenant, news)
    this.#known = now
  }

  async #tell(tenant: TenantId, news: readonly News[]): Promise<void> {
    const { tenants, events } = this.#needs
    await tenants.within(tenant, async (tx) => {
      const bound = new Map((await store.everyBound(tx)).map((row) => [row.number, row]))
      const names = new Map((await store.everyBinding(tx)).map(({ id, name }) => [id, name]))
      const told = news.flatMap(({ type, number, condition: { kind, of, value, limit, says } }): Told[] => {
        const row = bound.get(number)
        const name = names.get(row?.binding ?? '')
        if (!row || !name) return []
        const seen = { ...(value === undefined ? {} : { value }), ...(limit === undefined ? {} : { limit }) }
        const data = { name: { ...name }, kind, ...(of === undefined ? {} : { of }), ...seen, says }
        return [{ type, subject: row.binding, asset: row.asset, data }]
      })
      events.tell(tx, told)
    })
  }
}
