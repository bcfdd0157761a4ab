export { withoutCopies } from './copies.ts'
export type { Consumer, Used } from './meter.ts'
export type { ComponentService, FlowsAround } from './service.ts'
