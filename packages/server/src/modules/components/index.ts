export type { AppsAround, FlowsAround } from './around.ts'
export { withoutCopies } from './copies.ts'
export type { Consumer, Used } from './meter.ts'
export type { ComponentService } from './service.ts'
