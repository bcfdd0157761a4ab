import type { Micros } from '@millrace/core'
import type { DeviceState } from './device-state.ts'
import type { DriverCounters, DriverFactory, ScanGroup, TagId, TagVerdict } from './driver.ts'
import type { FrameField } from './explain.ts'
import type { TimesSummary } from './recent-times.ts'
import type { Scan } from './scan.ts'
import type { Direction, FailureCount, Trace, TracedFrame } from './trace.ts'

/** A frame that went over the line, and what it means. */
export interface ToldFrame {
  readonly time: Micros
  readonly direction: Direction
  /** How long it was on the line, bytes; 0 where a library speaks the protocol. */
  readonly length: number
  /** Pairs of digits; `••` for bytes that must not be shown. At most 512 bytes. */
  readonly hex: string
  readonly summary: string
  readonly fields: readonly FrameField[]
}

/** How the tags of one period are read. */
export interface CycleFigures {
  readonly periodMs: number
  readonly tags: number
  /** Requests a cycle takes, where the driver plans blocks. */
  readonly blocks?: number
  /** Borders that no block may cross, because the device refused to be read across. */
  readonly holes?: number
  /** Tags that the device refuses; each is asked for alone, once a minute. */
  readonly refused?: number
  /** How long a cycle takes. */
  readonly takes?: TimesSummary
  /** Cycles that were skipped because the one before had not ended. */
  readonly late: number
}

/** How a device answers, and what its last frames said. */
export interface Diagnosis {
  readonly time: Micros
  readonly state: DeviceState
  /** Since the device was taken into the configuration. */
  readonly counters: Omit<DriverCounters, 'trace'>
  /** Connections that were made. */
  readonly connections: number
  readonly roundTrip?: TimesSummary
  readonly failures: readonly FailureCount[]
  readonly cycles: readonly CycleFigures[]
  /** Tags that the driver could not take, and those it has something to say about. */
  readonly verdicts: readonly { readonly tag: TagId; readonly status: number; readonly message?: string }[]
  /** The newest last. */
  readonly frames: readonly ToldFrame[]
}

interface Findings {
  readonly now: Micros
  readonly state: DeviceState
  readonly counters: Readonly<DriverCounters>
  readonly connections: number
  readonly trace: Trace
  readonly scans: readonly Scan[]
  readonly verdicts: readonly TagVerdict[]
  readonly factory: Pick<DriverFactory, 'explain'>
}

/** Decodes what was kept of a device. */
export function diagnose({ now, state, counters, connections, trace, scans, verdicts, factory }: Findings): Diagnosis {
  const { trace: _, ...numbers } = counters
  const roundTrip = trace.roundTrips.summary()
  return {
    time: now,
    state,
    counters: numbers,
    connections,
    ...(roundTrip ? { roundTrip } : {}),
    failures: trace.failuresByKind(),
    cycles: scans.map(cycleOf),
    verdicts: verdicts.filter(({ status, message }) => status !== 0 || message !== undefined),
    frames: trace.frames().map((frame) => tellFrame(frame, factory)),
  }
}

function cycleOf(scan: Scan): CycleFigures {
  const { blocks, holes, refused }: ScanGroup = scan.group
  const takes = scan.times.summary()
  return {
    periodMs: scan.periodMs,
    tags: scan.group.tags.length,
    ...(blocks ? { blocks: blocks.length } : {}),
    ...(holes && holes.size > 0 ? { holes: holes.size } : {}),
    ...(refused && refused.size > 0 ? { refused: refused.size } : {}),
    ...(takes ? { takes } : {}),
    late: scan.late,
  }
}

function tellFrame(frame: TracedFrame, { explain }: Pick<DriverFactory, 'explain'>): ToldFrame {
  const { time, direction, length, bytes, words } = frame
  const explained = words === undefined ? explain?.(direction, bytes) : undefined
  const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
  for (const { from, to, secret } of explained?.fields ?? []) if (secret) pairs.fill('••', from, to)
  return {
    time,
    direction,
    length,
    hex: pairs.join(' '),
    summary: words ?? explained?.summary ?? '',
    fields: explained?.fields ?? [],
  }
}
