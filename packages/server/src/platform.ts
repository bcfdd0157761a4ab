import { createPublicKey } from 'node:crypto'
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Clock, type Closable, Fault, type Log, Owned, type TenantId } from '@millrace/core'
import { type HistoryStore, openLake, Sql } from '@millrace/history'
import { clearHolds, holdPlatform, sealChecksum } from './backup/hold.ts'
import { folderFault, openDatabase, takeFolder } from './database/index.ts'
import './faults.ts'
import { HistoryProgress } from './history-progress.ts'
import { builtConsole } from './http/console.ts'
import { apiDocument } from './http/document.ts'
import { createHost } from './http/host.ts'
import { createMetrics, type Metrics } from './http/metrics.ts'
import { createIngest, type Ingest } from './ingest/index.ts'
import { type ConditionBook, createLiveEngine, type LiveEngine, startFlowThread, together } from './live/index.ts'
import { createLatestValues, type LatestValues } from './live/latest.ts'
import { keyIdOf, openSigningKey } from './modules/audit/index.ts'
import type { RelyingParty } from './modules/factors/index.ts'
import { routesOf, type Services, startModules } from './modules/index.ts'
import { openAuthority } from './modules/machines/index.ts'
import { createOutgoing } from './outgoing/index.ts'
import { openVault } from './secrets/index.ts'
import {
  type AcmeOptions,
  type GivenFiles,
  hostNames,
  isLoopback,
  listenersOf,
  publicAddress,
  publicUrlOf,
  tlsMaterial,
} from './tls/index.ts'

/** Series asked of the history at a time when the latest values are read in. */
const PRIME_SERIES = 10_000
const HTTPS_PORT = 8443
const MQTTS_PORT = 8883

export interface PlatformOptions {
  /** Holds everything that outlives the process; taken for this process alone. */
  readonly dataFolder: string
  /** Address to listen on, HTTP and MQTT. */
  readonly host: string
  /** HTTP; 0 lets the system choose. */
  readonly port: number
  /** MQTT; 0 lets the system choose. */
  readonly mqttPort: number
  /** For the administrator; without one the first start makes one up. */
  readonly adminPassword?: string | undefined
  /** HTTPS, where the host is not loopback: there TLS is the only door for others. */
  readonly securePort?: number
  /** MQTT over TLS, likewise. */
  readonly secureMqttPort?: number
  /** A certificate of one's own, or one by ACME; without them the platform's authority makes one. */
  readonly tls?: { readonly given?: GivenFiles | undefined; readonly acme?: AcmeOptions | undefined }
  /** Keeps what is secret at rest, 32 bytes in base64; without one a file in the data folder does. */
  readonly masterKey?: string | undefined
  /** The key until now, when it is to be changed. */
  readonly masterKeyBefore?: string | undefined
  /** host:port and CIDR that URLs of users may reach though they are not public. */
  readonly outgoingAllow?: readonly string[]
  /** CIDR of proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies?: readonly string[]
  /** Address under which people and machines reach the platform, when it is another than where it listens. */
  readonly publicUrl?: string | undefined
  /** A PostgreSQL of your own; without it one runs as a child in the data folder. */
  readonly databaseUrl?: string | undefined
  readonly clock: Clock
  readonly log: Log
}

export interface Platform extends Closable {
  /** Where console and API are. */
  readonly address: string
  /** Where programs of this machine reach the API without TLS. */
  readonly localAddress: string
  readonly mqttPort: number
  /** The door for others; undefined where the host is loopback. */
  readonly secure: { readonly mqttPort: number; readonly rootFingerprint: string } | undefined
  /**
   * A file that only this user can read, holding a bearer token of the administrator. It is new with every start and ends with
   * the process: programs on this machine, such as `millrace up`, give devices their credentials with it (POST /api/v1/devices/credentials).
   */
  readonly tokenFile: string
  /** Set at the very first start if no password was given: shown once, kept nowhere. */
  readonly generatedPassword: string | undefined
  /** Takes the edges of alarm conditions from whoever evaluates them. */
  readonly conditions: ConditionBook
  /** Resolves when a part is gone for good: the process should end and be started anew; what was acknowledged is in the journal. */
  readonly failed: Promise<Fault>
}

/**
 * The whole platform, wired: data folder → database → history → modules → ingest (which gives the history what its journal still
 * holds) → latest values → HTTP. Nothing answers before all of it stands; closed in reverse.
 */
export async function createPlatform(options: PlatformOptions): Promise<Platform> {
  const owned = new Owned()
  try {
    return await build(options, owned)
  } catch (thrown) {
    await owned.close()
    throw startFault(thrown, options.dataFolder)
  }
}

async function build(options: PlatformOptions, owned: Owned): Promise<Platform> {
  const { clock, log, host, databaseUrl } = options
  const folder = owned.add(await takeFolder(options.dataFolder))
  const database = owned.add(await openDatabase({ dataFolder: folder.path, clock, log, databaseUrl }))
  const vault = await openVault({
    folder: join(folder.path, 'secrets'),
    masterKey: { env: options.masterKey },
    masterKeyBefore: { env: options.masterKeyBefore },
    clock,
    log,
  })
  await clearHolds(folder.path)
  const history = owned.add(await openLake({ folder: join(folder.path, 'history'), clock, log }))
  const sql = owned.add(new Sql({ lender: history, clock }))
  const latest = owned.add(createLatestValues(clock))
  const progress = new HistoryProgress()
  let ingest: Ingest | undefined
  let address = ''
  let isReady = false
  const { plainHost, secureHost } = listenersOf(host)
  const signingKey = await openSigningKey(join(folder.path, 'secrets'), vault)
  const authority = await openAuthority({ folder: join(folder.path, 'secrets'), vault, clock, log })
  const services = owned.add(
    startModules({
      database,
      history,
      progress,
      sql,
      latest,
      vault,
      authority,
      signingKey,
      publicUrl: () => address,
      outgoing: owned.add(createOutgoing({ allow: options.outgoingAllow ?? [], clock })),
      relyingParty: () => relyingPartyOf(address),
      clock,
      log,
      receive: async (sender, body) => {
        if (!ingest) throw new Fault('http.not_ready')
        await ingest.acceptTelemetry(sender, body)
      },
      bring: async (tenant, batch, signal) => {
        if (!ingest) throw new Fault('http.not_ready')
        await ingest.bring(tenant, batch, signal)
      },
      historyFolder: join(folder.path, 'history'),
      importFolder: join(folder.path, 'imports'),
      runtimeFolder: join(folder.path, 'runtime'),
      deliver: async (tenant, order) => {
        if (!ingest) throw new Fault('http.not_ready')
        return ingest.write(tenant, order)
      },
      askEdge: async (tenant, source) => {
        if (!ingest) throw new Fault('http.not_ready')
        return ingest.diagnose(tenant, source)
      },
      assign: async (_tenant, node, payload) => {
        if (!ingest) throw new Fault('http.not_ready')
        await ingest.assign(node, payload)
      },
      hold: async (tell, signal) => {
        if (!ingest) throw new Fault('http.not_ready')
        const platform = keyIdOf(createPublicKey(signingKey))
        const freeze = ingest.freeze.bind(ingest)
        return holdPlatform(
          { dataFolder: folder.path, database, history, freeze, vault, platform, clock },
          tell,
          signal,
        )
      },
      sealChecksum: (sha256) => sealChecksum(vault, sha256),
    }),
  )
  const tenants = (await services.identity.organisations()).map(({ id }) => id)
  for (const tenant of tenants) await services.begin(tenant)
  const tls =
    secureHost === undefined
      ? undefined
      : owned.add(
          await tlsMaterial({
            folder: join(folder.path, 'tls'),
            names: () => hostNames([host, ...(options.publicUrl ? [publicUrlOf(options.publicUrl).hostname] : [])]),
            certificates: services.machines.serverCertificates,
            vault,
            given: options.tls?.given,
            acme: options.tls?.acme,
            clock,
            log,
          }),
        )
  // Before ingest, so that it is closed after it: the last groups are evaluated too.
  const live = owned.add(
    createLiveEngine({
      file: join(folder.path, 'live', 'checkpoint'),
      conditions: services.alarms.book,
      kpis: services.kpis.book,
      derived: services.derived.book,
      models: services.bindings.book,
      clock,
      log,
    }),
  )
  // Apart from the others: what people wired may be slow.
  const flows = owned.add(
    createLiveEngine({
      file: join(folder.path, 'live', 'flows'),
      flows: services.flows.book,
      start: startFlowThread,
      clock,
      log,
    }),
  )
  ingest = owned.add(
    await createIngest({
      journal: join(folder.path, 'journal'),
      credentials: services.machines,
      directory: services.devices.directory,
      devices: services.devices.book,
      watch: services.watch,
      quota: services.quotas.values,
      messages: services.flows.messages,
      deployments: services.flows.edges,
      history: progress.of(history),
      latest,
      live: together(live, flows),
      clock,
      log,
      mqtt: {
        host: plainHost,
        port: options.mqttPort,
        tls: tls && {
          host: secureHost ?? host,
          port: options.secureMqttPort ?? MQTTS_PORT,
          material: tls,
          clientCas: [authority.rootPem],
        },
      },
    }),
  )
  await ingest.recover()
  // Before live computing begins: what stands counts for conditions that have seen nothing.
  for (const tenant of tenants) await primeLatest(tenant, { services, history, latest })
  await live.begin(tenants)
  await flows.begin(tenants)
  progress.moved(live.end)

  const metrics = createMetrics()
  addIndicators(metrics, history, ingest, live)
  const server = owned.add(
    await createHost({
      routes: routesOf(services),
      gate: services.gate,
      document: apiDocument(),
      metrics,
      ready: async () => {
        if (!isReady) throw new Fault('http.not_ready')
        await database.check()
      },
      consoleFolder: builtConsole,
      tls,
      clientCas: [authority.rootPem],
      trustedProxies: options.trustedProxies ?? [],
      clock,
      log,
    }),
  )
  await ingest.start()
  for (const tenant of tenants) await services.imports.start(tenant)
  const port = await server.listen(plainHost, options.port)
  const securePort =
    secureHost === undefined ? undefined : await server.listenSecurely(secureHost, options.securePort ?? HTTPS_PORT)
  address = publicAddress({
    publicUrl: options.publicUrl,
    host,
    port: securePort ?? port,
    isSecure: securePort !== undefined,
  })
  // Last, when nothing can fail any more: a password that was made but never shown would lock everyone out.
  const generatedPassword = await services.members.ensureAdministrator(options.adminPassword)
  const localAddress = publicAddress({ host: plainHost, port, isSecure: false })
  const token = await services.identity.localToken()
  const tokenFile = await writeLocal(folder.path, { token, address, localAddress }, owned)
  isReady = true
  return {
    address,
    localAddress,
    mqttPort: ingest.port,
    secure: tls && { mqttPort: ingest.securePort ?? 0, rootFingerprint: tls.rootFingerprint },
    tokenFile,
    generatedPassword,
    conditions: services.alarms.book,
    failed: history.lost,
    close: () => owned.close(),
  }
}

/** So that pages show values at once after a restart, also of what changes rarely. */
async function primeLatest(
  tenant: TenantId,
  { services, history, latest }: { services: Services; history: HistoryStore; latest: LatestValues },
): Promise<void> {
  const series = await services.assets.currentSeries(tenant)
  for (let i = 0; i < series.length; i += PRIME_SERIES) {
    latest.update(tenant, await history.latest(tenant, series.slice(i, i + PRIME_SERIES)))
  }
}

/** For programs on this machine: a token of the administrator, and beside it where to use it. Gone when the platform is. */
async function writeLocal(
  dataFolder: string,
  { token, ...addresses }: { readonly token: string; readonly address: string; readonly localAddress: string },
  owned: Owned,
): Promise<string> {
  const secrets = join(dataFolder, 'secrets')
  await mkdir(secrets, { recursive: true, mode: 0o700 })
  await chmod(secrets, 0o700)
  const write = async (name: string, text: string): Promise<string> => {
    const file = join(secrets, name)
    await writeFile(`${file}.new`, text, { mode: 0o600 })
    await rename(`${file}.new`, file)
    owned.add({ close: () => rm(file, { force: true }) })
    return file
  }
  await write('local-address.json', JSON.stringify(addresses))
  return write('local-token', token)
}

/** Browsers take a name for loopback, not its number (WebAuthn Level 3 §5.1.3), so both are told. */
function relyingPartyOf(address: string): RelyingParty {
  const { protocol, hostname, port, origin } = new URL(address)
  const isLocal = isLoopback(hostname)
  const local = `${protocol}//localhost${port === '' ? '' : `:${port}`}`
  return { id: isLocal ? 'localhost' : hostname, origin: isLocal ? [local] : [origin], name: 'Millrace' }
}

function addIndicators(metrics: Metrics, history: HistoryStore, ingest: Ingest, live: LiveEngine): void {
  const figures: readonly (readonly [name: string, help: string, read: () => number])[] = [
    ['millrace_values_taken', 'Values taken in since the start', () => ingest.counters().values],
    ['millrace_duplicates', 'Positioned messages that were already there', () => ingest.counters().duplicates],
    ['millrace_mqtt_connections', 'Open MQTT connections', () => ingest.counters().connections],
    ['millrace_edge_nodes', 'Sparkplug edge nodes that are online', () => ingest.counters().edgeNodes],
    ['millrace_journal_bytes', 'Size of the journal', () => ingest.counters().journalBytes],
    ['millrace_journal_unsynced_bytes', 'Bytes that wait for the disk', () => ingest.counters().unsyncedBytes],
    [
      'millrace_history_lag_rows',
      'Values that are durable but not yet seen by queries',
      () => ingest.counters().historyLagRows,
    ],
    [
      'millrace_live_lag_seconds',
      'Age of the oldest values that are durable but not evaluated',
      () => live.counters().lagSeconds,
    ],
    [
      'millrace_live_lag_p99_seconds',
      'Time within which 99 of 100 of the newest groups were evaluated',
      () => live.counters().lagP99Seconds,
    ],
    ['millrace_live_behind_bytes', 'Bytes of the journal that are not evaluated', () => live.counters().behindBytes],
    [
      'millrace_live_skipped_bytes',
      'Bytes of the journal that live computing left out because it was too far behind',
      () => live.counters().skippedBytes,
    ],
    ['millrace_live_edges', 'Edges of conditions since the start', () => live.counters().edges],
    [
      'millrace_live_suspensions',
      'Definitions that could not be evaluated since the start',
      () => live.counters().suspended,
    ],
    ['millrace_history_bytes', 'Size of the history on disk', () => history.health().bytes],
    ['millrace_history_segments', 'Files of the history', () => history.health().segments],
    ['millrace_history_hot_rows', 'Values held in memory and journal alone', () => history.health().hotRows],
  ]
  for (const [name, help, read] of figures) metrics.add({ name, help, read })
  const faults = (): Record<string, number> => {
    const codes = [history.health().lastFaultCode, ingest.counters().fault, live.counters().fault]
    return Object.fromEntries(codes.filter((code) => code !== undefined).map((code) => [code, 1]))
  }
  metrics.add({
    name: 'millrace_fault',
    help: 'What fails at present, by code: docs/errors.md',
    label: 'code',
    read: faults,
  })
  const refusals = (): Record<string, number> => Object.fromEntries(ingest.counters().refusals)
  metrics.add({ name: 'millrace_refusals', help: 'Inputs refused, by reason', label: 'reason', read: refusals })
}

const diskCodes = new Set(['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS'])

/** What the file system refused while starting is a fault of the folder, whoever met it. */
function startFault(thrown: unknown, dataFolder: string): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  return diskCodes.has(code) ? folderFault(thrown, dataFolder) : thrown
}
