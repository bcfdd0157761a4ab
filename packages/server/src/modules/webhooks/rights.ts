import { Fault, isId } from '@millrace/core'
import type { Reach } from '../../database/index.ts'
import type { Action } from '../access/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { EventService } from '../events/index.ts'
import './faults.ts'
import type { WebhookRequest } from './schema.ts'

/** How far whoever asks may do something. Throws `http.forbidden`. */
export type ReachFor = (action: Action) => Promise<Reach>

interface Needs {
  readonly assets: Pick<AssetService, 'asset'>
  readonly events: Pick<EventService, 'permissionOf'>
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
  const wanted = new Map<Action, string>([['event:read', types[0] ?? '']])
  for (const type of types) wanted.set(events.permissionOf(type).permission, type)
  for (const [action, type] of wanted) if (!(await sees(action))) throw new Fault('webhooks.beyond_rights', { type })

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
