export { historyFaults } from './faults.ts'
export { type Lake, type LakeOptions, type LakeSnapshot, openLake } from './open.ts'
