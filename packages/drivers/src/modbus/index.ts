export { ascii } from './ascii.ts'
export { type BankSize, RegisterBank } from './bank.ts'
export { type ModbusConfig, modbusTcp } from './driver.ts'
export { modbusFaults } from './faults.ts'
export type { SerialFraming } from './framing.ts'
export { rtu } from './rtu.ts'
export { type ModbusSerialConfig, modbusAscii, modbusRtu } from './serial-driver.ts'
export { modbusDevices, modbusRtuDevices } from './simulated-points.ts'
export {
  ModbusSimulator,
  type SimulatedFault,
  type SimulatedRequest,
  type SimulatorOptions,
} from './simulator.ts'
export { modbusAsciiSimulator, modbusRtuSimulator, modbusSimulator } from './simulators.ts'
