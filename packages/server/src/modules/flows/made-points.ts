import type { TenantId } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { TenantDb, TenantTx } from '../../database/index.ts'
import type { HistoryProgress } from '../../history-progress.ts'
import type { LatestValues } from '../../live/latest.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import type { FlowBook } from './book.ts'
import * as store from './deployment-store.ts'

interface MadePoint {
  readonly id: string
  /** Names from the top down to the point. */
  readonly path: readonly string[]
}

/** Points that are there because flows of an app give them, as long as nobody else does. */
export interface MadePoints {
  of(tenant: TenantId, installation: string): Promise<MadePoint[]>
  /** What stands on them beside the app, such as `alarm Too hot`. `along`: apps, screens and assets that go with it. */
  used(tenant: TenantId, installation: string, along?: readonly string[]): Promise<string[]>
  /** Those that flows of another installation give by now are its own. */
  handOver(tenant: TenantId, between: { readonly from: string; readonly to: string }): Promise<void>
  /** They go with their history, after the flows. What else speaks for one has it from now on. */
  takeAway(tenant: TenantId, installation: string, actor: Actor): Promise<void>
}

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'withSeries' | 'findIn' | 'usesOf' | 'spoken' | 'dropOwn' | 'takeTurn' | 'forget'>
  readonly history: Pick<HistoryStore, 'remove'>
  readonly progress: Pick<HistoryProgress, 'reached'>
  readonly latest: Pick<LatestValues, 'forget'>
  readonly audit: AuditTrail
  readonly book: Pick<FlowBook, 'positionOf'>
}

export function createMadePoints(needs: Needs): MadePoints {
  const { tenants, assets, history, progress, latest, audit, book } = needs

  /** What it has in force. */
  const ownIn = async (tx: TenantTx, ...installations: string[]) => {
    const deployments = (await store.everyDeployment(tx)).filter(({ by }) => installations.includes(by.id))
    const ids = new Set(deployments.map(({ id }) => id))
    const runs = (await store.everyRun(tx)).filter(({ deployment }) => ids.has(deployment))
    const given = runs.flatMap(({ outputs }) => Object.values(outputs))
    return {
      ids,
      alarms: new Set(given.flatMap(({ alarm }) => alarm?.id ?? [])),
      given: given.map(({ point }) => point),
    }
  }

  /** Those that nobody but it speaks for. */
  const aloneIn = async (tx: TenantTx, installation: string): Promise<string[]> => {
    const own = await ownIn(tx, installation)
    const others = (await store.everyRun(tx)).filter(({ deployment }) => !own.ids.has(deployment))
    const spoken = new Set([
      ...(await assets.spoken(tx, 'flows')),
      ...others.flatMap(({ outputs, inputs }) => [
        ...Object.values(outputs).map(({ point }) => point),
        ...Object.values(inputs).flatMap(({ point, inbox }) => (inbox === undefined ? [] : (point ?? []))),
      ]),
    ])
    return (await store.pointsOf(tx, installation)).filter((id) => !spoken.has(id))
  }

  return {
    of: (tenant, installation) =>
      tenants.within(tenant, async (tx) => {
        const found = await assets.findIn(tx, await aloneIn(tx, installation))
        return [...found].flatMap(([id, one]) =>
          one === 'several' ? [] : [{ id, path: [...one.point.path, one.point.name] }],
        )
      }),

    used: (tenant, installation, along = []) =>
      tenants.within(tenant, async (tx) => {
        const { ids, alarms } = await ownIn(tx, installation, ...along)
        const uses = await assets.usesOf(tx, await aloneIn(tx, installation))
        const isOwn = (id: string): boolean => ids.has(id) || alarms.has(id) || along.includes(id)
        return uses.filter(({ id }) => !isOwn(id)).map(({ kind, name }) => `${kind} ${name}`)
      }),

    handOver: (tenant, between) =>
      tenants.within(tenant, async (tx) => store.handPoints(tx, between, (await ownIn(tx, between.to)).given)),

    async takeAway(tenant, installation, actor) {
      const ids = await tenants.within(tenant, (tx) => aloneIn(tx, installation))
      const series = (await assets.withSeries({ tenant }, ids)).flatMap((one) => one.series)
      let samples = 0
      if (series.length > 0) {
        // What the flows gave until they ended is in the history before it is removed.
        await progress.reached(book.positionOf(tenant))
        samples = await history.remove({ tenant, series })
        latest.forget(tenant, series)
      }
      await tenants.within(tenant, async (tx) => {
        await assets.takeTurn(tx)
        await assets.dropOwn(tx, ids)
        await store.letPoints(tx, installation)
        if (ids.length > 0)
          await audit.record(tx, {
            actor,
            action: 'history.removed',
            target: { kind: 'app_installation', id: installation },
            detail: { points: ids.length, samples },
          })
      })
      assets.forget()
    },
  }
}
