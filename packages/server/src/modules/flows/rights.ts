import type { AssetId, TenantId } from '@millrace/core'
import type { AccessService, Action } from '../access/index.ts'
import type { Notice } from '../notices/index.ts'
import type { DeploymentRow } from './deployment-store.ts'

export interface RightsNeeds {
  readonly access: Pick<AccessService, 'mayNow'>
  /** Whether an app that is installed may do it, now: nothing named, whether it may do anything at all. */
  readonly appMay: (
    tenant: TenantId,
    deployment: Pick<DeploymentRow, 'by' | 'name'>,
    what: { readonly point?: string; readonly host?: string; readonly action?: Action },
  ) => Promise<boolean>
}

/** Whether who deployed a flow may do something at an asset, or in the whole organisation, at this moment. */
export type May = (
  deployment: Pick<DeploymentRow, 'tenant' | 'by' | 'name'>,
  action: Action,
  asset: string | null,
) => Promise<boolean>

export const mayBy =
  ({ access, appMay }: RightsNeeds): May =>
  async (deployment, action, asset) => {
    const { tenant, by } = deployment
    const reach = { tenant: tenant as TenantId }
    // What an app brings it runs where it is bound; what else it does was agreed to.
    if (by.kind === 'app') return appMay(reach.tenant, deployment, action === 'flow:deploy' ? {} : { action })
    return access.mayNow(reach, { holder: by.id, action, ...(asset === null ? {} : { asset: asset as AssetId }) })
  }

/** Told to people once: the flow runs on, and does a part of its work no more. */
export const lostRight = (
  { by, flow, id, name }: Pick<DeploymentRow, 'by' | 'flow' | 'id' | 'name'>,
  needed: Action,
  at: number,
): Notice => ({
  key: `flow rights ${id} ${by.id}`,
  kind: 'flow',
  priority: 'high',
  title: { en: `Flow ${name.en} is refused what it asks for`, zh: `流程${name.zh}的操作被拒绝` },
  text: {
    en: `${by.name}, who deployed it, has not the right any more: ${needed}. Somebody who has it deploys it again.`,
    zh: `部署人${by.name}已无此权限：${needed}。请由具备该权限的人员重新部署。`,
  },
  link: `/flows/${flow}`,
  at,
})
