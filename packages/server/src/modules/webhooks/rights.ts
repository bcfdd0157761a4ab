import { type AssetId, Fault, isId, type TenantId } from '@millrace/core'
import type { Reach } from '../../database/index.ts'
import type { AccessService, Action } from '../access/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { EventService } from '../events/index.ts'
import './faults.ts'
import type { WebhookRequest } from './schema.ts'
import type { WebhookRow } from './store.ts'

/** How far whoever asks may do something. Throws `http.forbidden`. */
export type ReachFor = (action: Action) => Promise<Reach>

interface Needs {
  readonly assets: Pick<AssetService, 'asset'>
  readonly events: Pick<EventService, 'permissionOf'>
}

/** What each type is seen by, with the type. */
const wantedFor = (events: Pick<EventService, 'permissionOf'>, types: readonly string[]): Map<Action, string> => {
  const wanted = new Map<Action, string>([['event:read', types[0] ?? '']])
  for (const type of types) wanted.set(events.permissionOf(type).permission, type)
  return wanted
}

/** The type that who stands for a webhook does not see any more, at this moment. */
export async function lostSightOf(
  { access, events }: { readonly access: Pick<AccessService, 'mayNow'>; readonly events: Needs['events'] },
  tenant: TenantId,
  { madeBy, types, asset }: Pick<WebhookRow, 'madeBy' | 'types' | 'asset'>,
): Promise<string | undefined> {
  for (const [action, type] of wantedFor(events, types)) if (!(await sees(action))) return type
  return undefined

  async function sees(action: Action): Promise<boolean> {
    const place = asset === null ? {} : { asset: asset as AssetId }
    try {
      return await access.mayNow({ tenant }, { holder: madeBy.id, action, ...place })
    } catch (thrown) {
      // Of an asset that is no more only who sees the whole organisation is told the rest.
      if (!(thrown instanceof Fault) || thrown.code !== 'assets.asset_unknown') throw thrown
      return access.mayNow({ tenant }, { holder: madeBy.id, action })
    }
  }
}

/**
 * A webhook carries no more than who sets it up may see: each type by its permission, in the whole organisation or at the asset that
 * the webhook is for. Throws `webhooks.beyond_rights`, `events.type_unknown`.
 */
export async function mustSee(
  { assets, events }: Needs,
  reachFor: ReachFor,
  { types, asset }: { readonly types: WebhookRequest['types']; readonly asset: string | undefined },
): Promise<void> {
  for (const [action, type] of wantedFor(events, types))
    if (!(await sees(action))) throw new Fault('webhooks.beyond_rights', { type })

  async function sees(action: Action): Promise<boolean> {
    try {
      const reach = await reachFor(action)
      if (!reach.below) return true
      if (asset === undefined || !isId(asset)) return false
      await assets.asset(reach, asset)
      return true
    } catch (thrown) {
      if (thrown instanceof Fault && ['http.forbidden', 'assets.asset_unknown'].includes(thrown.code)) return false
      throw thrown
    }
  }
}
