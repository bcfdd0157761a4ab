export { type Dlt645Config, dlt645 } from './driver.ts'
export { dlt645Faults } from './faults.ts'
export { dlt645Devices } from './simulated-points.ts'
export {
  Dlt645Simulator,
  type Dlt645SimulatorOptions,
  dlt645Simulator,
  SimulatedMeter,
  type SimulatedTrouble,
} from './simulator.ts'
