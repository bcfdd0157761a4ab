import { subscribe } from 'node:diagnostics_channel'
import fs from 'node:fs'
import { join } from 'node:path'
import { threadId } from 'node:worker_threads'

/**
 * Loaded before anything else into each thread of the process that is killed: keeps, in a file that outlives it, what the
 * history is at, and kills by itself, or fills the disk, where the drill takes aim.
 */
export const LENGTH = 128
const place = process.env['MILLRACE_CRASH_WATCH'] as string
/** `compact 2 1.5`: at the second time that it begins, after 1.5 ms. `compact 2 fill`: then the disk is full. */
const [aimed, times, after] = (process.env['MILLRACE_CRASH_AIM'] ?? '').split(' ')
const ballastFile = process.env['MILLRACE_CRASH_BALLAST'] ?? ''
const fd = fs.openSync(join(place, `steps-${threadId}`), 'w')
const stack: string[] = []
let left = Number(times)

const die = (): void => {
  process.kill(process.pid, 'SIGKILL')
}

/** Takes all the room there is, before the step goes on. */
function fill(): void {
  const ballast = fs.openSync(ballastFile, 'w')
  for (let bytes = 1_048_576; bytes >= 512; bytes /= 2)
    try {
      for (;;) fs.writeSync(ballast, Buffer.alloc(bytes))
    } catch (failure) {
      if ((failure as NodeJS.ErrnoException).code !== 'ENOSPC') throw failure
    }
  fs.closeSync(ballast)
}

function begin(step: string): void {
  stack.push(step)
  note()
  if (step === 'commit' && ballastFile === '') keepList()
  if (step !== aimed || --left !== 0) return
  if (after === 'fill') fill()
  else if (Number(after) === 0) die()
  else setTimeout(die, Number(after))
}

function end(step: string): void {
  stack.splice(stack.lastIndexOf(step), 1)
  note()
}

function note(): void {
  fs.writeSync(fd, stack.join(' ').padEnd(LENGTH).slice(0, LENGTH), 0)
}

/** The list as it was: until its folder is fsynced a power cut may bring it back. */
function keepList(): void {
  const kept = join(place, 'manifest-before')
  const list = join(process.env['MILLRACE_CRASH_LAKE'] as string, 'manifest.json')
  fs.rmSync(kept, { force: true })
  if (fs.existsSync(list)) fs.linkSync(list, kept)
}

subscribe('millrace.history.step', (message) => {
  const { step, begins } = message as { step: string; begins: boolean }
  if (begins) begin(step)
  else end(step)
})
