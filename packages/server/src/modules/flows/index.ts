export type { FlowService } from './service.ts'
