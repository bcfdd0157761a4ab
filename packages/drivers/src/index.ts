export { type CsvDropConfig, csvDrop, csvDropFaults } from './csv-drop/index.ts'
export { type HttpConfig, HttpSimulator, http, httpFaults, httpSimulator } from './http/index.ts'
export { Attempts } from './kit/attempts.ts'
export { BlockDriver, type BlockProtocol, type BlockReply, type BlockTag } from './kit/block-driver.ts'
export type { Block, BlockLimits, Extent } from './kit/block-plan.ts'
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
export { type Answer, type Ask, Exchange, type ExchangeNeeds, type FrameSink, type Framing } from './kit/exchange.ts'
export { type FaultProxy, type LineFaults, startTcpFaultProxy, startUdpFaultProxy } from './kit/fault-proxy.ts'
export { driverFaults } from './kit/faults.ts'
export { type Fuzzed, type FuzzResult, fuzz } from './kit/fuzz.ts'
export { ItemDriver, type ItemProtocol, type ItemReading, type ItemReply, type ItemTag } from './kit/item-driver.ts'
export { type Dial, type Line, type LineEnds, tcpLine } from './kit/line.ts'
export { encodeValue, REGISTERS, readInt64, readNumber, readString, type WordOrder } from './kit/registers.ts'
export { Reports } from './kit/reports.ts'
export { fits, type Refusal, statusOf, unfit } from './kit/requests.ts'
export { type ScanColumns, TagRows } from './kit/rows.ts'
export type { RunningSimulator, Simulator } from './kit/simulator.ts'
export { Stations } from './kit/stations.ts'
export {
  type DeviceNeeds,
  type DeviceSink,
  type DeviceState,
  type DeviceSupervisor,
  type LinkState,
  noCounts,
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
export {
  type MtconnectConfig,
  MtconnectSimulator,
  mtconnect,
  mtconnectFaults,
  mtconnectSimulator,
} from './mtconnect/index.ts'
export { type OpcuaConfig, opcua, opcuaFaults } from './opcua/index.ts'
export { type SqlConfig, sql, sqlFaults } from './sql/index.ts'
