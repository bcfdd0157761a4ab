export { type MtconnectConfig, mtconnect } from './driver.ts'
export { mtconnectFaults } from './faults.ts'
export { mtconnectDevices } from './simulated-points.ts'
export { MtconnectSimulator, mtconnectSimulator } from './simulator.ts'
