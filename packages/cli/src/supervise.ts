import { type ChildProcess, fork } from 'node:child_process'
import { type Clock, Fault, type Timer } from '@millrace/core'
import './faults.ts'

export interface PartSpec {
  /** `platform`, `edge`, `demo`: what people call it. */
  readonly name: string
  /** Module that the child runs. */
  readonly entry: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

export interface Part {
  readonly name: string
  readonly pid: number | undefined
  readonly restarts: number
  /** Resolves with the child's first `ready` message; rejects if it ends before. */
  ready(): Promise<Readonly<Record<string, unknown>>>
  /** SIGTERM, then SIGKILL after ten seconds. */
  stop(): Promise<void>
}

const SHORTEST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 30_000
const STOP_MS = 10_000

/**
 * Keeps one child process running: a child that dies is started again, after a pause that doubles with each death before it
 * was ready and falls back once it was. A child that ends before it was ever ready is a mistake to be shown, not retried.
 */
export function supervise(spec: PartSpec, needs: { clock: Clock; say: (line: string) => void }): Part {
  let child: ChildProcess | undefined
  let pause = SHORTEST_PAUSE_MS
  let restarts = 0
  let stopping = false
  let wasReady = false
  let timer: Timer | undefined
  const firstReady = Promise.withResolvers<Readonly<Record<string, unknown>>>()
  // Whoever waits for readiness has the rejection; that nobody waits yet must not end the process.
  firstReady.promise.catch(() => undefined)

  const start = (): void => {
    let readyNow = false
    // A group of its own: Ctrl-C in the terminal reaches the supervisor alone, which stops the parts in order.
    const started = fork(spec.entry, [...(spec.args ?? [])], {
      env: { ...process.env, ...spec.env },
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    child = started
    started.on('message', (message: unknown) => {
      if (typeof message !== 'object' || message === null || !('type' in message) || message.type !== 'ready') return
      wasReady = true
      readyNow = true
      firstReady.resolve({ ...message })
    })
    started.on('exit', (code, signal) => {
      child = undefined
      if (stopping) return
      if (!wasReady) {
        firstReady.reject(new Fault('cli.part_failed', { part: spec.name, seen: signal ?? `exit code ${code}` }))
        return
      }
      if (readyNow) pause = SHORTEST_PAUSE_MS
      restarts++
      needs.say(`${spec.name} ended (${signal ?? `exit code ${code}`}); starting it again in ${pause} ms`)
      timer = needs.clock.after(pause, start)
      pause = Math.min(LONGEST_PAUSE_MS, pause * 2)
    })
  }
  start()

  return {
    name: spec.name,
    get pid() {
      return child?.pid
    },
    get restarts() {
      return restarts
    },
    ready: () => firstReady.promise,
    async stop() {
      stopping = true
      timer?.cancel()
      const running = child
      if (!running || running.exitCode !== null) return
      const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()))
      running.kill('SIGTERM')
      const last = needs.clock.after(STOP_MS, () => running.kill('SIGKILL'))
      await ended
      last.cancel()
    },
  }
}
