import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type Clock, Fault } from '@millrace/core'
import { startClosed } from '@millrace/history'
import './faults.ts'
import type { TestedOne } from './schema.ts'
import type { FromTests } from './tests-process.ts'

const program = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './tests-process.ts' : './tests-process.js', import.meta.url),
)
/** Of all tests of a package. */
export const bounds = { seconds: 180, memoryMib: 3_072, tests: 1_000 } as const
/** Of processor time, which the system itself ends. */
const CPU_SECONDS = 300
const STDERR = 4_000

interface Asked {
  readonly clock: Clock
  /** Of a package that was read before. */
  readonly archive: Uint8Array
  readonly signal: AbortSignal
  /** What is tested now. */
  onBegin(name: string): void
  onResult(result: TestedOne): void
}

/**
 * Runs the tests of a package in a process of their own, which ends with them: closed to what this one has, bounded in time, memory and
 * number. Throws what reading tests throws, `apps.tests_slow`, `tests_greedy`, `tests_many`, `tests_lost`, and the signal's reason.
 */
export async function runClosedTests({ clock, archive, signal, onBegin, onResult }: Asked): Promise<void> {
  signal.throwIfAborted()
  const child = startClosed(program, { memoryMib: bounds.memoryMib, cpuSeconds: CPU_SECONDS })
  const end = Promise.withResolvers<void>()
  let during = 'app.yaml'
  let count = 0
  let said = ''
  child.stderr?.on('data', (piece: Buffer) => {
    said = `${said}${piece}`.slice(-STDERR)
  })
  child.on('message', (message: FromTests) => {
    if (message.say === 'ready') child.send(archive, () => undefined)
    else if (message.say === 'end') end.resolve()
    else if (message.say === 'fault') end.reject(new Fault(message.code, message.facts))
    else if (message.say === 'begins') {
      during = message.name
      onBegin(during)
    } else if (++count > bounds.tests) end.reject(new Fault('apps.tests_many', { most: bounds.tests }))
    else onResult(message.result)
  })
  child.once('error', (failure) => end.reject(new Fault('apps.tests_lost', { seen: failure.message, during })))
  child.once('exit', (code, ended) => end.reject(lost(code ?? ended, said, during)))
  const late = clock.after(bounds.seconds * 1_000, () =>
    end.reject(new Fault('apps.tests_slow', { seconds: bounds.seconds, during })),
  )
  const leave = (): void => end.reject(signal.reason)
  signal.addEventListener('abort', leave, { once: true })
  try {
    await end.promise
  } finally {
    late.cancel()
    signal.removeEventListener('abort', leave)
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    }
  }
}

function lost(seen: string | number | null, said: string, during: string): Fault {
  if (seen === 'SIGXCPU') return new Fault('apps.tests_slow', { seconds: CPU_SECONDS, during })
  if (/out of memory|bad_alloc|Cannot allocate/i.test(said))
    return new Fault('apps.tests_greedy', { most: bounds.memoryMib, during })
  const last = said.trim().split('\n').at(-1) ?? ''
  return new Fault('apps.tests_lost', { seen: `${seen} ${last}`.trim().slice(0, 200), during })
}
