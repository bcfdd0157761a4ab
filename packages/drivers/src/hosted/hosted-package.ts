import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Clock, Fault, type Log, type SampleBatch, type Timer } from '@millrace/core'
import type { DriverManifest } from './manifest.ts'
import type { Answers, FromPackage, Question, Standing, ToldFault } from './messages.ts'
import './faults.ts'

const START_MS = 20_000
const PING_MS = 2_000
const HUNG_MS = 10_000
/** Most a package's JavaScript may keep, MiB. */
const HEAP_MIB = 512
/** A package that dies at once is not started more often than this. */
const PAUSE_MS = 1_000

/** What one device wants to hear of its package. */
export interface DeviceEars {
  samples(batch: SampleBatch, past?: boolean): void | Promise<void>
  lost(reason: Fault): void
  standing(standing: Standing): void
}

export interface PackageNeeds {
  readonly manifest: DriverManifest
  readonly clock: Clock
  readonly log: Log
  /** The only folder the package may write to; its devices' folders lie in it. */
  readonly folder: string
}

interface Waiting {
  readonly resolve: (answer: never) => void
  readonly reject: (reason: Fault) => void
}

/**
 * The process of one driver package, started when it is needed and again after it died. It sees its own folder and the
 * network, writes to its devices' folders, has no environment, starts no processes, and is ended when it hangs.
 */
export class HostedPackage {
  readonly #needs: PackageNeeds
  readonly #ears = new Map<number, DeviceEars>()
  readonly #waiting = new Map<number, Waiting>()
  #child: Promise<ChildProcess> | undefined
  #startedAt = Number.NEGATIVE_INFINITY
  #questions = 0
  #devices = 0
  #watch: Timer | undefined
  #closed = false

  constructor(needs: PackageNeeds) {
    this.#needs = needs
  }

  get name(): string {
    return this.#needs.manifest.name
  }

  get folder(): string {
    return this.#needs.folder
  }

  /** A new device of the package; `silence` it when its driver is closed. */
  listen(ears: DeviceEars): number {
    const device = ++this.#devices
    this.#ears.set(device, ears)
    return device
  }

  silence(device: number): void {
    this.#ears.delete(device)
  }

  /** Throws what the package threw, `driver_package.died`, `driver_package.hung`, or the signal's reason. */
  async ask<What extends Question['what']>(
    question: Question & { readonly what: What },
    signal?: AbortSignal,
  ): Promise<Answers[What]> {
    signal?.throwIfAborted()
    this.#child ??= this.#start()
    const child = await this.#child
    const id = ++this.#questions
    const { promise, resolve, reject } = Promise.withResolvers<Answers[What]>()
    this.#waiting.set(id, { resolve, reject })
    const abort = (): void => {
      child.send({ id, abort: true }, () => {})
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', abort, { once: true })
    child.send({ id, question }, (failure) => {
      if (failure) reject(this.#died(failure.message))
    })
    try {
      return await promise
    } finally {
      this.#waiting.delete(id)
      signal?.removeEventListener('abort', abort)
    }
  }

  /** Idempotent. */
  async close(): Promise<void> {
    this.#closed = true
    this.#watch?.cancel()
    // One that did not start has nothing to end.
    const child = await this.#child?.catch(() => undefined)
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill('SIGKILL')
    await ended
  }

  async #start(): Promise<ChildProcess> {
    const { manifest, clock, log, folder } = this.#needs
    const wait = this.#startedAt + PAUSE_MS - clock.monotonic()
    if (wait > 0) await clock.sleep(wait)
    if (this.#closed) throw this.#died('closed')
    this.#startedAt = clock.monotonic()
    const child = fork(processFile, [manifest.entry], {
      execArgv: [...ownArguments(), ...permissions(manifest, folder), `--max-old-space-size=${HEAP_MIB}`],
      env: {},
      cwd: manifest.folder,
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface(stream).on('line', (line) =>
        log.warn('a driver package says', { package: manifest.name, line: line.slice(0, 2_000) }),
      )
    }
    const ready = Promise.withResolvers<ChildProcess>()
    const late = clock.after(START_MS, () => {
      ready.reject(new Fault('driver_package.hung', { name: manifest.name, ms: START_MS }))
      child.kill('SIGKILL')
    })
    child.on('message', (message) => {
      const first = message as { readonly ready?: true; readonly broken?: string }
      if (first.ready) ready.resolve(child)
      else if (first.broken !== undefined)
        ready.reject(new Fault('driver_package.not_loaded', { name: manifest.name, seen: first.broken }))
      else this.#hear(child, message as FromPackage)
    })
    child.once('error', (failure) => ready.reject(this.#died(failure.message)))
    child.once('exit', (code, signal) => this.#ended(signal ?? `exit code ${code}`, ready.reject))
    try {
      const started = await ready.promise
      this.#watch = this.#watchOver(started)
      return started
    } catch (reason) {
      this.#child = undefined
      throw reason
    } finally {
      late.cancel()
    }
  }

  /** Asks for a sign of life, and ends a process that gives none. */
  #watchOver(child: ChildProcess): Timer {
    const { clock, manifest, log } = this.#needs
    let heard = clock.monotonic()
    return clock.every(PING_MS, () => {
      if (clock.monotonic() - heard > HUNG_MS) {
        log.error('a driver package hangs and is ended', { package: manifest.name })
        child.kill('SIGKILL')
        return
      }
      this.ask({ what: 'ping' }).then(
        () => {
          heard = clock.monotonic()
        },
        // It died: whoever listens is told by its end.
        () => {},
      )
    })
  }

  #hear(child: ChildProcess, message: FromPackage): void {
    if ('standing' in message && message.standing) this.#ears.get(message.standing.device)?.standing(message.standing)
    if ('answer' in message) this.#waiting.get(message.id)?.resolve(message.answer as never)
    else if ('fault' in message) this.#waiting.get(message.id)?.reject(this.#faultOf(message.fault))
    else if ('lost' in message) this.#ears.get(message.device)?.lost(this.#faultOf(message.lost))
    else if ('samples' in message) {
      const taken = (): void => void child.send({ id: message.id, taken: true }, () => {})
      const handed = this.#ears.get(message.device)?.samples(message.samples, message.past)
      if (handed) handed.then(taken, taken)
      else taken()
    }
  }

  #ended(seen: string, notStarted: (reason: Fault) => void): void {
    this.#watch?.cancel()
    this.#child = undefined
    const reason = this.#died(seen)
    notStarted(reason)
    for (const { reject } of this.#waiting.values()) reject(reason)
    for (const ears of [...this.#ears.values()]) ears.lost(reason)
  }

  #died(seen: string): Fault {
    return new Fault('driver_package.died', { name: this.name, seen })
  }

  /** The kit's own faults keep their meaning; the package's are told in its words. */
  #faultOf({ code, message, facts }: ToldFault): Fault {
    if (code.startsWith('driver.')) return new Fault(code, facts)
    return new Fault('driver_package.failed', { name: this.name, seen: code ? `${code}: ${message}` : message })
  }
}

const isSource = import.meta.url.endsWith('.ts')
const processFile = fileURLToPath(new URL(isSource ? './process.ts' : './process.js', import.meta.url))

function ownArguments(): string[] {
  return isSource ? ['--conditions=source', '--disable-warning=ExperimentalWarning'] : []
}

/** What Node's permission model lets the package do; compiled code cannot be held, so it must ask for that. */
function permissions({ folder, native }: DriverManifest, ownFolder: string): string[] {
  const ourPackages = [
    dirname(dirname(dirname(processFile))),
    dirname(dirname(fileURLToPath(import.meta.resolve('@millrace/core')))),
  ]
  const readable = [folder, ...ourPackages, ...modulesAbove(processFile), ...modulesAbove(folder)]
  return [
    '--permission',
    ...[...new Set(readable)].map((path) => `--allow-fs-read=${path}/*`),
    `--allow-fs-read=${ownFolder}/*`,
    `--allow-fs-write=${ownFolder}/*`,
    ...(native ? ['--allow-addons'] : []),
  ]
}

/** Every node_modules that imports from this place can find. */
function modulesAbove(place: string): string[] {
  const found: string[] = []
  for (let at = place; at !== dirname(at); at = dirname(at)) {
    const modules = join(at, 'node_modules')
    if (existsSync(modules)) found.push(modules)
  }
  return found
}
