import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, type Closable, Owned, silentLog, systemClock, type TenantId } from '@millrace/core'
import { type HistoryStore, openLake, Sql } from '@millrace/history'
import type { Database } from './database/index.ts'
import { startTestServer, type TestDatabase } from './database/testing.ts'
import { apiDocument } from './http/document.ts'
import { createHost } from './http/host.ts'
import { createMetrics } from './http/metrics.ts'
import type { DiagnosisAnswer, WriteAnswer, WriteOrder } from './ingest/index.ts'
import { createLatestValues, type LatestValues } from './live/latest.ts'
import { type Modules, routesOf, startModules } from './modules/index.ts'
import { openAuthority } from './modules/machines/index.ts'
import { createOutgoing } from './outgoing/index.ts'
import { openVault } from './secrets/index.ts'

export const TEST_PASSWORD = 'Quarry-lantern-58-meadow'

/** Stands for every machine behind the MQTT door, which this platform lacks: takes what it is told, and reads it back. */
export class FakeMachine {
  readonly taken: WriteOrder[] = []
  answer: (order: WriteOrder) => Promise<WriteAnswer> | WriteAnswer = ({ value }) => ({
    is: 'told',
    status: 0,
    value,
  })

  /** What its edge says of it. */
  diagnosis: DiagnosisAnswer = { is: 'unreachable' }

  async take(order: WriteOrder): Promise<WriteAnswer> {
    this.taken.push(order)
    return this.answer(order)
  }
}

/** The platform without its MQTT door: modules and API on a real PostgreSQL and a real lake, at a free port. */
export interface TestPlatform extends Closable {
  readonly address: string
  readonly database: TestDatabase
  readonly services: Modules
  readonly history: HistoryStore
  readonly historyFolder: string
  readonly latest: LatestValues
  readonly tenant: TenantId
  /** Bodies that reached the ingest door. */
  readonly received: { name: string; body: string }[]
  /** Where writes to machines end. */
  readonly machine: FakeMachine
  /** A bearer token of the administrator. */
  readonly token: string
  /** A bearer token of somebody who has no second factor. */
  signIn(username: string, password?: string): Promise<string>
  fetch(path: string, init?: RequestInit & { token?: string | undefined }): Promise<Response>
}

interface ModulesOptions {
  /** What an operator would open. */
  readonly outgoingAllow?: readonly string[]
  /** Where they began before, and may begin again; a new one goes with `owned`. */
  readonly folder?: string
  /** Of a platform that ran before. */
  readonly signingKey?: KeyObject
}

/** The modules on a database and a lake of their own; closed with `owned`. */
export async function startTestModules(
  owned: Owned,
  database: Database,
  clock: Clock = systemClock,
  { outgoingAllow = [], folder: before, signingKey = generateKeyPairSync('ed25519').privateKey }: ModulesOptions = {},
): Promise<{
  services: Modules
  history: HistoryStore
  historyFolder: string
  latest: LatestValues
  received: TestPlatform['received']
  machine: FakeMachine
}> {
  const folder = before ?? (await mkdtemp(join(tmpdir(), 'millrace-lake-')))
  if (before === undefined) owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
  const history = owned.add(await openLake({ folder, clock, log: silentLog }))
  const sql = owned.add(new Sql({ lender: history, clock }))
  const latest = owned.add(createLatestValues(clock))
  /** Positions of tests begin at 1 and stay small. */
  let brought = 1_000_000
  const received: TestPlatform['received'] = []
  const machine = new FakeMachine()
  const vault = await openVault({ folder: join(folder, 'secrets'), clock, log: silentLog })
  const services = owned.add(
    startModules({
      database,
      history,
      // Tests put samples into the history themselves, before they tell of them.
      progress: { position: Number.MAX_SAFE_INTEGER, reached: async () => undefined },
      sql,
      latest,
      vault,
      authority: await openAuthority({ folder: join(folder, 'secrets'), vault, clock, log: silentLog }),
      signingKey,
      publicUrl: () => 'http://localhost',
      outgoing: owned.add(createOutgoing({ allow: outgoingAllow, clock })),
      relyingParty: () => ({ id: 'localhost', origin: ['http://localhost'], name: 'Millrace' }),
      clock,
      log: silentLog,
      receive: async ({ credential }, body) => {
        received.push({ name: credential, body: Buffer.from(body).toString() })
      },
      bring: (tenant, batch) => history.append(tenant, batch, ++brought),
      historyFolder: folder,
      importFolder: join(folder, 'imports'),
      runtimeFolder: join(folder, 'runtime'),
      deliver: (_tenant, order) => machine.take(order),
      askEdge: async () => machine.diagnosis,
      assign: async () => undefined,
      hold: async () => ({ file: join(folder, 'held.json'), close: () => undefined }),
      sealChecksum: (sha256) => vault.seal(sha256, 'test'),
    }),
  )
  return { services, history, historyFolder: folder, latest, received, machine }
}

/** `clock`: the time of the modules; the door and its rates keep to the machine's. `outgoingAllow`: what an operator would open. */
export async function startTestPlatform(
  clock: Clock = systemClock,
  outgoingAllow: readonly string[] = [],
): Promise<TestPlatform> {
  const owned = new Owned()
  const server = owned.add(await startTestServer())
  const database = await server.database()
  const { services, history, historyFolder, latest, received, machine } = await startTestModules(
    owned,
    database,
    clock,
    { outgoingAllow },
  )
  const [{ id: tenant }] = await services.identity.organisations()
  await services.begin(tenant)
  await services.members.ensureAdministrator(TEST_PASSWORD)
  const host = owned.add(
    await createHost({
      routes: routesOf(services),
      gate: services.gate,
      document: apiDocument(),
      metrics: createMetrics(),
      ready: database.check,
      consoleFolder: undefined,
      tls: undefined,
      trustedProxies: ['127.0.0.1'],
      clock: systemClock,
      log: silentLog,
    }),
  )
  const address = `http://127.0.0.1:${await host.listen('127.0.0.1', 0)}`
  const signIn = async (username: string, password = TEST_PASSWORD): Promise<string> => {
    const opened = await services.identity.signIn({ username, password }, { remote: 'test', userAgent: 'test' })
    return 'token' in opened ? opened.token : ''
  }
  const token = await signIn('admin')
  return {
    address,
    database,
    services,
    history,
    historyFolder,
    latest,
    tenant,
    received,
    machine,
    token,
    signIn,
    fetch: (path, { token: other, ...init } = {}) =>
      fetch(`${address}${path}`, { ...init, headers: { authorization: `Bearer ${other ?? token}`, ...init.headers } }),
    close: () => owned.close(),
  }
}
