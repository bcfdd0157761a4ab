export { type FinsConfig, fins } from './driver.ts'
export { finsFaults } from './faults.ts'
export {
  type FinsFault,
  FinsMemory,
  type FinsRequest,
  FinsSimulator,
  type FinsSimulatorOptions,
  finsSimulator,
} from './simulator.ts'
