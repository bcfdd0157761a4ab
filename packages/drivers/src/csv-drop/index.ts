export type { CsvDropConfig } from './config.ts'
export { csvDrop } from './driver.ts'
export { csvDropFaults } from './faults.ts'
export { csvDropSimulator } from './simulator.ts'
