export { allDrivers, allFuzzers, allSimulators } from './all.ts'
export {
  type EthernetIpConfig,
  ethernetIp,
  ethernetIpFaults,
  ethernetIpSimulator,
  LogixMemory,
  LogixSimulator,
  type LogixSimulatorOptions,
  type SimulatedCipRequest,
  type SimulatedLogixFault,
  type SimulatedType,
} from './ethernet-ip/index.ts'
export { packageFaults } from './hosted/faults.ts'
export { readManifest } from './hosted/manifest.ts'
export { DriverPackages } from './hosted/packages.ts'
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
export { type FaultProxy, type LineFaults, startTcpFaultProxy, startUdpFaultProxy } from './kit/fault-proxy.ts'
export { driverFaults } from './kit/faults.ts'
export { type Fuzzed, type FuzzResult, fuzz } from './kit/fuzz.ts'
export type { RunningSimulator, Simulator } from './kit/simulator.ts'
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
  type SimulatedPoint,
  SimulatedPoints,
  type SimulatedRequest,
  type SimulatedStation,
  type SimulatorOptions,
} from './modbus/index.ts'
export { type MqttConfig, mqtt, mqttFaults } from './mqtt/index.ts'
export { type OpcuaConfig, opcua, opcuaFaults } from './opcua/index.ts'
export { type SparkplugConfig, sparkplug, sparkplugFaults } from './sparkplug/index.ts'
