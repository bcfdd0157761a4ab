export { readBrought, type Shipped } from './library.ts'
export type { EquipmentService } from './service.ts'
