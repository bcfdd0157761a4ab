import { type SampleBatch, ValueKind } from '@millrace/core'
import { SLOTS_HEADER } from './encode.ts'
import { ALIVE } from './load-file.ts'
import { POINTS, Point, seriesNumber } from './workload.ts'

/** The columns that every batch of a load shares. */
interface Shape {
  readonly series: Uint32Array
  readonly kind: Uint8Array
  readonly status: Uint32Array
  /** Used in turn, as the memory of the values is. */
  readonly times: readonly Float64Array[]
  turn: number
}

/**
 * Makes sample batches of what `encodeSlots` wrote, without copying the values; good until {@link ALIVE} further ones,
 * which is enough where appends end in order.
 */
export class SlotBatches {
  readonly #shapes = new Map<string, Shape>()

  batchOf(bytes: Uint8Array): SampleBatch {
    const view = new DataView(bytes.buffer)
    const [firstDevice, devices] = [view.getUint32(0, true), view.getUint32(4, true)]
    const [start, period] = [view.getFloat64(8, true), view.getFloat64(16, true)]
    const length = (bytes.length - SLOTS_HEADER) / 8
    const shape = this.#shapeOf(firstDevice, devices, length)
    const { series, kind, status, times, turn } = shape
    const time = times[turn] as Float64Array
    shape.turn = (turn + 1) % ALIVE
    const rows = devices * POINTS
    for (let from = 0; from < length; from += rows) time.fill(start + (from / rows) * period, from, from + rows)
    return {
      length,
      series,
      time,
      kind,
      double: new Float64Array(bytes.buffer, SLOTS_HEADER, length),
      int64: new BigInt64Array(bytes.buffer, SLOTS_HEADER, length),
      status,
      text: [],
    }
  }

  #shapeOf(firstDevice: number, devices: number, length: number): Shape {
    const key = `${firstDevice} ${devices} ${length}`
    const known = this.#shapes.get(key)
    if (known) return known
    const rows = devices * POINTS
    const shape: Shape = {
      series: Uint32Array.from({ length }, (_, row) => seriesNumber(firstDevice, 0) + (row % rows)),
      kind: Uint8Array.from({ length }, (_, row) => kindOf(row % POINTS)),
      status: new Uint32Array(length),
      times: Array.from({ length: ALIVE }, () => new Float64Array(length)),
      turn: 0,
    }
    this.#shapes.set(key, shape)
    return shape
  }
}

function kindOf(point: number): number {
  if (point === Point.pieces) return ValueKind.int64
  return point === Point.running ? ValueKind.boolean : ValueKind.double
}
