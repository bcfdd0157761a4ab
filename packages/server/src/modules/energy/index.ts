export type { EnergyService } from './service.ts'
