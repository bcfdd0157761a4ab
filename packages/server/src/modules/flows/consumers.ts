import type { Consumer } from '../components/index.ts'
import type { DeploymentRow } from './deployment-store.ts'

/** Whose use of components it is: the flow's; what an app brought is the app's. */
export const consumerOf = ({ by, flow }: Pick<DeploymentRow, 'by' | 'flow'>, title = ''): Consumer =>
  by.kind === 'app' ? { kind: 'app', id: by.id, name: by.name } : { kind: 'flow', id: flow, name: title }
