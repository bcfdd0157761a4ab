export { type MtconnectConfig, mtconnect } from './driver.ts'
export { mtconnectFaults } from './faults.ts'
export { MtconnectSimulator, mtconnectSimulator } from './simulator.ts'
