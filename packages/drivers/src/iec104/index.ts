export type { Iec104Config } from './config.ts'
export { iec104 } from './driver.ts'
export { iec104Faults } from './faults.ts'
export { Iec104Simulator, type Iec104SimulatorOptions, iec104Simulator } from './simulator.ts'
