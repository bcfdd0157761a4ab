import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Closable, Owned, silentLog, systemClock, type TenantId } from '@millrace/core'
import { type HistoryStore, openLake } from '@millrace/history'
import type { Database } from './database/index.ts'
import { startTestServer } from './database/testing.ts'
import { apiDocument } from './http/document.ts'
import { createHost } from './http/host.ts'
import { createMetrics } from './http/metrics.ts'
import { createLatestValues, type LatestValues } from './live/latest.ts'
import { routesOf, type Services, startModules } from './modules/index.ts'

export const TEST_PASSWORD = 'correct horse battery'

/** The platform without its MQTT door: modules and API on a real PostgreSQL and a real lake, at a free port. */
export interface TestPlatform extends Closable {
  readonly address: string
  readonly database: Database
  readonly services: Services
  readonly history: HistoryStore
  readonly latest: LatestValues
  readonly tenant: TenantId
  /** Bodies that reached the ingest door. */
  readonly received: { name: string; body: string }[]
  /** A bearer token of the administrator. */
  readonly token: string
  fetch(path: string, init?: RequestInit & { token?: string | undefined }): Promise<Response>
}

export async function startTestPlatform(): Promise<TestPlatform> {
  const owned = new Owned()
  const server = owned.add(await startTestServer())
  const database = await server.database()
  const folder = await mkdtemp(join(tmpdir(), 'millrace-lake-'))
  owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
  const clock = systemClock
  const history = owned.add(await openLake({ folder, clock, log: silentLog }))
  const latest = owned.add(createLatestValues(clock))
  const received: { name: string; body: string }[] = []
  const services = owned.add(
    startModules({
      database,
      history,
      latest,
      clock,
      log: silentLog,
      taken: () => latest.taken,
      receive: async ({ credential }, body) => {
        received.push({ name: credential, body: Buffer.from(body).toString() })
      },
    }),
  )
  const [tenant] = await services.identity.tenants()
  await services.identity.ensureAdministrator(TEST_PASSWORD)
  const host = owned.add(
    await createHost({
      routes: routesOf(services),
      authenticate: services.identity.principal,
      document: apiDocument(),
      metrics: createMetrics(),
      ready: database.check,
      consoleFolder: undefined,
      clock,
      log: silentLog,
    }),
  )
  const address = `http://127.0.0.1:${await host.listen('127.0.0.1', 0)}`
  const { token } = await services.identity.signIn({ username: 'admin', password: TEST_PASSWORD }, 'test')
  return {
    address,
    database,
    services,
    history,
    latest,
    tenant,
    received,
    token,
    fetch: (path, { token: other, ...init } = {}) =>
      fetch(`${address}${path}`, { ...init, headers: { authorization: `Bearer ${other ?? token}`, ...init.headers } }),
    close: () => owned.close(),
  }
}
