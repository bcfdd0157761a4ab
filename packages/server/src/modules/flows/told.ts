import type { AssetId, Clock, Fault } from '@millrace/core'
import type { TenantTx } from '../../database/index.ts'
import type { Notices } from '../notices/index.ts'
import type { DeploymentRow, RunRow } from './deployment-store.ts'

/** Whoever is told of flows hears of a run that does not go on; of the same run and cause once, until somebody looked. */
export const createTold =
  ({ notices, clock }: { readonly notices: Pick<Notices, 'tell'>; readonly clock: Clock }) =>
  async (
    tx: TenantTx,
    { run, deployment }: { readonly run: RunRow; readonly deployment: DeploymentRow },
    fault: Fault,
  ): Promise<void> => {
    await notices.tell(tx, [
      {
        key: `flow ${deployment.id} ${run.number} ${fault.code}`,
        kind: 'flow',
        priority: 'high',
        ...(run.asset === null ? {} : { asset: run.asset as AssetId }),
        title: { en: `Flow stopped: ${deployment.name.en}`, zh: `流程已停止：${deployment.name.zh}` },
        text: { en: fault.message, zh: fault.message },
        link: `/flows/${deployment.flow}`,
        at: clock.now(),
      },
    ])
  }
