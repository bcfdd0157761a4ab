import type { AppManifest } from '@millrace/apps'
import { type Closable, Fault, isoOf, MICROS_PER_MS, Owned, type TenantId } from '@millrace/core'
import { cursorOf, keysOf, type Reach } from '../../database/index.ts'
import type { AppService, Beside } from '../apps/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor } from '../audit/index.ts'
import type { EventService } from '../events/index.ts'
import { type CallNeeds, Calls, targetOf } from './calls.ts'
import './events.ts'
import './faults.ts'
import { quota } from './quota.ts'
import { Rounds } from './rounds.ts'
import type { LogPage, LogQuery, Metrics, ServiceFigures } from './schema.ts'
import * as store from './store.ts'

/** Services of apps that are installed: called by time, by people and programs, and by events. */
export interface AppServices extends Closable {
  /** Throws `apps.installation_unknown`, `apps.suspended`, `app.service_…`, `app_services.not_open`, `paused`, `quota`. */
  call(reach: Reach, of: store.OfService, input: unknown, beside: Beside): Promise<unknown>
  /** The newest first. Throws `apps.installation_unknown`, as all that follow. */
  log(reach: Reach, installation: string, query: LogQuery): Promise<LogPage>
  metrics(reach: Reach, installation: string): Promise<Metrics>
  /** Calls one that is paused again. Throws `app.service_unknown`. */
  resume(reach: Reach, of: store.OfService, actor: Actor): Promise<Metrics>
  begin(tenant: TenantId): void
}

interface Needs extends CallNeeds {
  readonly apps: Pick<
    AppService,
    'principals' | 'installations' | 'shelf' | 'models' | 'rows' | 'putRows' | 'removeRows'
  >
  readonly assets: Pick<AssetService, 'asset' | 'assetIn'>
  readonly events: EventService
  readonly lease: ConstructorParameters<typeof Rounds>[0]['lease']
}

const unused = { calls: 0, failed: 0, stopped: {}, computingMs: 0, asked: 0, refused: 0, lines: 0 }
const isoDate = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)

export function createAppServices(needs: Needs): AppServices {
  const { tenants, apps, audit } = needs
  const owned = new Owned()
  const calls = owned.add(new Calls(needs))
  const rounds = owned.add(new Rounds({ ...needs, calls }))

  const manifestOf = async (reach: Reach, installation: string): Promise<AppManifest> => {
    const { app, version } = await apps.installations.get(reach, installation)
    return (await apps.shelf.version(reach, { app, version })).manifest
  }
  const metrics = async (reach: Reach, installation: string): Promise<Metrics> => {
    const { services } = await manifestOf(reach, installation)
    const rows = await tenants.within(reach, (tx) => store.services(tx, installation))
    const items = (services ?? []).map(({ name }): ServiceFigures => {
      const row = rows.find(({ service }) => service === name)
      if (!row) return { service: name, state: 'active', ...unused }
      const { state, why, calls: all, failed, stopped, computingMs, asked, refused, lines, lastAt } = row
      return {
        service: name,
        state,
        ...(why ? { why } : {}),
        calls: all,
        failed,
        stopped: { ...stopped },
        computingMs,
        asked,
        refused,
        lines,
        ...(lastAt ? { lastAt: isoDate(lastAt) } : {}),
      }
    })
    return { items, quota: { ...quota } }
  }

  return {
    async call({ tenant }, of, input, beside) {
      const outcome = await calls.call({ tenant, ...of }, { entry: 'http', input, beside })
      if (outcome.is === 'done') return outcome.output
      throw outcome.fault
    },

    async log(reach, installation, { service, level, cursor, limit = 100 }) {
      await apps.installations.get(reach, installation)
      const before = keysOf(cursor, 'number')?.[0]
      const wanted = { service, level, before: before === undefined ? undefined : Number(before), limit: limit + 1 }
      const rows = await tenants.within(reach, (tx) => store.lines(tx, installation, wanted))
      const last = rows.length > limit ? rows[limit - 1] : undefined
      return {
        items: rows.slice(0, limit).map((row) => ({
          service: row.service,
          at: isoDate(row.at),
          level: row.level,
          text: row.text,
          ...(row.fields ? { fields: { ...row.fields } } : {}),
        })),
        ...(last ? { next: cursorOf([String(last.n)]) } : {}),
      }
    },

    metrics,

    async resume(reach, of, actor) {
      const manifest = await manifestOf(reach, of.installation)
      if (!manifest.services?.some(({ name }) => name === of.service))
        throw new Fault('app.service_unknown', { app: manifest.id, service: of.service })
      await tenants.within(reach, async (tx) => {
        if ((await store.service(tx, of))?.state !== 'paused') return
        await store.change(tx, of, { state: 'active', why: null, stops: 0 })
        const target = targetOf({ installation: of.installation, manifest })
        await audit.record(tx, { actor, action: 'app.service_resumed', target, detail: { service: of.service } })
      })
      rounds.refresh(reach.tenant)
      return metrics(reach, of.installation)
    },

    begin: (tenant) => rounds.begin(tenant),
    close: () => owned.close(),
  }
}
