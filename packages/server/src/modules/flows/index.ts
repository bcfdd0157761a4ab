export type { Assign } from './edges.ts'
export type { FlowService } from './service.ts'
