import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Fault, type Log, type SampleBatch, sayFault, systemClock } from '@millrace/core'
import { Buses } from '../kit/bus.ts'
import type { Driver, DriverFactory, ScanGroup } from '../kit/driver.ts'
import './faults.ts'
import type { FromPackage, Question, Standing, ToldFault, ToPackage } from './messages.ts'

const STANDING_MS = 1_000
/** What packages import from us comes from this installation, whatever they bring along. */
const ours = new Set(['@millrace/drivers/kit', '@millrace/core'])

interface Hosted {
  readonly driver: Driver
  groups: readonly ScanGroup[]
}

/** The process of one driver package: `process.js <entry>`. It knows the package and its parent, nothing else. */
class PackageProcess {
  readonly #factory: DriverFactory
  readonly #buses = new Buses(systemClock)
  readonly #hosted = new Map<number, Hosted>()
  readonly #working = new Map<number, AbortController>()
  readonly #untaken = new Map<number, () => void>()
  #batches = 0

  constructor(factory: DriverFactory) {
    this.#factory = factory
    process.on('message', (message) => this.#take(message as ToPackage))
    systemClock.every(STANDING_MS, () => {
      for (const device of this.#hosted.keys()) tell({ standing: this.#standing(device) })
    })
  }

  #take(message: ToPackage): void {
    if ('abort' in message) this.#working.get(message.id)?.abort(new Fault('driver.closing'))
    else if ('taken' in message) {
      this.#untaken.get(message.id)?.()
      this.#untaken.delete(message.id)
    } else void this.#answer(message.id, message.question)
  }

  async #answer(id: number, question: Question): Promise<void> {
    const working = new AbortController()
    this.#working.set(id, working)
    const device = 'device' in question ? question.device : undefined
    const standing = (): { standing?: Standing } =>
      device !== undefined && this.#hosted.has(device) ? { standing: this.#standing(device) } : {}
    try {
      const answer = await this.#do(question, working.signal)
      tell({ id, answer, ...standing() })
    } catch (reason) {
      tell({ id, fault: told(reason), ...standing() })
    } finally {
      this.#working.delete(id)
    }
  }

  #do(question: Question, signal: AbortSignal): unknown {
    const { kind, configSchema, capabilities } = this.#factory
    switch (question.what) {
      case 'describe':
        return { kind, configSchema, capabilities }
      case 'checkAddress':
        return this.#factory.checkAddress(question.address, question.type)
      case 'create':
        return this.#create(question.device, question)
      case 'connect':
        return this.#of(question.device).driver.connect(signal)
      case 'setTags':
        return this.#setTags(this.#of(question.device), question.tags)
      case 'poll': {
        const { driver, groups } = this.#of(question.device)
        return driver.poll!(groups[question.group]!, signal)
      }
      case 'write':
        return this.#of(question.device).driver.write(question.requests, signal)
      case 'browse':
        return this.#of(question.device).driver.browse!(question.parent, question.page, signal)
      case 'close':
        return this.#close(question.device)
      case 'ping':
        return undefined
    }
  }

  #of(device: number): Hosted {
    const hosted = this.#hosted.get(device)
    if (!hosted) throw new Fault('driver.not_connected', { state: 'unknown to the package' })
    return hosted
  }

  #create(device: number, { config, folder }: { readonly config: unknown; readonly folder: string }): void {
    const bus = this.#buses.of(this.#factory.busOf(config), this.#factory.busLimits?.(config))
    const driver = this.#factory.create(
      config,
      {
        samples: (batch, past) => this.#samples(device, batch, past),
        lost: (reason) => tell({ lost: told(reason), device }),
      },
      { clock: systemClock, log, folder, bus },
    )
    this.#hosted.set(device, { driver, groups: [] })
  }

  /** Resolves when the platform has taken the batch: back-pressure reaches through. */
  #samples(device: number, samples: SampleBatch, past = false): Promise<void> {
    const id = ++this.#batches
    return new Promise((resolve) => {
      this.#untaken.set(id, resolve)
      tell({ id, samples, past, device })
    })
  }

  async #setTags(hosted: Hosted, tags: Parameters<Driver['setTags']>[0]): Promise<object> {
    const { groups, verdicts } = await hosted.driver.setTags(tags)
    hosted.groups = groups
    return { groups: groups.map(({ periodMs, tags: ids }) => ({ periodMs, tags: ids })), verdicts }
  }

  async #close(device: number): Promise<void> {
    const hosted = this.#hosted.get(device)
    this.#hosted.delete(device)
    await hosted?.driver.close()
  }

  #standing(device: number): Standing {
    const { driver } = this.#of(device)
    return { device, healthy: driver.healthy(), counters: { ...driver.counters } }
  }
}

function tell(message: FromPackage): void {
  // A parent that is gone has no more use for it: this process ends with the channel.
  process.send?.(message)
}

function told(reason: unknown): ToldFault {
  if (!(reason instanceof Fault)) return { code: '', message: sayFault(reason), facts: {} }
  const facts = Object.entries(reason.facts).filter(
    (fact): fact is [string, string | number | boolean] => fact[1] !== undefined,
  )
  return { code: reason.code, message: reason.message, facts: Object.fromEntries(facts) }
}

/** What a driver logs goes to standard error, where the platform picks it up. */
const log: Log = {
  debug: () => {},
  info: (message, facts) => say('info', message, facts),
  warn: (message, facts) => say('warn', message, facts),
  error: (message, facts) => say('error', message, facts),
}

function say(level: string, message: string, facts: Readonly<Record<string, unknown>> = {}): void {
  process.stderr.write(`${JSON.stringify({ level, message, ...facts })}\n`)
}

registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, ours.has(specifier) ? { ...context, parentURL: import.meta.url } : context),
})
process.on('disconnect', () => process.exit(0))

const [entry] = process.argv.slice(2)
try {
  const { default: factory } = (await import(pathToFileURL(entry!).href)) as { default?: DriverFactory }
  if (typeof factory?.create !== 'function') {
    throw new Fault('driver_package.not_loaded', {
      name: entry,
      seen: 'a module without a DriverFactory as its default export',
    })
  }
  new PackageProcess(factory)
  process.send?.({ ready: true })
} catch (reason) {
  process.send?.({ broken: sayFault(reason) }, () => process.exit(1))
}
