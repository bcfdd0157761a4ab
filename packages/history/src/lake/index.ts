export { historyFaults } from './faults.ts'
export { type Lake, type LakeOptions, openLake } from './open.ts'
