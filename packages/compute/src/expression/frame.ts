import { Status } from '@millrace/core'
import type { Frame } from './face.ts'

/** A frame of so many slots, of which none has had a value yet. */
export function newFrame(slots: number): Frame {
  return {
    value: new Float64Array(slots).fill(Number.NaN),
    status: new Uint32Array(slots).fill(Status.BadWaitingForInitialData),
  }
}
