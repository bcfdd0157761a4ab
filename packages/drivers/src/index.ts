export { Attempts } from './kit/attempts.ts'
export { Bus, Buses, type BusLimits, type TurnKind } from './kit/bus.ts'
export { type ContractDevice, type ContractSubject, driverContract } from './kit/contract.ts'
export {
  type BrowseNode,
  type BrowsePage,
  type DataType,
  type Driver,
  type DriverCapabilities,
  type DriverCounters,
  type DriverEnvironment,
  type DriverFactory,
  type DriverSink,
  kindOf,
  type ScanGroup,
  type TagId,
  type TagSpec,
  type TagVerdict,
  type WriteRequest,
  type WriteResult,
} from './kit/driver.ts'
export { driverFaults } from './kit/faults.ts'
export {
  type DeviceNeeds,
  type DeviceSink,
  type DeviceState,
  type DeviceSupervisor,
  type LinkState,
  superviseDevice,
} from './kit/supervisor.ts'
export {
  type BankSize,
  type ModbusConfig,
  ModbusSimulator,
  modbusFaults,
  modbusTcp,
  RegisterBank,
  type SimulatedFault,
  type SimulatedRequest,
  type SimulatorOptions,
} from './modbus/index.ts'
export { type OpcuaConfig, opcua, opcuaFaults } from './opcua/index.ts'
