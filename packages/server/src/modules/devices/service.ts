import { type Clock, type Closable, Fault, type Log, type PointId, type TenantId } from '@millrace/core'
import type { Page, Reach, TenantDb } from '../../database/index.ts'
import type { DeviceBook, SeriesDirectory, Source } from '../../ingest/needs.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor } from '../audit/index.ts'
import type { Tell } from '../events/index.ts'
import type { MachineService } from '../machines/index.ts'
import type { QuotaService } from '../quotas/index.ts'
import { WriteBehind } from './book.ts'
import './faults.ts'
import { type AskEdge, createDiagnoses } from './diagnosis.ts'
import type { Credential, CredentialRequest, Device, DeviceDiagnosis, DeviceQuery } from './schema.ts'
import * as store from './store.ts'
import { saveAndTell } from './transitions.ts'

/** Devices shown in the overview because something is wrong with them. */
const MOST_WORST = 10

export interface DeviceService extends Closable {
  devices(reach: Reach, query: DeviceQuery): Promise<Page<Device>>
  /** Throws `devices.device_unknown`. */
  device(reach: Reach, id: string): Promise<Device>
  /** Who speaks for a device. Throws `devices.device_unknown`. */
  source(tenant: TenantId, id: string): Promise<Source>
  /**
   * Asks the edge of a device. `points`: what the caller may read. Throws `devices.device_unknown`, `devices.points_hidden`,
   * `devices.not_behind_edge`, `devices.edge_away`, `devices.edge_silent`, `devices.retired`, `devices.diagnosis_unreadable`.
   */
  diagnosis(reach: Reach, points: Reach, id: string): Promise<DeviceDiagnosis>
  /** Throws `machines.credential_exists`. */
  enrol(reach: Reach, request: CredentialRequest, actor: Actor): Promise<Credential>
  health(reach: Reach): Promise<{ states: Record<Device['state'], number>; worst: Device[] }>
  /** Everyone who was online when the platform stopped becomes stale. */
  begin(tenant: TenantId): Promise<void>
  readonly directory: SeriesDirectory
  readonly book: DeviceBook
}

interface Needs {
  readonly tenants: TenantDb
  readonly machines: MachineService
  readonly assets: AssetService
  readonly events: Tell
  readonly quotas: QuotaService
  readonly askEdge: AskEdge
  /** Points speak otherwise from now on, after the commit: what looks at them follows before the next sample. */
  readonly pointsChanged: (tenant: TenantId, points: readonly PointId[]) => Promise<void>
  readonly clock: Clock
  readonly log: Log
}

export function createDevices(needs: Needs): DeviceService {
  const { tenants, machines, assets, events, quotas, askEdge, pointsChanged, clock, log } = needs
  const book = new WriteBehind({
    clock,
    log,
    save: (tenant, reports) =>
      tenants.within(tenant, async (tx) => {
        await assets.takeTurn(tx)
        await saveAndTell(tx, storable(reports), events)
      }),
  })

  const directory: SeriesDirectory = {
    async register(tenant, description) {
      const registered = await tenants.within(tenant, async (tx) => {
        const { source, assetPath, protocol, points } = storable(description)
        await assets.takeTurn(tx)
        const { id: device, made } = await store.ensureDevice(tx, source, protocol)
        const path = assetPath?.length ? assetPath : placeOf(source)
        const { series, added, changed } = await assets.place(tx, { device, path, points })
        if (added > 0) await store.countAtDevice(tx, device, added)
        // A description that brings nothing new is taken whatever the quota: lowering one stops no machine that runs.
        if (added > 0) await quotas.keepWithin(tx, 'points')
        if (made) await quotas.keepWithin(tx, 'devices')
        return { device, series, changed }
      })
      assets.forget()
      const { changed, ...registration } = registered
      if (changed.length > 0) await pointsChanged(tenant, changed)
      return registration
    },
  }

  const device = async (reach: Reach, id: string): Promise<Device> => {
    const found = await tenants.within(reach, (tx) => store.deviceById(tx, id))
    if (!found) throw new Fault('devices.device_unknown', { id })
    return found
  }
  const source = async (tenant: TenantId, id: string): Promise<Source> => {
    const found = await tenants.within(tenant, (tx) => store.sourceById(tx, id))
    if (!found) throw new Fault('devices.device_unknown', { id })
    return found
  }
  const diagnoses = createDiagnoses({ assets, askEdge, clock })

  return {
    directory,
    book,
    devices: (reach, query) => tenants.within(reach, (tx) => store.findDevices(tx, query)),
    device,
    source,
    async diagnosis(reach, points, id) {
      const found = await device(reach, id)
      return diagnoses({ tenant: reach.tenant, device: found, source: await source(reach.tenant, id), points })
    },
    async enrol({ tenant }, request, actor) {
      const { replace = false, ...speaks } = request
      const source: Source = speaks.as === 'edge' ? { group: speaks.group, node: speaks.node } : { device: speaks.name }
      await tenants.within(tenant, async (tx) => {
        const { made } = await store.ensureDevice(tx, source)
        if (made) await quotas.keepWithin(tx, 'devices')
      })
      return machines.giveSecret(tenant, speaks, { replace, actor })
    },
    health: (reach) =>
      tenants.within(reach, async (tx) => ({
        states: await store.countByState(tx),
        worst: await store.devicesInError(tx, MOST_WORST),
      })),
    begin: (tenant) => tenants.within(tenant, store.markStale),
    close: () => book.close(),
  }
}

/** Without a place of its own a source stands under its group, node and name. */
const placeOf = ({ group, node, device }: Source): string[] =>
  [group, node, device].filter((name) => name !== undefined && name !== '') as string[]

/** PostgreSQL keeps neither U+0000 nor half a surrogate pair; names of devices may hold them. They become U+FFFD. */
function storable<T>(told: T): T {
  if (typeof told === 'string') return told.toWellFormed().replaceAll('\0', '\ufffd') as T
  if (Array.isArray(told)) return told.map(storable) as T
  if (typeof told !== 'object' || told === null) return told
  return Object.fromEntries(Object.entries(told).map(([key, value]) => [storable(key), storable(value)])) as T
}
