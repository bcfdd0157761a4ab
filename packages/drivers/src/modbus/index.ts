export { type ModbusConfig, modbusTcp } from './driver.ts'
export { modbusFaults } from './faults.ts'
export { type SimulatedPoint, SimulatedPoints, type SimulatedStation } from './simulated-points.ts'
export {
  type BankSize,
  ModbusSimulator,
  RegisterBank,
  type SimulatedFault,
  type SimulatedRequest,
  type SimulatorOptions,
} from './simulator.ts'
