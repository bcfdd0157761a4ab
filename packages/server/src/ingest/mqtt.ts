import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import type { Duplex } from 'node:stream'
import { createServer as createSecureServer, type Server as SecureServer } from 'node:tls'
import { type Clock, type Closable, Fault, type Log, sayFault, type Timer } from '@millrace/core'
import { Aedes, type Client, type ConnectPacket, type PublishPacket } from 'aedes'
import { keepCurrent, secureOptions, shownBy, type TlsMaterial } from '../tls/index.ts'
import type { Refusal, Refusals } from './admit.ts'
import type { Gather } from './gather.ts'
import { Admission, cut } from './mqtt-admission.ts'
import { Link, type Route } from './mqtt-link.ts'
import type { CredentialBook, Sender, TenantQuota } from './needs.ts'
import './faults.ts'

const CONNECTIONS = 10_000
/** Connections that have not yet said who they are. */
const UNKNOWN = 1_000
/** Of these, what one address may hold: one that only opens sockets must not keep all others out. */
const UNKNOWN_OF_ADDRESS = 500
/** Nodes and devices subscribe to a handful of topics. */
const FILTERS = 64
const CONNECT_MS = 10_000
const FRAME_MS = 30_000
/** For clients that asked for no keep-alive: a socket whose other end vanished must not stay for ever. */
const IDLE_MS = 600_000
const SWEEP_MS = 1_000
const CLIENT_ID = 256

export interface BrokerNeeds {
  readonly credentials: CredentialBook
  readonly gather: Gather
  readonly refusals: Refusals
  readonly quota: TenantQuota
  readonly clock: Clock
  readonly log: Log
  route(sender: Sender, topic: string): Route | Refusal
  /** A last will that the sender may leave. */
  mayWill(sender: Sender, topic: string): boolean
  maySubscribe(sender: Sender, filter: string): boolean
  /** A sender opened a connection. */
  joined(sender: Sender): void
  /** The last connection of a sender is closed. */
  left(sender: Sender): void
}

/** MQTT over TLS. Who shows no certificate must have a name and a secret. */
export interface SecureDoor {
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
  readonly material: TlsMaterial
  /** PEM of the authorities that machines' certificates come from. */
  readonly clientCas: readonly string[]
}

export interface MqttDoors {
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
  readonly tls?: SecureDoor | undefined
}

export interface Broker extends Closable {
  readonly port: number
  /** Undefined without TLS. */
  readonly securePort: number | undefined
  readonly connections: number
  /** Resolves when it was handed to those who listen. */
  publish(
    topic: string,
    payload: Uint8Array,
    options?: { readonly retain?: boolean; readonly qos?: 0 | 1 },
  ): Promise<void>
}

/** Every connection of the broker is one of ours. */
const linkOf = (client: Client): Link => client.conn as Duplex as Link

type Will = PublishPacket & { retain: boolean }

class MqttBroker implements Broker {
  readonly #needs: BrokerNeeds
  readonly #aedes: Aedes
  readonly #server: Server
  #secure: SecureServer | undefined
  #ending: (() => void)[] = []
  readonly #admission: Admission
  #opened = 0
  readonly #links = new Set<Link>()
  readonly #wills = new WeakMap<Link, Will>()
  /** Topic filters ever granted to a connection; one that was given up still counts. */
  readonly #filters = new WeakMap<Link, Set<string>>()
  readonly #sweep: Timer

  constructor(needs: BrokerNeeds, aedes: Aedes) {
    this.#needs = needs
    this.#aedes = aedes
    this.#admission = new Admission(needs)
    this.#server = createServer({ noDelay: true }, (socket) => this.#open(new Link(socket, needs)))
    this.#sweep = needs.clock.every(SWEEP_MS, () => this.#check())
    this.#ending.push(needs.credentials.onRevoked((revoked) => cut(this.#links, revoked)))
    aedes.preConnect = (client, packet, done) => done(null, this.#admit(client, packet))
    aedes.authenticate = (client, username, password, done) => {
      this.#authenticate(linkOf(client), username, password).then(
        (known) => done(null, known),
        (failure: unknown) => {
          needs.log.error('credentials not checked', { fault: sayFault(failure) })
          done(null, false)
        },
      )
    }
    // Only last wills come this way; every other PUBLISH was taken by the link.
    aedes.authorizePublish = (client, packet, done) => {
      const link = client && linkOf(client)
      if (link?.sender) this.#speakWill(link.sender, packet)
      done(null)
    }
    aedes.authorizeSubscribe = (client, subscription, done) => {
      const link = linkOf(client)
      const { sender, source } = link
      // MQTT 3.1.1 §1.5.3: a string holds no U+0000.
      const asked = sender && !subscription.topic.includes('\0') && needs.maySubscribe(sender, subscription.topic)
      const held = this.#filters.get(link) ?? new Set()
      if (asked && (held.size < FILTERS || held.has(subscription.topic))) {
        this.#filters.set(link, held.add(subscription.topic))
        return done(null, subscription)
      }
      needs.refusals.count(
        asked
          ? { reason: 'too_many_subscriptions', detail: `Expected at most ${FILTERS} subscriptions of a connection.` }
          : { reason: 'not_authorised_topic', detail: `May not subscribe to ${subscription.topic}.` },
        source,
      )
      done(null, null)
    }
    aedes.on('connackSent', ({ returnCode }, client) => {
      if (returnCode !== 0) return
      const link = linkOf(client)
      link.welcomed()
      if (link.sender) needs.joined(link.sender)
    })
  }

  get port(): number {
    return portOf(this.#server)
  }

  get securePort(): number | undefined {
    return this.#secure && portOf(this.#secure)
  }

  get connections(): number {
    return this.#links.size
  }

  async listen({ host, port, tls }: MqttDoors): Promise<void> {
    await listening(this.#server, host, port)
    if (!tls) return
    const { material, clientCas } = tls
    const options = { ...secureOptions(material, clientCas), handshakeTimeout: CONNECT_MS, noDelay: true }
    const secure = createSecureServer(options, (socket) => this.#open(new Link(socket, this.#needs, shownBy(socket))))
    // Those whose handshake is not over are no links yet.
    secure.maxConnections = CONNECTIONS
    this.#secure = secure
    this.#ending.push(keepCurrent(secure, material, clientCas))
    await listening(secure, tls.host, tls.port)
  }

  publish(topic: string, payload: Uint8Array, { retain = false, qos = 0 as 0 | 1 } = {}): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#aedes.publish(
        { cmd: 'publish', topic, payload: Buffer.from(payload), qos, retain, dup: false },
        (failure) => (failure ? reject(failure) : resolve()),
      )
    })
  }

  async close(): Promise<void> {
    this.#sweep.cancel()
    for (const end of this.#ending) end()
    this.#server.close()
    this.#secure?.close()
    await new Promise<void>((resolve) => this.#aedes.close(resolve))
    for (const link of this.#links) link.destroy()
  }

  #open(link: Link): void {
    this.#links.add(link)
    link.on('error', () => undefined)
    link.on('close', () => this.#left(link))
    if (this.#links.size > CONNECTIONS)
      link.refuse('too_many_connections', `Expected at most ${CONNECTIONS} connections.`)
    else if (this.#links.size > UNKNOWN && this.#unknown() > UNKNOWN) {
      link.refuse('too_many_connections', `Expected at most ${UNKNOWN} connections without a CONNECT.`)
    } else if (this.#links.size > UNKNOWN_OF_ADDRESS && this.#unknown(link.remote) > UNKNOWN_OF_ADDRESS) {
      const most = `Expected at most ${UNKNOWN_OF_ADDRESS} connections of an address without a CONNECT.`
      link.refuse('too_many_connections', most)
    } else this.#aedes.handle(link as Duplex)
  }

  #left(link: Link): void {
    this.#links.delete(link)
    const { sender } = link
    if (!sender) return
    for (const other of this.#links) if (other.sender?.credential === sender.credential) return
    this.#needs.left(sender)
  }

  #unknown(of?: string): number {
    let unknown = 0
    for (const { sender, remote } of this.#links) if (!sender && (of === undefined || remote === of)) unknown++
    return unknown
  }

  /** The broker knows clients by their id alone; ours know them by who they are, so that nobody can push another out. */
  #admit(client: Client, packet: ConnectPacket): boolean {
    const link = linkOf(client)
    if (packet.clientId.length > CLIENT_ID) {
      link.refuse('protocol_violation', `Expected a client id of at most ${CLIENT_ID} characters.`)
      return false
    }
    link.keepalive = packet.keepalive ?? 0
    if (packet.will) this.#wills.set(link, packet.will as Will)
    packet.keepalive = 0
    link.username = packet.username ?? ''
    // The same certificate in two places is our affair: the broker must not push the first out by itself.
    const who = link.shown ? `${link.shown.fingerprint} ${++this.#opened}` : link.username
    if (packet.clientId !== '') packet.clientId = `${who}\n${packet.clientId}`
    // §3.1.2.4: a session that outlives its connection would queue commands for a node that may never come back.
    packet.clean = true
    return true
  }

  async #authenticate(link: Link, username?: string, password?: Buffer): Promise<boolean> {
    const { refusals } = this.#needs
    const sender = await this.#admission.whoIs(link, username ?? '', password?.toString('utf8') ?? '')
    // It may have been revoked while it was looked up.
    if (!sender || link.gone) return false
    const will = this.#wills.get(link)
    if (will && (will.retain || !this.#needs.mayWill(sender, will.topic))) {
      link.sender = sender
      const { source } = link
      link.sender = undefined
      refusals.count({ reason: 'will_not_allowed', detail: `May not leave a last will on ${will.topic}.` }, source)
      return false
    }
    if (!this.#admission.takeOver(link, sender, this.#links)) return false
    link.sender = sender
    return true
  }

  #speakWill(sender: Sender, will: PublishPacket): void {
    const route = this.#needs.route(sender, will.topic)
    if ('reason' in route) return
    const payload = Buffer.from(will.payload)
    route.accept(payload, 0, payload.length)?.catch((failure: unknown) => {
      this.#needs.log.error('last will not taken', { fault: sayFault(failure) })
    })
  }

  #check(): void {
    const now = this.#needs.clock.monotonic()
    for (const link of this.#links) {
      const silent = now - link.lastHeard
      const { partialSince } = link
      if (link.paused) continue
      if (link.until !== undefined && this.#needs.clock.now() >= link.until) {
        link.refuse('bad_certificate', 'The certificate has expired.')
      } else if (!link.asked && now - link.openedAt > CONNECT_MS) {
        link.refuse('connect_timeout', `Expected CONNECT within ${CONNECT_MS / 1_000} s.`)
      } else if (partialSince !== undefined && now - partialSince > FRAME_MS) {
        link.refuse('frame_timeout', `Expected the whole packet within ${FRAME_MS / 1_000} s.`)
      } else if (link.sender && silent > (link.keepalive > 0 ? link.keepalive * 1_500 : IDLE_MS)) {
        link.refuse('keepalive_timeout', `Heard nothing for ${Math.round(silent / 1_000)} s.`)
      }
    }
  }
}

const portOf = (server: Server): number => {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

async function listening(server: Server, host: string, port: number): Promise<void> {
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (failure) {
    throw new Fault('ingest.listen_failed', { host, port, seen: (failure as Error).message }, failure)
  }
}

/** Opens the MQTT 3.1.1 ports. Throws `ingest.listen_failed`. */
export async function openBroker(needs: BrokerNeeds, doors: MqttDoors): Promise<Broker> {
  const aedes = await Aedes.createBroker({
    connectTimeout: 2 * CONNECT_MS,
    maxClientsIdLength: 1_024,
    concurrency: 1_000,
  })
  const broker = new MqttBroker(needs, aedes)
  try {
    await broker.listen(doors)
  } catch (failure) {
    await broker.close()
    throw failure
  }
  return broker
}
