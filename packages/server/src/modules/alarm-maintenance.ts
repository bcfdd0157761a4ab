import type { AssetId } from '@millrace/core'
import type { AlarmHappened, Announce } from './alarms/index.ts'
import type { Maintenance, MaintenanceEvent } from './maintenance/index.ts'

const eventOf = ({ alarm, asset, name, priority, class: of, at }: AlarmHappened): MaintenanceEvent => ({
  key: `alarm ${alarm}`,
  kinds: ['alarm', `alarm:${priority}`, ...(of === '' ? [] : [`alarm:${of}`])],
  asset: asset as AssetId,
  says: name.en === name.zh ? name.en : `${name.en} / ${name.zh}`,
  at,
})

/**
 * An alarm that comes before operators asks for work, where a plan says so, in the transaction that puts it there. Plans choose by
 * `alarm`, by its priority (`alarm:high`) or by its class (`alarm:mechanical`).
 */
export const workBy =
  (maintenance: Maintenance): Announce =>
  async (tx, happened) => {
    const raised = happened.filter(({ kind, annunciated }) => kind === 'raised' && annunciated)
    await maintenance.happened(tx, raised.map(eventOf))
  }
