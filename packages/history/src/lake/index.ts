export { historyFaults } from './faults.ts'
export type { Lent } from './lend.ts'
export { tenantFolder } from './manifest.ts'
export { type Lake, type LakeOptions, type LakeSnapshot, openLake } from './open.ts'
