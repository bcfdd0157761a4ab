export type { CommandService, Deliver } from './service.ts'
