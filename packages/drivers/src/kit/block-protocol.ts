import type { Micros, Value } from '@millrace/core'
import type { BlockLimits, Extent } from './block-plan.ts'
import type { TurnKind } from './bus.ts'
import type { TagSpec } from './driver.ts'
import type { Refusal } from './requests.ts'
import type { ScanColumns, TagRows } from './rows.ts'

/** A tag with its address read: one flat object, for an edge may hold a hundred thousand. */
export interface BlockTag extends Extent {
  readonly spec: TagSpec
}

/** What the device said to the request for one block. */
export interface BlockReply {
  readonly time: Micros
  /** Good, or why the device refused. */
  readonly status: number
  /** Where it refused: a part of the block might still be read. */
  readonly perhapsInPart?: boolean
  /** The units of the block, as the protocol's `decode` wants them; empty if it refused. */
  readonly bytes: Uint8Array
}

/** A protocol whose tags lie at addresses and are read in runs: registers, words, bytes of a data block. */
export interface BlockProtocol<Tag extends BlockTag> {
  connect(signal: AbortSignal): Promise<void>
  /** Idempotent. */
  close(): Promise<void>
  readonly open: boolean
  /** Asked after `connect`: some devices tell their limits. */
  limits(): BlockLimits
  /** Requests of one scan on their way at a time. */
  readonly inFlight: number
  /** Reads of a request that got no answer are repeated so often within the scan; writes never are. */
  readonly retries?: number
  /** Throws the Fault that says what is wrong with the address. */
  plan(spec: TagSpec): Tag
  /** Why a tag that is configured `rw` cannot be written. */
  unwritable?(tag: Tag): string | undefined
  /** Which of the stations behind the link is asked: they fall silent one by one. */
  station(extent: Extent): number
  /** Told once the tags are set: how many stations are asked. */
  stations?(count: number): void
  /** One request. Throws what {@link statusOf} knows for this request alone, anything else for the whole link. */
  read(kind: TurnKind, block: Extent, signal: AbortSignal): Promise<BlockReply>
  /** Takes one tag's raw value out of a reply; `offset` is its distance from the block's start, in units. */
  decode(
    tag: Tag,
    place: { readonly bytes: Uint8Array; readonly offset: number; readonly row: number },
    rows: TagRows,
    into: ScanColumns,
  ): void
  /** Sends one raw value (the scale is undone), or says why not. */
  write(tag: Tag, raw: Value, signal: AbortSignal): Promise<Refusal | undefined>
}
