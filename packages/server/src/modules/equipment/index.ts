export type { BroughtClass } from './brought.ts'
export { readBrought, type Shipped } from './library.ts'
export type { EquipmentService } from './service.ts'
