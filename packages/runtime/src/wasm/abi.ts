import { Fault } from '@millrace/core'
import type { ModelManifest } from '../manifest/manifest.ts'
import type { ModuleShape } from './sections.ts'
import '../faults.ts'

/** What a module exports: README.md. */
export interface Exports {
  readonly memory: WebAssembly.Memory
  reserve(bytes: number): number
  run(rows: number, time: number, inputs: number, outputs: number, parameters: number): number
  reason?(code: number): number
  state_pointer?(): number
  state_bytes?(): number
}

/** Of a memory, bytes. */
export const PAGE = 65_536
const MOST_OF_TEXT = 500
/** Of all tables together: a megabyte of the engine's, which is counted nowhere else. */
const MOST_ENTRIES = 65_536

const needed = { reserve: 'i32->i32', run: 'i32,i32,i32,i32,i32->i32' }
const ofState = { state_pointer: '->i32', state_bytes: '->i32' }
const known = { ...needed, ...ofState, reason: 'i32->i32' }

/** Throws `model.broken` where a module does not keep to the interface, or might take more than `memory` bytes. */
export function checkInterface(shape: ModuleShape, { stateful = false }: ModelManifest, memory: number): void {
  const refuse = (seen: string): never => {
    throw new Fault('model.broken', { seen })
  }
  if (!shape.memories.has('memory')) refuse('it exports no memory of the name memory')
  for (const [name, type] of Object.entries(known)) {
    const seen = shape.functions.get(name)
    if (seen === undefined && (name in needed || (stateful && name in ofState))) {
      refuse(`it exports no function ${name}${name in ofState ? ', though its manifest calls it stateful' : ''}`)
    }
    if (seen !== undefined && seen !== type) refuse(`expected its function ${name} to be ${type}, saw ${seen}`)
  }
  const most = shape.memory.maximum * PAGE
  if (most > memory) refuse(`its memory may grow to ${most} bytes, where its limit is ${memory}`)
  if (shape.tableEntries > MOST_ENTRIES) {
    refuse(`its tables may grow to ${shape.tableEntries} entries, where ${MOST_ENTRIES} are the most`)
  }
}

/**
 * Whether a trap means that no memory was left. A module does not say so: its language aborts where memory does not grow, which
 * leaves an `unreachable` in a call that has taken more than half of what it may have.
 */
export function ranOut(trap: unknown, { maximum }: ModuleShape['memory'], { before = 0, after = 0 }): boolean {
  const aborted = trap instanceof WebAssembly.RuntimeError && trap.message.includes('unreachable')
  return aborted && after > before && after > (maximum * PAGE) / 2
}

/** A text of a module, ended by a zero. */
export function textAt(memory: WebAssembly.Memory, pointer: number): string {
  const bytes = new Uint8Array(memory.buffer).subarray(pointer >>> 0)
  const end = bytes.subarray(0, MOST_OF_TEXT).indexOf(0)
  return new TextDecoder().decode(bytes.subarray(0, end < 0 ? MOST_OF_TEXT : end))
}
