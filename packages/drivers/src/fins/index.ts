export { type FinsConfig, fins } from './driver.ts'
export { finsFaults } from './faults.ts'
export { finsDevices } from './simulated-points.ts'
export {
  type FinsFault,
  FinsMemory,
  type FinsRequest,
  FinsSimulator,
  type FinsSimulatorOptions,
  finsSimulator,
} from './simulator.ts'
