export type { MachineService } from './module.ts'
