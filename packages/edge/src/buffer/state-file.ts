import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { Fault, sayFault } from '@millrace/core'
import './faults.ts'

/** Text of a file, or undefined if there is none. */
export function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch (reason) {
    if (reason instanceof Error && 'code' in reason && reason.code === 'ENOENT') return undefined
    throw new Fault('edge_buffer.unusable', { folder: dirname(file), seen: sayFault(reason) }, reason)
  }
}

/** Replaces a file so that a power cut leaves the old or the new one, and the new one once this returns. */
export function replaceDurably(file: string, content: string | Uint8Array): void {
  const fresh = `${file}.new`
  const fd = openSync(fresh, 'w')
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    let written = 0
    while (written < bytes.length) written += writeSync(fd, bytes, written)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  renameSync(fresh, file)
  syncFolder(dirname(file))
}

/** The same for what may be lost: a crash of the process keeps it, a power cut may bring the old one back. */
export function replaceLazily(file: string, content: Uint8Array): void {
  const fresh = `${file}.new`
  writeFileSync(fresh, content)
  renameSync(fresh, file)
}

/** Makes the names of new files survive a power cut. Windows cannot open folders and needs no such call. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const fd = openSync(folder, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

export interface BufferState {
  /** Random id of the buffer: positions mean nothing under another. */
  readonly stream: string
  /** Starts so far; the upper part of each position. */
  readonly boot: number
  /** The host that was seen to confirm what it stored; absent until then. */
  readonly confirmedBy?: string
}

/** Reads a state as {@link BufferState}; throws `edge_buffer.state_malformed`, because a guess could lose or double values. */
export function parseState(file: string, text: string): BufferState {
  let state: unknown
  try {
    state = JSON.parse(text)
  } catch (reason) {
    throw new Fault('edge_buffer.state_malformed', { file, seen: sayFault(reason) }, reason)
  }
  if (
    typeof state === 'object' &&
    state !== null &&
    'stream' in state &&
    typeof state.stream === 'string' &&
    'boot' in state &&
    Number.isSafeInteger(state.boot) &&
    (!('confirmedBy' in state) || typeof state.confirmedBy === 'string')
  ) {
    return state as BufferState
  }
  throw new Fault('edge_buffer.state_malformed', { file, seen: text.slice(0, 100) })
}
