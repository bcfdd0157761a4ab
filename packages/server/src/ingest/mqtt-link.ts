import { isUtf8 } from 'node:buffer'
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import type { Clock, Micros } from '@millrace/core'
import type { ShownCertificate } from '../tls/index.ts'
import type { Refusal, RefusalReason, Refusals, Teller } from './admit.ts'
import type { Gather } from './gather.ts'
import { FrameReader, type FrameTaker, Packet } from './mqtt-frames.ts'
import type { Sender, TenantQuota } from './needs.ts'

/** Frames that are no PUBLISH, and everything before the sender is known. */
const CONTROL_BYTES = 16_384
/** The limit of packets that may not come now. */
const NOTHING = -1
const DEVICE_BYTES = 256 * 1_024
const EDGE_BYTES = 4 * 1_048_576
/** What one link may have in a group that is not yet durable. */
const GROUP_BYTES = 1_048_576
const WRITE_BYTES = 4 * 1_048_576
const UNREAD_BYTES = 262_144
const TOPICS = 1_024
const IDS = 65_536

const passed = new Set<number>([
  Packet.puback,
  Packet.pubrec,
  Packet.pubcomp,
  Packet.subscribe,
  Packet.unsubscribe,
  Packet.pingreq,
  Packet.disconnect,
])

/** Where messages of one topic go: resolved once, when the topic is first seen on the link. */
export interface Route {
  /** A promise holds back what this link sent later. What is refused was counted by the route. */
  accept(bytes: Buffer, start: number, end: number): Promise<void> | undefined
}

export interface LinkNeeds {
  readonly gather: Gather
  readonly refusals: Refusals
  readonly quota: TenantQuota
  readonly clock: Clock
  /** A route, or why the sender may not publish there. */
  route(sender: Sender, topic: string): Route | Refusal
}

export const teller = (sender: Sender): Teller => ({
  tenant: sender.tenant,
  source:
    sender.speaks.as === 'edge'
      ? { group: sender.speaks.group, node: sender.speaks.node }
      : { device: sender.speaks.name },
})

/** The certificate that the other end proved to hold when the connection opened. */
/** Acknowledgements that go out when the group they belong to is durable. */
class Acknowledgements {
  readonly serial: number
  #bytes = Buffer.allocUnsafe(64)
  #length = 0

  constructor(serial: number) {
    this.serial = serial
  }

  add(first: number, id: number): void {
    if (this.#length === this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes, Buffer.allocUnsafe(this.#length)])
    this.#bytes[this.#length] = first
    this.#bytes[this.#length + 1] = 2
    this.#bytes.writeUInt16BE(id, this.#length + 2)
    this.#length += 4
  }

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }
}

/**
 * One MQTT 3.1.1 connection, in front of the broker. The broker keeps sessions, subscriptions and wills; PUBLISH
 * frames are taken here, so that the way of a value allocates nothing per message and PUBACK (§4.3.2) or PUBREC (§4.3.3)
 * leaves only when the journal has the message: the broker itself acknowledges before it routes.
 */
export class Link extends Duplex implements FrameTaker {
  readonly openedAt: number
  sender: Sender | undefined
  /** s; 0 for a client that asked for none (§3.1.2.10). */
  keepalive = 0
  lastHeard: number
  readonly shown: ShownCertificate | undefined
  /** Address of the other end. */
  readonly remote: string
  /** The name that came with CONNECT. */
  username = ''
  /** µs UTC; from then on the certificate is over. */
  until: Micros | undefined
  /** Another connection took its place because it was silent: called if it speaks after all, and nothing of that is taken. */
  returned: (() => void) | undefined
  #frameSince = 0
  readonly #needs: LinkNeeds
  readonly #socket: Socket
  readonly #frames: FrameReader = new FrameReader(this)
  readonly #routes = new Map<string, Route>()
  readonly #exact = new Set<number>()
  #lastTopic = Buffer.alloc(0)
  #lastRoute: Route | undefined
  #acks: Acknowledgements | undefined
  #serial = -1
  #groupBytes = 0
  #connecting: { readonly done: Promise<void>; readonly settle: () => void } | undefined
  #asked = false
  #gone = false

  constructor(socket: Socket, needs: LinkNeeds, shown?: ShownCertificate) {
    super({ emitClose: true, allowHalfOpen: false })
    this.#socket = socket
    this.shown = shown
    this.remote = socket.remoteAddress ?? ''
    this.#needs = needs
    this.openedAt = needs.clock.monotonic()
    this.lastHeard = this.openedAt
    socket.setNoDelay(true)
    socket.setKeepAlive(true, 60_000)
    socket.on('data', (chunk) => this.#heard(chunk))
    socket.on('error', () => this.#leave())
    socket.on('end', () => this.#leave())
    socket.on('close', () => this.#leave())
  }

  get partialSince(): number | undefined {
    return this.#frames.partial ? this.#frameSince : undefined
  }

  /** CONNECT has come. */
  get asked(): boolean {
    return this.#asked
  }

  /** It is we who do not listen. */
  get paused(): boolean {
    return this.#socket.isPaused()
  }

  /** Refused, or left. */
  get gone(): boolean {
    return this.#gone
  }

  get source(): Teller | undefined {
    return this.sender && teller(this.sender)
  }

  /** The broker has answered CONNECT; frames that came behind it are taken now. */
  welcomed(): void {
    this.#connecting?.settle()
  }

  /** Counts the reason and closes: MQTT 3.1.1 knows no other way to say no (§3.3.5). */
  refuse(reason: RefusalReason, detail: string): void {
    if (this.#gone) return
    this.#needs.refusals.count({ reason, detail }, this.source)
    this.leave()
  }

  /** Closes without a word; who closes it has counted why. */
  leave(): void {
    this.#frames.end()
    this.#socket.destroy()
    this.#leave()
  }

  limit(first: number): number {
    if (!this.#asked && first >> 4 !== Packet.connect) return NOTHING
    if (first >> 4 !== Packet.publish || !this.sender) return CONTROL_BYTES
    return this.sender.speaks.as === 'edge' ? EDGE_BYTES : DEVICE_BYTES
  }

  violated(first: number, reason: 'too_large' | 'protocol_violation', detail: string): void {
    if (this.limit(first) === NOTHING)
      this.refuse('not_connected', `Expected CONNECT first, saw packet type ${first >> 4}.`)
    else this.refuse(reason, detail)
  }

  takeFrame(bytes: Buffer, at: number, body: number, end: number): Promise<void> | undefined {
    const first = bytes[at] as number
    const type = first >> 4
    if (!this.sender) return this.#takeConnect(type, bytes, at, body, end)
    if (type === Packet.publish) return this.#takePublish(first, bytes, body, end)
    if (type === Packet.pubrel && end - body === 2) {
      const id = bytes.readUInt16BE(body)
      this.#exact.delete(id)
      this.#acknowledge(0x70, id)
      return undefined
    }
    if (type === Packet.connect) this.refuse('protocol_violation', 'Expected one CONNECT, saw a second.')
    else if (passed.has(type)) this.#pass(bytes.subarray(at, end))
    else this.refuse('protocol_violation', `Packet type ${type} is not for a client to send.`)
    return undefined
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (failure?: Error | null) => void): void {
    if (this.#gone || this.#send(chunk)) done()
    else this.#socket.once('drain', () => done())
  }

  override _final(done: (failure?: Error | null) => void): void {
    this.#socket.end(() => done())
  }

  override _destroy(failure: Error | null, done: (failure?: Error | null) => void): void {
    // The broker destroys with a failure what its own parser could not read.
    if (failure && !this.#gone) {
      this.#needs.refusals.count({ reason: 'protocol_violation', detail: failure.message }, this.source)
    }
    this.#gone = true
    this.#frames.end()
    this.#connecting?.settle()
    this.#socket.destroy()
    done(null)
  }

  #heard(chunk: Buffer): void {
    if (this.returned) {
      this.returned()
      return
    }
    this.lastHeard = this.#needs.clock.monotonic()
    if (!this.#frames.partial) this.#frameSince = this.lastHeard
    let held: Promise<void> | undefined
    try {
      held = this.#frames.push(chunk)
    } catch (failure) {
      // A defect of ours that one message found must not take the other links down.
      this.refuse('internal_fault', String(failure))
      return
    }
    if (held) this.#pauseFor(held)
    else if (this.#needs.gather.blocked) this.#pauseFor(this.#needs.gather.free())
    else if (this.#groupBytes > GROUP_BYTES) this.#pauseFor(this.#needs.gather.committed())
  }

  #pauseFor(reason: Promise<void>): void {
    this.#socket.pause()
    reason.then(
      () => {
        this.lastHeard = this.#needs.clock.monotonic()
        this.#socket.resume()
      },
      (failure: unknown) => this.refuse('internal_fault', String(failure)),
    )
  }

  #leave(): void {
    if (this.#gone) return
    this.#gone = true
    // What is held back was received before the end: it is taken before the broker speaks the last will.
    this.#frames.settled().then(
      () => this.destroy(),
      () => this.destroy(),
    )
    this.#connecting?.settle()
  }

  #takeConnect(type: number, bytes: Buffer, at: number, body: number, end: number): Promise<void> | undefined {
    if (type !== Packet.connect || this.#asked) {
      this.refuse('not_connected', `Expected CONNECT first, saw packet type ${type}.`)
      return undefined
    }
    const length = end - body >= 2 ? bytes.readUInt16BE(body) : 0
    const name = bytes.toString('latin1', body + 2, Math.min(end, body + 2 + Math.min(length, 8)))
    const level = body + 2 + length < end ? bytes[body + 2 + length] : undefined
    const known = (name === 'MQTT' && level === 4) || (name === 'MQIsdp' && level === 3)
    if (!known) {
      // §3.1.2.2: CONNACK with return code 1, unacceptable protocol level, before closing.
      if (name === 'MQTT') this.#socket.write(Buffer.from([0x20, 2, 0, 1]))
      this.#needs.refusals.count({
        reason: 'unsupported_protocol',
        detail: `Expected MQTT 3.1.1, saw ${JSON.stringify(name)} level ${level}.`,
      })
      this.#frames.end()
      this.#socket.destroySoon()
      return undefined
    }
    this.#asked = true
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#connecting = { done: promise, settle: resolve }
    this.#pass(bytes.subarray(at, end))
    return promise
  }

  #takePublish(first: number, bytes: Buffer, body: number, end: number): Promise<void> | undefined {
    const qos = (first >> 1) & 3
    const topicAt = body + 2
    const topicEnd = body + 2 <= end ? topicAt + bytes.readUInt16BE(body) : end + 1
    const start = topicEnd + (qos > 0 ? 2 : 0)
    if (qos === 3 || start > end) {
      this.refuse('protocol_violation', 'Expected a PUBLISH with QoS 0 to 2 and a topic inside it.')
      return undefined
    }
    const id = qos > 0 ? bytes.readUInt16BE(topicEnd) : 0
    if (qos > 0 && id === 0) {
      this.refuse('protocol_violation', 'Expected a packet identifier that is not 0.')
      return undefined
    }
    const same = this.#lastRoute && bytes.compare(this.#lastTopic, 0, this.#lastTopic.length, topicAt, topicEnd) === 0
    const route = same ? this.#lastRoute : this.#routeOf(bytes, topicAt, topicEnd)
    if (!route) return undefined
    if ((first & 1) === 1) {
      // A retained value would greet every later subscriber as if it were new; nothing that devices send is kept so.
      const detail = `Expected a PUBLISH without RETAIN on ${this.#lastTopic.toString('utf8')}.`
      this.#needs.refusals.count({ reason: 'retain_not_allowed', detail }, this.source)
      this.#answer(qos, id)
      return undefined
    }
    if (this.#serial !== this.#needs.gather.serial) {
      this.#serial = this.#needs.gather.serial
      this.#groupBytes = 0
    }
    this.#groupBytes += end - body
    if (qos === 2 && this.#exact.has(id)) {
      this.#answer(qos, id)
      return undefined
    }
    const { gather, quota, clock } = this.#needs
    const { tenant } = this.sender as Sender
    const full = quota.full(tenant)
    if (full !== undefined) {
      // Not acknowledged: who buffers sends it again when there is room.
      this.refuse('over_quota', full)
      return undefined
    }
    const before = gather.rows
    const held = route.accept(bytes, start, end)
    if (held) return held.then(() => this.#answer(qos, id))
    this.#answer(qos, id)
    const wait = quota.spend(tenant, gather.rows - before)
    return wait > 0 ? clock.sleep(wait) : undefined
  }

  /** What is refused for its content is acknowledged as well: sent again it would be refused again. */
  #answer(qos: number, id: number): void {
    if (qos === 1) this.#acknowledge(0x40, id)
    else if (qos === 2) {
      if (this.#exact.size < IDS) this.#exact.add(id)
      this.#acknowledge(0x50, id)
    }
  }

  #acknowledge(first: number, id: number): void {
    const { gather } = this.#needs
    if (this.#acks?.serial !== gather.serial) {
      const acks = new Acknowledgements(gather.serial)
      this.#acks = acks
      gather.afterCommit((failure) => {
        if (!failure && !this.#gone) this.#send(acks.bytes)
      })
    }
    this.#acks?.add(first, id)
  }

  #routeOf(bytes: Buffer, from: number, to: number): Route | undefined {
    const sender = this.sender as Sender
    const raw = bytes.subarray(from, to)
    if (!isUtf8(raw) || raw.includes(0)) {
      this.refuse('invalid_utf8', 'Expected a topic in UTF-8 without U+0000.')
      return undefined
    }
    const topic = raw.toString('utf8')
    const known = this.#routes.get(topic) ?? this.#needs.route(sender, topic)
    if ('reason' in known) {
      this.refuse(known.reason, known.detail)
      return undefined
    }
    if (this.#routes.size >= TOPICS) this.#routes.clear()
    this.#routes.set(topic, known)
    this.#lastTopic = Buffer.from(raw)
    this.#lastRoute = known
    return known
  }

  #pass(frame: Buffer): void {
    this.push(Buffer.from(frame))
    if (this.readableLength > UNREAD_BYTES) this.refuse('protocol_violation', 'Too many control packets at once.')
  }

  #send(bytes: Buffer): boolean {
    const flowing = this.#socket.write(bytes)
    if (this.#socket.writableLength > WRITE_BYTES)
      this.refuse('slow_reader', 'The client does not read what it is sent.')
    return flowing
  }
}
