export type { EquipmentService } from './service.ts'
