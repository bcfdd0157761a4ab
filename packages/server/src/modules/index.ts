import { type Clock, type Closable, type Log, Owned } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { Database } from '../database/index.ts'
import type { Route } from '../http/route.ts'
import type { Sender } from '../ingest/needs.ts'
import type { LatestValues } from '../live/latest.ts'
import type { AssetService } from './assets/index.ts'
import { routes as assetRoutes, createAssets } from './assets/module.ts'
import type { DeviceService } from './devices/index.ts'
import { createDevices, routes as deviceRoutes } from './devices/module.ts'
import type { IdentityService } from './identity/index.ts'
import { createIdentity, routes as identityRoutes } from './identity/module.ts'
import type { TelemetryService } from './telemetry/index.ts'
import { createTelemetry, routes as telemetryRoutes } from './telemetry/module.ts'

/** The capabilities of the platform, by name. */
export interface Services {
  readonly identity: IdentityService
  readonly assets: AssetService
  readonly devices: DeviceService
  readonly telemetry: TelemetryService
}

/** Every route of every module. Nothing is called until a request comes, so they can be described without services. */
export const routesOf = (services: Services): Route[] => [
  ...identityRoutes(services.identity),
  ...telemetryRoutes(services.telemetry),
  ...assetRoutes(services.assets),
  ...deviceRoutes(services.devices),
]

export interface ModuleNeeds {
  readonly database: Database
  readonly history: HistoryStore
  readonly latest: LatestValues
  readonly clock: Clock
  readonly log: Log
  /** Where JSON that came over HTTP goes. */
  readonly receive: (sender: Sender, body: Uint8Array) => Promise<void>
  /** Values taken in since the start. */
  readonly taken: () => number
}

/** The modules, each made from what it needs; closed in reverse. */
export function startModules({
  database,
  history,
  latest,
  clock,
  log,
  receive,
  taken,
}: ModuleNeeds): Services & Closable {
  const owned = new Owned()
  const { tenants, house } = database
  const identity = createIdentity({ tenants, house, clock })
  const assets = createAssets({ tenants, latest })
  const devices = owned.add(createDevices({ tenants, identity, assets, clock, log }))
  const telemetry = owned.add(createTelemetry({ assets, devices, history, latest, clock, receive, taken }))
  return { identity, assets, devices, telemetry, close: () => owned.close() }
}
