import {
  type AppPackage,
  type LogLine,
  openServiceRunner,
  readAppFolder,
  type ServiceCall,
  serviceProgram,
} from '@millrace/apps'
import {
  AppModels,
  isoOfMs,
  OfflineHost,
  type OfflineTables,
  type PlantFace,
  type RowsQuery,
  settingsOf,
} from '@millrace/apps/testing'
import { type Closable, Fault, MICROS_PER_MS, Owned, sayFault, silentLog, systemClock } from '@millrace/core'
import '../faults.ts'
import { KeptFiles } from './kept.ts'
import { askOutside } from './outside.ts'

/** Where the values come from, in a few words for the bar. */
export interface Plant {
  readonly face: PlantFace
  readonly says: string
}

export interface WorkshopNeeds {
  readonly folder: string
  /** For environments of models. */
  readonly scratch: string
  /** Anew whenever the app was changed. */
  plantOf(app: AppPackage): Promise<Plant>
}

/** What the page around the app's pages is told. */
export type Notice =
  | { readonly is: 'changed' }
  | { readonly is: 'problems'; readonly problems: readonly string[] }
  | { readonly is: 'line'; readonly level: 'info' | 'warn' | 'error'; readonly from: string; readonly text: string }

interface Bench {
  readonly app: AppPackage
  readonly plant: Plant
  readonly tables: OfflineTables
  readonly models: AppModels
  readonly settings: Readonly<Record<string, number | boolean | string>>
  readonly host: OfflineHost
  readonly timers: Owned
}

const OWNER = 'workshop'
const PERSON = { id: 'developer', name: 'Developer' }
const nowMs = (): number => Math.floor(systemClock.now() / MICROS_PER_MS)

/** An app that is being made, running here: its services, its tables, and what its pages ask. */
export class Workshop implements Closable {
  readonly #needs: WorkshopNeeds
  readonly #kept: KeptFiles
  readonly #runner = openServiceRunner()
  readonly #listeners = new Set<(notice: Notice) => void>()
  #bench: Bench | undefined
  #problems: readonly string[] = []

  constructor(needs: WorkshopNeeds) {
    this.#needs = needs
    this.#kept = new KeptFiles(needs.folder)
  }

  get bench(): Bench | undefined {
    return this.#bench
  }

  get problems(): readonly string[] {
    return this.#problems
  }

  /** Reads the folder again. What has mistakes is told of, and what ran before runs on. */
  async read(): Promise<void> {
    try {
      const app = await readAppFolder(this.#needs.folder)
      const bench = await this.#benchOf(app)
      const before = this.#bench
      this.#bench = bench
      this.#problems = []
      await close(before)
      this.#begin(bench)
    } catch (fault) {
      this.#problems = [fault instanceof Fault ? `${fault.message}\n${fault.remedy}` : sayFault(fault)]
    }
    this.#tell({ is: 'problems', problems: this.#problems })
    if (this.#problems.length === 0) this.#tell({ is: 'changed' })
  }

  hear(listener: (notice: Notice) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  setting(name: string, value: number | boolean | string): void {
    const { settings } = this.#running()
    const next = { ...settings, [name]: value }
    this.#bench = { ...this.#running(), settings: next }
    this.#kept.save('settings', next)
    this.#tell({ is: 'changed' })
  }

  /** What a page begins with. */
  start(): unknown {
    const { plant, settings } = this.#running()
    return { assets: plant.face.bound(), settings, person: PERSON.name }
  }

  /** What a page asks, as the console has read it. Throws faults, which the page sees. */
  async ask(call: Readonly<Record<string, unknown>>): Promise<unknown> {
    const { host, tables, models, app } = this.#running()
    switch (call['call']) {
      case 'latest':
        return host.ask('points.latest', [call['points']])
      case 'history':
        return host.ask('points.history', [call['points'], call])
      case 'write': {
        const answer = await host.ask('points.write', [call['point'], call['value'], call['reason']])
        this.#sayWrites(host, 'page')
        return answer
      }
      case 'call': {
        const name = String(call['service'])
        if (!app.manifest.services?.some((one) => one.name === name && one.http))
          throw new Fault('app.service_unknown', { app: app.manifest.id, service: name })
        return this.#run(name, 'http', call['input'])
      }
      case 'rows':
        return tables.rows(String(call['table']), call as RowsQuery)
      case 'put':
        return this.#changing(tables, () => tables.put(String(call['table']), call['row']))
      case 'remove':
        return this.#changing(tables, () => tables.remove(String(call['table']), call['key']))
      case 'model':
        return models.call(String(call['model']), call['input'])
      default:
        throw new Fault('cli.usage', {
          expected: 'a call of millrace.d.ts',
          seen: String(call['call']),
          command: 'app',
        })
    }
  }

  /** As its time had come. */
  async runNow(service: string): Promise<void> {
    try {
      await this.#run(service, 'every', undefined)
    } catch (fault) {
      this.#say('error', service, sayFault(fault))
    }
  }

  async close(): Promise<void> {
    await close(this.#bench)
    await this.#runner.close()
    await this.#kept.close()
  }

  #running(): Bench {
    if (!this.#bench)
      throw new Fault('app.malformed', { file: this.#needs.folder, findings: this.#problems.join('\n') })
    return this.#bench
  }

  async #benchOf(app: AppPackage): Promise<Bench> {
    const { manifest } = app
    const plant = await this.#needs.plantOf(app)
    const tables = await this.#kept.tables(manifest, (text) => this.#say('warn', 'tables', text))
    const models = new AppModels(app, this.#needs.scratch, silentLog)
    const known = settingsOf(manifest)
    const kept = Object.entries(await this.#kept.read('settings')).filter(
      ([name, value]) => name in known && typeof value === typeof known[name],
    )
    const host = new OfflineHost({
      plant: plant.face,
      tables,
      secrets: (await this.#kept.read('secrets')) as Readonly<Record<string, string>>,
      manifest,
      kpis: {},
      alarms: [],
      now: nowMs,
      http: askOutside,
      model: (name, input) => models.call(name, input),
    })
    const settings = { ...known, ...Object.fromEntries(kept) } as Bench['settings']
    return { app, plant, tables, models, settings, host, timers: new Owned() }
  }

  /** Services whose time comes by the clock. */
  #begin({ app, timers }: Bench): void {
    for (const { name, every } of app.manifest.services ?? []) {
      if (every === undefined) continue
      const timer = systemClock.every(every * 1_000, () => void this.runNow(name))
      timers.add({ close: async () => timer.cancel() })
      void this.runNow(name)
    }
  }

  async #run(service: string, entry: 'http' | 'every', input: unknown): Promise<unknown> {
    const { app, plant, settings, host, tables } = this.#running()
    const context = { settings, assets: plant.face.bound(), now: isoOfMs(nowMs()) }
    const call: ServiceCall =
      entry === 'every' ? { entry, context } : { entry, input, context: { ...context, person: PERSON } }
    const told = {
      ask: (name: Parameters<OfflineHost['ask']>[0], args: readonly unknown[]) => host.ask(name, args),
      log: ({ level, text, fields }: LogLine) =>
        this.#say(level, service, fields ? `${text} ${JSON.stringify(fields)}` : text),
    }
    const outcome = await this.#runner.run(serviceProgram(app, service, OWNER), call, told)
    this.#kept.saveTables(tables)
    this.#sayWrites(host, service)
    for (const { type, data } of host.emitted.splice(0))
      this.#say('info', service, `told ${type} ${JSON.stringify(data)}`)
    if (outcome.is === 'done') return outcome.output
    const { is, fault, where } = outcome
    this.#say(
      is === 'refused' ? 'warn' : 'error',
      service,
      `${fault.message}${where === undefined ? '' : ` (${where})`}`,
    )
    throw fault
  }

  #changing<Of>(tables: OfflineTables, change: () => Of): Of {
    const done = change()
    this.#kept.saveTables(tables)
    return done
  }

  #sayWrites(host: OfflineHost, from: string): void {
    for (const { asset, property, value, reason } of host.writes.splice(0))
      this.#say('info', from, `wrote ${asset} ${property} = ${value}: ${reason}`)
  }

  #say(level: 'info' | 'warn' | 'error', from: string, text: string): void {
    this.#tell({ is: 'line', level, from, text })
  }

  #tell(notice: Notice): void {
    for (const listener of this.#listeners) listener(notice)
  }
}

async function close(bench: Bench | undefined): Promise<void> {
  await bench?.timers.close()
  await bench?.models.close()
}
