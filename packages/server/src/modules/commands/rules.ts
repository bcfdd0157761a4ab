import { type AssetId, Fault, newId } from '@millrace/core'
import type { Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import './faults.ts'
import type { WriteRule, WriteRuleRequest } from './schema.ts'
import * as store from './store.ts'

const STANDARD_MINUTES = 30

export interface WriteRules {
  rules(reach: Reach): Promise<WriteRule[]>
  /** Sets the rule of a place, or of the whole organisation. Throws `assets.asset_unknown`. */
  setRule(reach: Reach, request: WriteRuleRequest, actor: Actor): Promise<WriteRule>
  /** Throws `commands.rule_unknown`. */
  dropRule(reach: Reach, id: string, actor: Actor): Promise<void>
}

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'asset'>
  readonly audit: AuditTrail
}

/** Where a second person confirms. */
export function createWriteRules({ tenants, assets, audit }: Needs): WriteRules {
  /** Looked up outside of transactions: one within another would wait for a connection while that one holds one. */
  const placeOf = async (reach: Reach, asset: string | null): Promise<string | undefined> =>
    asset === null ? undefined : (await assets.asset(reach, asset)).path.join(' / ')
  const viewOf = ({ id, asset, confirm, minutes }: store.RuleRow, assetName: string | undefined): WriteRule => ({
    id,
    asset,
    confirm,
    minutes,
    ...(assetName === undefined ? {} : { assetName }),
  })

  return {
    async rules(reach) {
      const rows = await tenants.within(reach, store.rules)
      return Promise.all(rows.map(async (row) => viewOf(row, await placeOf(reach, row.asset))))
    },
    async setRule(reach, { asset, confirm, minutes = STANDARD_MINUTES }, actor) {
      const place = await placeOf(reach, asset)
      const row = { id: newId(), tenant: reach.tenant, asset, confirm, minutes }
      return tenants.within(reach, async (tx) => {
        const rule = viewOf(await store.setRule(tx, row), place)
        const target = { kind: 'write_rule', id: rule.id, name: rule.assetName ?? '' }
        await audit.record(tx, { actor, action: 'write_rule.set', target, detail: { asset, confirm, minutes } })
        return rule
      })
    },
    async dropRule(reach, id, actor) {
      await tenants.within(reach, async (tx) => {
        const row = await store.dropRule(tx, id)
        if (!row) throw new Fault('commands.rule_unknown', { id })
        const { asset, confirm, minutes } = row
        const detail = { asset, confirm, minutes }
        await audit.record(tx, { actor, action: 'write_rule.dropped', target: { kind: 'write_rule', id }, detail })
      })
    },
  }
}

/** The rule that counts at a place: the nearest one up the tree. `lineage`: from the top down. */
export async function ruleAt(tx: TenantTx, lineage: readonly AssetId[]): Promise<store.RuleRow | undefined> {
  const depthOf = ({ asset }: store.RuleRow): number => (asset === null ? -1 : lineage.indexOf(asset as AssetId))
  const held = await store.rulesAt(tx, lineage)
  return held.sort((a, b) => depthOf(b) - depthOf(a))[0]
}
