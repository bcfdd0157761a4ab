import { hostname } from 'node:os'
import { type Clock, Fault, type Log, type Timer } from '@millrace/core'
import {
  AttributeIds,
  type ClientSession,
  type ClientSessionPublishService,
  type ClientSessionRawSubscriptionService,
  type DataValue,
  type EndpointDescription,
  MessageSecurityMode,
  makeApplicationUrn,
  OPCUAClient,
  type ReadValueIdOptions,
  SecurityPolicy,
  setErrorLogger,
  setWarningLogger,
  type UserIdentityInfo,
  UserTokenType,
} from 'node-opcua-client'
import type { DriverCounters } from '../kit/driver.ts'
import { Certificates } from './certificates.ts'
import { type OpcuaConfig, securityOf } from './config.ts'
import { faultOf, seenIn } from './engine-faults.ts'
import { limited, unlessAborted } from './waiting.ts'
import './faults.ts'
import { countAnswer, countError, countTimeout } from '../kit/trace.ts'

const APPLICATION = 'Millrace'
const CLOSE_SESSION_MS = 800
const CLOSE_CHANNEL_MS = 800
/** The server forgets a session after so long without a word, ms: a killed edge must not use up the sessions of a small PLC. */
const SESSION_MS = 30_000
/** Nodes of the standard address space (Part 6 annex A.3). */
const NAMESPACE_ARRAY = 'ns=0;i=2255'
const SERVER_STATE = 'ns=0;i=2259'
const LIMITS = {
  reads: 'ns=0;i=11705',
  writes: 'ns=0;i=11707',
  browses: 'ns=0;i=11710',
  items: 'ns=0;i=11714',
  history: 'ns=0;i=12165',
} as const

export interface SessionNeeds {
  readonly config: OpcuaConfig
  readonly clock: Clock
  readonly log: Log
  readonly folder: string
  readonly counters: DriverCounters
  /** Called at most once, when an open session ends by itself. */
  readonly lost: (reason: Fault) => void
}

/** How many operations the server takes in one request (Part 5 §6.3.11). */
export interface OperationLimits {
  readonly reads: number
  readonly writes: number
  readonly browses: number
  readonly items: number
  readonly history: number
}

/** The library's session with the subscription services in the raw; it has them all, its type only some. */
export type EngineSession = ClientSession & ClientSessionRawSubscriptionService & ClientSessionPublishService

/** One session on one secure channel. It never reconnects: the first break ends it. */
export class OpcuaSession {
  readonly #needs: SessionNeeds
  readonly #client: OPCUAClient
  readonly #certificates: Certificates
  readonly engine: EngineSession
  #limits: OperationLimits = { reads: 1_000, writes: 1_000, browses: 100, items: 1_000, history: 100 }
  #namespaces: readonly string[] = []
  #keepAlive: Timer | undefined
  #heard: number
  #asking = false
  #ended = false
  #closing: Promise<void> | undefined

  private constructor(needs: SessionNeeds, client: OPCUAClient, engine: EngineSession, certificates: Certificates) {
    this.#needs = needs
    this.#client = client
    this.engine = engine
    this.#certificates = certificates
    this.#heard = needs.clock.monotonic()
    const end = (seen: string): void => this.fail(new Fault('opcua.link_lost', { url: needs.config.url, seen }))
    client.on('connection_lost', () => end('connection lost'))
    client.on('close', (error?: Error | null) => end(error?.message ?? 'closed'))
    client.on('timed_out_request', () => {
      countTimeout(needs.counters)
    })
    engine.on('session_closed', (status) => end(status.name))
  }

  /** One attempt. Throws faults of `opcua.*`, or the signal's reason. */
  static async open(needs: SessionNeeds, signal: AbortSignal): Promise<OpcuaSession> {
    const { config, log, folder } = needs
    signal.throwIfAborted()
    hush(log)
    const certificates = await Certificates.open(folder, log)
    let client: OPCUAClient | undefined
    let opened: OpcuaSession | undefined
    try {
      const { mode, policy } = securityOf(config)
      const serverCertificate =
        mode === 'None' ? undefined : await fetchCertificate(needs, certificates, { mode, policy }, signal)
      const connecting = makeClient(needs, certificates, { mode, policy, serverCertificate })
      client = connecting
      await attempt(needs, certificates, signal, () => connecting.connect(config.url))
      warnOfPlainPassword(connecting, config, log)
      const engine = await attempt(needs, certificates, signal, () => connecting.createSession(identityOf(config)))
      const session = new OpcuaSession(needs, connecting, engine as EngineSession, certificates)
      opened = session
      await attempt(needs, certificates, signal, () => session.#learn())
      session.#keepAlive = needs.clock.every(config.keepAliveMs ?? 5_000, () => void session.#askState())
      return session
    } catch (reason) {
      if (opened) await opened.close()
      else {
        if (client) await limited(needs.clock, CLOSE_CHANNEL_MS, client.disconnect())
        await certificates.close()
      }
      throw reason
    }
  }

  get limits(): OperationLimits {
    return this.#limits
  }

  /** Namespace URIs of the server; the index is the namespace's number. */
  get namespaces(): readonly string[] {
    return this.#namespaces
  }

  /** False when the server has not answered for three keep-alive periods. */
  get healthy(): boolean {
    const { clock, config } = this.#needs
    return !this.#ended && clock.monotonic() - this.#heard <= 3 * (config.keepAliveMs ?? 5_000)
  }

  get bytesIn(): number {
    return this.#client.bytesRead
  }

  get bytesOut(): number {
    return this.#client.bytesWritten
  }

  /** The link is of no more use: says so once. */
  fail(reason: Fault): void {
    if (this.#ended) return
    this.#ended = true
    this.#keepAlive?.cancel()
    this.#needs.lost(reason)
  }

  /**
   * Makes one request and waits for its answer, or for the signal. Throws `opcua.request_failed`, or the signal's reason:
   * the server may then have done what was asked.
   */
  async request<T>(name: string, signal: AbortSignal | undefined, make: () => Promise<T>): Promise<T> {
    const begun = this.#needs.clock.monotonic()
    this.#needs.counters.trace?.words('out', name)
    try {
      const answer = await unlessAborted(make(), signal)
      this.#heard = this.#needs.clock.monotonic()
      countAnswer(this.#needs.counters, this.#heard - begun)
      this.#needs.counters.trace?.words('in', `${name}: answered in ${Math.round(this.#heard - begun)} ms`)
      return answer
    } catch (reason) {
      if (signal?.aborted) throw signal.reason
      countError(this.#needs.counters, 'opcua.request_failed', seenIn(reason))
      throw new Fault('opcua.request_failed', { request: name, seen: seenIn(reason) }, reason)
    }
  }

  /** Reads attributes, in as many requests as the server's limit wants. */
  async read(nodes: readonly ReadValueIdOptions[], signal?: AbortSignal): Promise<DataValue[]> {
    const values: DataValue[] = []
    for (let i = 0; i < nodes.length; i += this.#limits.reads) {
      const part = nodes.slice(i, i + this.#limits.reads)
      values.push(...(await this.request('Read', signal, () => this.engine.read(part))))
    }
    return values
  }

  /** Idempotent; ends within 2 s. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    const { clock } = this.#needs
    const broken = this.#ended
    this.#ended = true
    this.#keepAlive?.cancel()
    if (!broken) await limited(clock, CLOSE_SESSION_MS, this.engine.close(true))
    await limited(clock, CLOSE_CHANNEL_MS, this.#client.disconnect())
    await this.#certificates.close()
  }

  /** Asks anew; programs that are loaded may bring namespaces. */
  async readNamespaces(): Promise<readonly string[]> {
    const [array] = await this.read([{ nodeId: NAMESPACE_ARRAY, attributeId: AttributeIds.Value }])
    return array && Array.isArray(array.value.value) ? array.value.value.map(String) : []
  }

  async #learn(): Promise<void> {
    this.#namespaces = await this.readNamespaces()
    const names = Object.keys(LIMITS) as (keyof OperationLimits)[]
    const limits = await this.engine.read(
      names.map((name) => ({ nodeId: LIMITS[name], attributeId: AttributeIds.Value })),
    )
    const told = Object.fromEntries(
      names.map((name, i) => {
        const most = this.#limits[name]
        const limit = Number(limits[i]?.value?.value)
        return [name, limit > 0 ? Math.min(limit, most) : most]
      }),
    )
    this.#limits = { ...this.#limits, ...told }
  }

  async #askState(): Promise<void> {
    if (this.#asking || this.#ended) return
    this.#asking = true
    try {
      await this.read([{ nodeId: SERVER_STATE, attributeId: AttributeIds.Value }])
    } catch (reason) {
      // `healthy` turns false by itself if it goes on.
      this.#needs.log.debug('no answer to the keep-alive', { url: this.#needs.config.url, reason: seenIn(reason) })
    } finally {
      this.#asking = false
    }
  }
}

interface Security {
  readonly mode: 'None' | 'Sign' | 'SignAndEncrypt'
  readonly policy: NonNullable<OpcuaConfig['securityPolicy']>
}

function makeClient(
  { config }: SessionNeeds,
  { store, applicationUri }: Certificates,
  { mode, policy, serverCertificate }: Security & { readonly serverCertificate?: Buffer | undefined },
): OPCUAClient {
  const { timeoutMs = 10_000, keepAliveMs = 5_000 } = config
  return OPCUAClient.create({
    applicationName: APPLICATION,
    // Servers compare it with our certificate, which outlives the host's name: a new container has another one.
    applicationUri: applicationUri ?? makeApplicationUrn(hostname(), APPLICATION),
    clientName: APPLICATION,
    clientCertificateManager: store,
    securityMode: MessageSecurityMode[mode],
    securityPolicy: SecurityPolicy[policy],
    // Given beforehand, so that the library neither fetches nor judges it.
    ...(serverCertificate ? { serverCertificate } : {}),
    // The address that reaches a server from here need not be the one it knows itself by.
    endpointMustExist: false,
    connectionStrategy: { maxRetry: 0, initialDelay: 100, maxDelay: 100 },
    requestedSessionTimeout: Math.max(SESSION_MS, 6 * keepAliveMs),
    defaultTransactionTimeout: timeoutMs,
    keepSessionAlive: false,
    keepPendingSessionsOnDisconnect: true,
  })
}

/** Asks without protection which endpoints there are, and returns the certificate of the wanted one if it is believed. */
async function fetchCertificate(
  needs: SessionNeeds,
  certificates: Certificates,
  { mode, policy }: Security,
  signal: AbortSignal,
): Promise<Buffer> {
  const { config, clock } = needs
  const client = makeClient(needs, certificates, { mode: 'None', policy: 'None' })
  let endpoints: EndpointDescription[]
  try {
    await attempt(needs, certificates, signal, () => client.connect(config.url))
    endpoints = await attempt(needs, certificates, signal, () => client.getEndpoints())
  } finally {
    await limited(clock, CLOSE_CHANNEL_MS, client.disconnect())
  }
  const wanted = endpoints.find(
    ({ securityMode, securityPolicyUri }) =>
      securityMode === MessageSecurityMode[mode] && securityPolicyUri === SecurityPolicy[policy],
  )
  if (!wanted) {
    const offered = endpoints.map(
      (endpoint) =>
        `${MessageSecurityMode[endpoint.securityMode]} with ${endpoint.securityPolicyUri?.split('#')[1] ?? 'no policy'}`,
    )
    throw new Fault('opcua.endpoint_missing', {
      url: config.url,
      wanted: `${mode} with ${policy}`,
      offered: [...new Set(offered)].join(', ') || 'nothing',
    })
  }
  await certificates.check(wanted.serverCertificate ?? Buffer.alloc(0), config)
  return wanted.serverCertificate
}

function identityOf({ userName, password = '' }: OpcuaConfig): UserIdentityInfo {
  return userName === undefined
    ? { type: UserTokenType.Anonymous }
    : { type: UserTokenType.UserName, userName, password }
}

function warnOfPlainPassword(client: OPCUAClient, config: OpcuaConfig, log: Log): void {
  const { mode, policy } = securityOf(config)
  if (config.userName === undefined || mode !== 'None') return
  const endpoint = client.findEndpointForSecurity(MessageSecurityMode[mode], SecurityPolicy[policy])
  const token = endpoint?.userIdentityTokens?.find(({ tokenType }) => tokenType === UserTokenType.UserName)
  if (!token?.securityPolicyUri || token.securityPolicyUri === SecurityPolicy.None)
    log.warn('the password goes over the network unprotected', { url: config.url })
}

async function attempt<T>(
  { config }: SessionNeeds,
  certificates: Certificates,
  signal: AbortSignal,
  make: () => Promise<T>,
): Promise<T> {
  try {
    return await unlessAborted(make(), signal)
  } catch (reason) {
    if (signal.aborted) throw signal.reason
    if (reason instanceof Fault) throw reason
    throw faultOf(reason, config, certificates.ownFile)
  }
}

let hushed = false

/** The library writes warnings to the console; they go to the log, where somebody who looks for them finds them. */
function hush(log: Log): void {
  if (hushed) return
  hushed = true
  const write = (_place: unknown, ...words: unknown[]): void =>
    log.debug('opcua library', { text: words.map(String).join(' ').slice(0, 500) })
  setWarningLogger(write)
  setErrorLogger(write)
}
