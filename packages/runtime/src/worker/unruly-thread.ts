/** A thread of tests, whose one model does what is asked for by the name of a parameter. */
import { readlinkSync } from 'node:fs'
import { getPriority } from 'node:os'
import { workerData } from 'node:worker_threads'
import { serve } from './serve.ts'

const held: unknown[] = []

serve({
  load: async () => ({
    run({ length, values }, parameters) {
      // With many small objects, as a script would: the heap's end is seen before there is none left for one of them.
      while ('heap' in parameters) held.push({ held: [held.length] })
      if ('exit' in parameters) process.exit(3)
      if ('throwLater' in parameters) {
        setImmediate(() => {
          throw new TypeError('no such luck')
        })
        return new Promise(() => undefined)
      }
      if ('behind' in parameters) {
        const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
        const first = getPriority(thread)
        while (getPriority(thread) === first);
        return { length: 2, values: { same: Float64Array.of(first, getPriority(thread)) } }
      }
      if ('environment' in parameters) return { length: 1, values: { same: [JSON.stringify(process.env)] } }
      // Whoever asked may be busy: what it sleeps on is told once the answer is on its way.
      setImmediate(() => {
        Atomics.store(workerData as Int32Array, 0, 1)
        Atomics.notify(workerData as Int32Array, 0)
      })
      return {
        length,
        values: {
          same: (values['a'] as Float64Array).slice(),
          bytes: Float64Array.of((values['a'] as Float64Array).buffer.byteLength),
        },
      }
    },
    save: () => new Uint8Array(),
    restore: () => undefined,
  }),
})
