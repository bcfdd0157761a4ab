export { cliFaults } from './faults.ts'
export { type Part, type PartSpec, supervise } from './supervise.ts'
