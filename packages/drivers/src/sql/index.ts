export type { SqlConfig } from './config.ts'
export { sql } from './driver.ts'
export { sqlFaults } from './faults.ts'
export { sqlSimulator } from './simulator.ts'
