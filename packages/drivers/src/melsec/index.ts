export { type MelsecConfig, melsec } from './driver.ts'
export { melsecFaults } from './faults.ts'
export { melsecDevices } from './simulated-points.ts'
export {
  type MelsecFault,
  MelsecMemory,
  type MelsecRequest,
  MelsecSimulator,
  type MelsecSimulatorOptions,
  melsecSimulator,
} from './simulator.ts'
