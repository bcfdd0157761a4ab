import type { EquipmentClass } from '@millrace/compute'
import type { TenantId } from '@millrace/core'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor } from '../audit/index.ts'
import type { EquipmentService } from '../equipment/index.ts'
import type { Asking } from './installations.ts'
import { actorOf, missing } from './made.ts'
import type { ClassMove } from './schema.ts'
import * as store from './store.ts'
import type { Works } from './works.ts'

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'asset'>
  readonly equipment: Pick<EquipmentService, 'applications' | 'apply' | 'isTouched'>
  readonly works: Pick<Works, 'fence'>
}

/** An installation, or what it was before. */
interface Of {
  readonly id: string
  readonly app: string
}

/** Assets that an installation made go with the class that its version brings. What people changed since is theirs, and stays as it is. */
export class ClassMoves {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** What becomes of each that is of another version. */
  async planned(tenant: TenantId, installation: string, classes: readonly EquipmentClass[]): Promise<ClassMove[]> {
    const { tenants, assets, equipment } = this.#needs
    if (classes.length === 0) return []
    const reach = { tenant }
    const moves: ClassMove[] = []
    for (const { asset, isOfClass } of (await tenants.within(reach, (tx) => store.made(tx, installation))).reverse()) {
      const place = isOfClass ? await missing(assets.asset(reach, asset)) : undefined
      const [applied] = place ? await equipment.applications(reach, asset) : []
      const to = classes.find((one) => one.class === applied?.class)
      if (!place || !applied || !to || to.version === applied.version) continue
      const { id, name } = applied.by
      const why = id !== installation ? 'applied' : (await equipment.isTouched(reach, asset)) ? 'bound' : undefined
      moves.push({
        asset,
        path: [...place.path],
        class: to.class,
        title: { ...to.title },
        from: applied.version,
        to: to.version,
        is: why === undefined ? 'moves' : 'stays',
        ...(why === undefined ? {} : { why }),
        ...(why === 'applied' ? { by: name, at: applied.at } : {}),
      })
    }
    return moves
  }

  /** Throws `http.forbidden`, `assets.asset_unknown`: whoever has them moved may apply a class to each. */
  async mustMay({ reachFor }: Asking, planned: readonly ClassMove[]): Promise<void> {
    const moving = planned.filter(({ is }) => is === 'moves')
    if (moving.length === 0) return
    await reachFor('model:write')
    for (const permission of ['asset:write', 'alarm:propose', 'production:manage'] as const) {
      const reach: Reach = await reachFor(permission)
      for (const { asset } of moving) await this.#needs.assets.asset(reach, asset)
    }
  }

  /** To the classes as they are brought now. */
  async move(tenant: TenantId, { id, app }: Of, classes: readonly EquipmentClass[], by: Actor): Promise<void> {
    const { tenants, equipment, works } = this.#needs
    const reach = { tenant }
    for (const { asset, class: name, is } of await this.planned(tenant, id, classes)) {
      if (is !== 'moves') continue
      await tenants.within(tenant, (tx) => works.fence(tx, id))
      await equipment.apply({ plant: reach, alarms: reach, kpis: reach }, asset, { class: name }, actorOf(id, app, by))
    }
  }
}
