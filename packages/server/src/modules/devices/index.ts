export type { AskEdge } from './diagnosis.ts'
export { Device } from './schema.ts'
export type { DeviceService } from './service.ts'
