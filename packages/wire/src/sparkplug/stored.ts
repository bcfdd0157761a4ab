import { Fault } from '@millrace/core'
import type { Interval } from './interval-set.ts'
import { ProtoReader, ProtoWriter, WireType } from './protobuf.ts'
import './faults.ts'

/** How far a host has stored what one buffer sent: the value of the `Millrace/Stored` metric. */
export interface Stored {
  /** The buffer's id, as its edge node told it in `Millrace/Stream`. */
  readonly stream: string
  /** Positions that are on the host's disk, ascending and apart from each other; `to` is exclusive. */
  readonly intervals: readonly Interval[]
}

const MOST_INTERVALS = 100_000

/**
 * Field 1: stream. Field 2, packed: gap before and length of each interval. Of more than 100,000 intervals the lowest are
 * told: what the host leaves out is sent again and dropped, never lost.
 */
export function encodeStored({ stream, intervals: all }: Stored): Uint8Array {
  const intervals = all.length > MOST_INTERVALS ? all.slice(0, MOST_INTERVALS) : all
  const writer = new ProtoWriter(64 + stream.length * 3 + intervals.length * 12)
  writer.tag(1, WireType.bytes)
  writer.string(stream)
  writer.tag(2, WireType.bytes)
  const begun = writer.open()
  let at = 0
  for (const { from, to } of intervals) {
    writer.varint(from - at)
    writer.varint(to - from)
    at = to
  }
  writer.close(begun)
  return writer.finish()
}

/** Throws `wire.stored_malformed`. */
export function decodeStored(bytes: Uint8Array): Stored {
  const reader = new ProtoReader(bytes)
  const intervals: Interval[] = []
  let stream = ''
  try {
    reader.fields((field, wire) => {
      if (field === 1 && wire === WireType.bytes) stream = reader.string()
      else if (field === 2 && wire === WireType.bytes) readIntervals(reader, intervals)
      else reader.skip(wire)
    })
  } catch (failure) {
    throw new Fault(
      'wire.stored_malformed',
      { seen: failure instanceof Fault ? String(failure.facts['seen']) : 'damage' },
      failure,
    )
  }
  if (stream === '') throw new Fault('wire.stored_malformed', { seen: 'no stream' })
  return { stream, intervals }
}

function readIntervals(reader: ProtoReader, into: Interval[]): void {
  const outer = reader.enter()
  let at = 0
  while (reader.more) {
    const from = at + reader.varint()
    const to = from + reader.varint()
    if (to > Number.MAX_SAFE_INTEGER || to <= from || into.length >= MOST_INTERVALS)
      throw reader.fault('intervals out of range')
    into.push({ from, to })
    at = to
  }
  reader.leave(outer)
}
