/** What a driver is written with: `@millrace/drivers/kit`, the one entry that driver packages use. */
export {
  type Clock,
  defineFaults,
  Fault,
  type Micros,
  type SampleBatch,
  Status,
  type Value,
  ValueKind,
} from '@millrace/core'
export { BlockDriver } from './block-driver.ts'
export type { Block, BlockLimits, Extent } from './block-plan.ts'
export type { BlockProtocol, BlockReply, BlockTag } from './block-protocol.ts'
export { Bus, type BusLimits, type TurnKind } from './bus.ts'
export type { ContractDevice } from './contract.ts'
export type {
  BrowseNode,
  BrowsePage,
  DataType,
  Driver,
  DriverCapabilities,
  DriverCounters,
  DriverEnvironment,
  DriverFactory,
  DriverSink,
  ScanGroup,
  TagId,
  TagSpec,
  TagVerdict,
  WriteRequest,
  WriteResult,
} from './driver.ts'
export { type Answer, type Ask, Exchange, type ExchangeNeeds, type FrameSink, type Framing } from './exchange.ts'
export { ItemDriver, type ItemProtocol, type ItemReading, type ItemReply, type ItemTag } from './item-driver.ts'
export { type Dial, type Line, type LineEnds, tcpLine } from './line.ts'
export { encodeValue, REGISTERS, readInt64, readNumber, readString, type WordOrder } from './registers.ts'
export { Reports } from './reports.ts'
export { fits, type Refusal, unfit } from './requests.ts'
export { type ScanColumns, TagRows } from './rows.ts'
export { noCounts } from './supervisor.ts'
