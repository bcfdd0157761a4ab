export { allDeviceSimulators, allDrivers, allSimulators } from './all.ts'
export {
  type BacnetConfig,
  BacnetSimulator,
  bacnet,
  bacnetFaults,
  bacnetSimulator,
  type ScannedDevice,
  type SimulatedProperty,
  whoIs,
} from './bacnet/index.ts'
export { type CsvDropConfig, csvDrop, csvDropFaults } from './csv-drop/index.ts'
export {
  type Dlt645Config,
  Dlt645Simulator,
  type Dlt645SimulatorOptions,
  dlt645,
  dlt645Faults,
  dlt645Simulator,
  SimulatedMeter,
  type SimulatedTrouble,
} from './dlt645/index.ts'
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
export {
  type FinsConfig,
  type FinsFault,
  FinsMemory,
  type FinsRequest,
  FinsSimulator,
  type FinsSimulatorOptions,
  fins,
  finsFaults,
  finsSimulator,
} from './fins/index.ts'
export {
  type Hj212Config,
  hj212,
  hj212Faults,
  hj212Simulator,
} from './hj212/index.ts'
export { packageFaults } from './hosted/faults.ts'
export { readManifest } from './hosted/manifest.ts'
export { DriverPackages } from './hosted/packages.ts'
export { type HttpConfig, HttpSimulator, http, httpFaults, httpSimulator } from './http/index.ts'
export {
  type Iec104Config,
  Iec104Simulator,
  type Iec104SimulatorOptions,
  iec104,
  iec104Faults,
  iec104Simulator,
} from './iec104/index.ts'
export { Attempts } from './kit/attempts.ts'
export { Bus, Buses, type BusLimits, type TurnKind } from './kit/bus.ts'
export { type ConformanceLine, conformance, withoutSubject } from './kit/conformance.ts'
export { type ContractDevice, type ContractSubject, driverContract } from './kit/contract.ts'
export { heapInUse, openSockets } from './kit/contract-run.ts'
export type { DeviceState, LinkState } from './kit/device-state.ts'
export type { CycleFigures, Diagnosis, ToldFrame } from './kit/diagnosis.ts'
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
export type { Explain, Explained, FrameField } from './kit/explain.ts'
export { type FaultProxy, type LineFaults, startTcpFaultProxy, startUdpFaultProxy } from './kit/fault-proxy.ts'
export { driverFaults } from './kit/faults.ts'
export { type Fuzzed, type FuzzResult, fuzz } from './kit/fuzz.ts'
export { ItemDriver, type ItemProtocol, type ItemReading, type ItemReply, type ItemTag } from './kit/item-driver.ts'
export { LengthFraming, type LengthHeader, wholeFrame } from './kit/length-framing.ts'
export { type Dial, type Line, type LineEnds, tcpLine } from './kit/line.ts'
export { Notation } from './kit/notation.ts'
export { PositionFile } from './kit/position-file.ts'
export { encodeValue, REGISTERS, readInt64, readNumber, readString, type WordOrder } from './kit/registers.ts'
export { Reports } from './kit/reports.ts'
export { fits, type Refusal, statusOf, unfit } from './kit/requests.ts'
export { type ScanColumns, TagRows } from './kit/rows.ts'
export { type SerialSettings, serialLine } from './kit/serial-line.ts'
export { SharedLine, type SharedLineNeeds } from './kit/shared-line.ts'
export type { DeviceSimulator, SimulatedDevice, SimulatedPoint } from './kit/simulated-points.ts'
export type { RunningSimulator, Simulator } from './kit/simulator.ts'
export {
  type DeviceNeeds,
  type DeviceSink,
  type DeviceSupervisor,
  noCounts,
  superviseDevice,
} from './kit/supervisor.ts'
export { PacketFraming, udpLine } from './kit/udp-line.ts'
export { readXml, type XmlNode, xmlAttribute, xmlChildren, xmlNodes, xmlText } from './kit/xml.ts'
export {
  type MelsecConfig,
  type MelsecFault,
  MelsecMemory,
  type MelsecRequest,
  MelsecSimulator,
  type MelsecSimulatorOptions,
  melsec,
  melsecFaults,
  melsecSimulator,
} from './melsec/index.ts'
export {
  ascii,
  type BankSize,
  type ModbusConfig,
  type ModbusSerialConfig,
  ModbusSimulator,
  modbusAscii,
  modbusAsciiSimulator,
  modbusFaults,
  modbusRtu,
  modbusRtuSimulator,
  modbusSimulator,
  modbusTcp,
  RegisterBank,
  rtu,
  type SerialFraming,
  type SimulatedFault,
  type SimulatedRequest,
  type SimulatorOptions,
} from './modbus/index.ts'
export { type MqttConfig, mqtt, mqttFaults } from './mqtt/index.ts'
export {
  type MtconnectConfig,
  MtconnectSimulator,
  mtconnect,
  mtconnectFaults,
  mtconnectSimulator,
} from './mtconnect/index.ts'
export {
  type OpcuaAddress,
  type OpcuaConfig,
  opcua,
  opcuaFaults,
  opcuaSimulator,
  opcuaUnitOf,
  readOpcuaAddress,
  sayOpcuaNode,
  startOpcuaSimulator,
} from './opcua/index.ts'
export {
  type MemorySize,
  type S7Config,
  S7Memory,
  S7Simulator,
  type S7SimulatorOptions,
  type SimulatedJob,
  type SimulatedS7Fault,
  s7,
  s7Faults,
  s7Simulator,
} from './s7/index.ts'
export { type SimulatedObject, type SnmpConfig, SnmpSimulator, snmp, snmpFaults, snmpSimulator } from './snmp/index.ts'
export { type SparkplugConfig, sparkplug, sparkplugFaults } from './sparkplug/index.ts'
export { type SqlConfig, sql, sqlFaults } from './sql/index.ts'
