import { type Clock, type Log, type Micros, type SampleBatch, type Value, ValueKind } from '@millrace/core'
import type { Bus, BusLimits } from './bus.ts'
import type { Explain } from './explain.ts'
import type { Counted } from './trace.ts'

/** A tag's number within one edge node: dense, given by the edge. It is the `series` of the batches a driver emits. */
export type TagId = number

/** What the register or node holds, before scaling. */
export type DataType =
  | 'bool'
  | 'int8'
  | 'uint8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'uint64'
  | 'float32'
  | 'float64'
  | 'string'

/** One point as the configuration asks for it. */
export interface TagSpec {
  readonly id: TagId
  /** In the protocol's own notation; parsed by the driver, refused with the position of the mistake. */
  readonly address: string
  readonly type: DataType
  /** `r` unless told otherwise: a tag is never writable by accident. */
  readonly access: 'r' | 'rw'
  /** Reading period, ms. Push drivers use it as sampling interval. */
  readonly periodMs: number
  /** Value = raw × factor + offset, in the tag's unit. The result is a double. */
  readonly scale?: { readonly factor: number; readonly offset: number }
  /** Report by exception: only changes beyond this many engineering units (absolute). Push drivers ask the device for it. */
  readonly deadband?: number
}

/**
 * How a tag's good values are held: floats and scaled numbers as double, other integers as int64, so that each tag
 * keeps one kind for good.
 */
export function kindOf(tag: Pick<TagSpec, 'type' | 'scale'>): ValueKind {
  if (tag.type === 'bool') return ValueKind.boolean
  if (tag.type === 'string') return ValueKind.string
  return tag.scale || tag.type === 'float32' || tag.type === 'float64' ? ValueKind.double : ValueKind.int64
}

export interface WriteRequest {
  readonly tag: TagId
  /** In engineering units; the driver undoes the scale. */
  readonly value: Value
  /** Idempotence and audit: echoed in the result. */
  readonly operation: string
}

export interface WriteResult {
  readonly operation: string
  /** OPC UA status of the write. */
  readonly status: number
  /** What the device holds afterwards, read back. Absent if it could not be read. */
  readonly readBack?: Value
  readonly message?: string
}

export interface BrowseNode {
  readonly address: string
  readonly name: string
  readonly kind: 'folder' | 'tag' | 'method'
  readonly type?: DataType
  readonly access?: 'r' | 'rw'
  readonly unit?: string
  readonly hasChildren: boolean
}

export interface BrowsePage {
  readonly nodes: readonly BrowseNode[]
  /** Ask again with it for the next page; absent on the last. */
  readonly cursor?: string
}

/** Running totals since the driver was made; gauges say so. */
export interface DriverCounters extends Counted {
  reads: number
  writes: number
  bytesIn: number
  bytesOut: number
  /** Scans that were skipped because the one before had not ended. */
  lateCycles: number
}

/** What a driver talks to. A promise from `samples` is back-pressure: the driver waits before it reads on. */
export interface DriverSink {
  /**
   * @param past values that the device kept and that newer ones may have overtaken: they are stored at their times and
   *   change nothing of what each tag holds now
   */
  samples(batch: SampleBatch, past?: boolean): void | Promise<void>
  /** Push drivers say here that the link is of no more use; the supervisor closes and reconnects. */
  lost(reason: unknown): void
  /**
   * True if a value of this source time, handed on now, would be told as one of now, as the tag was said to be without
   * communication since. A driver that can read the past tells it once more at its own time.
   */
  restates?(tag: TagId, time: Micros): boolean
}

export interface DriverCapabilities {
  /** True: the device pushes changes (`poll` is absent). */
  readonly push: boolean
  readonly browse: boolean
  readonly write: boolean
  /** True: source times are the device's own. */
  readonly deviceTime: boolean
  /** True: the device dials in. `connect` then waits for it as long as it takes. */
  readonly listens?: boolean
  /**
   * True: the device tells of the past, too (records that it kept, events), so every sample keeps its time. Else a value
   * that the device has held since before a loss is told as one of now.
   */
  readonly records?: boolean
  /**
   * True: it goes on where it was and makes up at their own times for what it missed, so that its silence is no gap: points
   * hold what they held.
   */
  readonly resumes?: boolean
}

/** One group of tags that are read together at one period; made by the driver's own planner. */
export interface ScanGroup {
  readonly periodMs: number
  readonly tags: readonly TagId[]
  /** What the planner made of it, for those who look into the device. */
  readonly blocks?: { readonly length: number }
  readonly holes?: { readonly size: number }
  readonly refused?: { readonly size: number }
}

export interface TagVerdict {
  readonly tag: TagId
  /** OPC UA status: Good, or why the tag cannot be read (BadConfigurationError, BadNodeIdUnknown …). */
  readonly status: number
  readonly message?: string
}

/**
 * One connection to one device. A driver never reconnects by itself and never retries: it throws, and the supervisor
 * ({@link ./supervisor.ts}) decides. After a loss the supervisor makes a new driver.
 */
export interface Driver {
  /** One attempt; rejects on failure. The supervisor's signal lives as long as the link, and is aborted when it is lost. */
  connect(signal: AbortSignal): Promise<void>
  /** Called after each connect and on each change of the configuration. */
  setTags(tags: readonly TagSpec[]): Promise<{ groups: readonly ScanGroup[]; verdicts: readonly TagVerdict[] }>
  /** Reads one group. Absent in push drivers. A request that failed yields its tags with a bad status; only a dead link throws. */
  poll?(group: ScanGroup, signal: AbortSignal): Promise<SampleBatch>
  write(requests: readonly WriteRequest[], signal: AbortSignal): Promise<readonly WriteResult[]>
  browse?(
    parent: string | undefined,
    page: { readonly cursor?: string; readonly limit: number },
    signal: AbortSignal,
  ): Promise<BrowsePage>
  /** Push drivers: false when nothing (not even a keep-alive) came for three keep-alive periods. */
  healthy(): boolean
  readonly counters: DriverCounters
  /** Idempotent; ends within 2 s. */
  close(): Promise<void>
}

export interface DriverEnvironment {
  readonly clock: Clock
  readonly log: Log
  /** The device's name within the edge: drivers that keep files of its own in the folder name them by it. */
  readonly device?: string
  /** A folder of the driver's own for certificates and the like; created on demand. */
  readonly folder: string
  /** The shared queue of the device's medium. Drivers whose protocol takes one request at a time ask it for each turn. */
  readonly bus?: Bus
}

/** One protocol. `Config` is what the edge configuration holds under the device, checked against `configSchema` (JSON Schema). */
export interface DriverFactory<Config = unknown> {
  /** `modbus-tcp`, `opcua`, … */
  readonly kind: string
  readonly configSchema: object
  readonly capabilities: DriverCapabilities
  /** The physical medium: devices with the same key share one queue (one serial line, one gateway). */
  busOf(config: Config): string
  /** What that medium bears; one request at a time without a gap unless told. Of several devices the strictest holds. */
  busLimits?(config: Config): BusLimits
  /** Throws a Fault that names the position of the mistake. For editors and for the configuration check, before deployment. */
  checkAddress(address: string, type: DataType): void | Promise<void>
  /** What a frame means in the protocol's terms; asked only when somebody looks. */
  readonly explain?: Explain
  create(config: Config, sink: DriverSink, environment: DriverEnvironment): Driver
}
