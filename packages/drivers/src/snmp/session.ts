/// <reference path="./net-snmp.d.ts" />
import type { Socket } from 'node:dgram'
import { type Clock, Fault, type Micros } from '@millrace/core'
import snmp, { type Session, type User, type Varbind } from 'net-snmp'
import type { Bus, TurnKind } from '../kit/bus.ts'
import type { DriverCounters } from '../kit/driver.ts'
import type { SnmpConfig } from './config.ts'
import './faults.ts'
import { countAnswer, countError, countLate, countTimeout } from '../kit/trace.ts'
import { belongs, type Expected } from './screen.ts'
import { GuardedSocket, openSocket } from './socket.ts'

/** SNMPv2-MIB::sysUpTime.0: every agent has it, and one that hides it says so. */
const FIRST = '1.3.6.1.2.1.1.3.0'
const TOO_BIG = 1
/** Timeouts in a row after which the link is dead. */
const SILENT_AFTER = 3

export interface SnmpAnswer {
  /** Middle of request and answer. */
  readonly time: Micros
  /** RFC 3416 §3: 0 is noError. */
  readonly errorStatus: number
  /** One for each object asked for, unless there was an error. */
  readonly varbinds: readonly Varbind[]
}

interface SessionNeeds {
  readonly config: SnmpConfig
  readonly clock: Clock
  readonly bus: Bus
  readonly counters: DriverCounters
  readonly lost: (reason: Fault) => void
}

type Done = (error: Error | null, varbinds?: readonly (Varbind | readonly Varbind[])[]) => void

/** One session of the library over one socket: turns of the bus, timeouts, an end that lets go of everything. */
export class SnmpSession {
  readonly #needs: SessionNeeds
  readonly #place: string
  readonly #timeoutMs: number
  readonly #pending = new Set<(reason: Fault) => void>()
  #session: Session | undefined
  #socket: Socket | undefined
  #closed: Promise<void> | undefined
  #end: Fault | undefined
  #silent = 0
  /** Answers that met a request, and messages the library sent because of one. */
  #moved = 0

  constructor(needs: SessionNeeds) {
    const { host, port = 161, timeoutMs = 1_000 } = needs.config
    this.#needs = needs
    this.#place = `${host}:${port}`
    this.#timeoutMs = timeoutMs
  }

  get open(): boolean {
    return this.#session !== undefined && this.#end === undefined
  }

  /** One attempt: a socket, and a first question, for UDP alone connects to anything. */
  async connect(signal: AbortSignal): Promise<void> {
    const { host, port = 161 } = this.#needs.config
    const socket = await openSocket(host, port, signal)
    this.#socket = socket
    this.#closed = new Promise((resolve) => void socket.once('close', () => resolve()))
    if (this.#end) {
      socket.close()
      throw this.#end
    }
    this.#session = this.#make(socket, port)
    const abort = (): void => void this.#finish(this.#gone('given up while connecting'))
    signal.addEventListener('abort', abort, { once: true })
    try {
      await this.get('read', [FIRST], signal)
    } catch (reason) {
      this.#finish(this.#gone('no first answer'))
      if (signal.aborted) throw signal.reason
      if (reason instanceof Fault && reason.code === 'driver.timeout')
        throw new Fault('snmp.no_answer', { place: this.#place, ms: this.#timeoutMs })
      throw reason
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }

  /** Throws `driver.too_large`, and what {@link SnmpSession.next} throws. */
  get(kind: TurnKind, oids: readonly string[], signal?: AbortSignal): Promise<SnmpAnswer> {
    const name = `get of ${oids.length} objects from ${oids[0]}`
    return this.#request(kind, name, (session, done) => session.get([...oids], done), signal)
  }

  set(varbind: Varbind, signal?: AbortSignal): Promise<SnmpAnswer> {
    return this.#request('write', `set of ${varbind.oid}`, (session, done) => session.set([varbind], done), signal)
  }

  /**
   * The objects after this one. Throws `driver.timeout` and `driver.reply_malformed` (this request failed),
   * `driver.link_silent`, `driver.link_lost` and `snmp.login_refused` (all did).
   */
  next(oid: string, count: number, signal?: AbortSignal): Promise<SnmpAnswer> {
    const name = `get-bulk after ${oid}`
    return this.#request('read', name, (session, done) => session.getBulk([oid], 0, count, done), signal)
  }

  /** Idempotent. */
  async close(): Promise<void> {
    this.#finish(this.#gone('closed by us'))
    await this.#closed
  }

  #make(socket: Socket, port: number): Session {
    const { config, counters } = this.#needs
    const expected = expectedOf(config)
    const guarded = new GuardedSocket({
      socket,
      admit: (message) => {
        if (!belongs(message, expected)) return false
        const moved = this.#moved
        // After the library has had its turn: a message that met no request came too late.
        queueMicrotask(() => {
          if (this.#moved === moved) countLate(counters)
        })
        return true
      },
      received: (bytes) => {
        counters.bytesIn += bytes.length
        counters.trace?.frame('in', bytes)
      },
      sent: (bytes) => {
        counters.bytesOut += bytes.length
        counters.trace?.frame('out', bytes)
        this.#moved++
      },
      broke: () => {
        countError(counters, 'driver.reply_malformed')
        const reason = new Fault('driver.reply_malformed', {
          expected: 'an SNMP message',
          seen: 'one that cannot be read',
        })
        for (const reject of [...this.#pending]) reject(reason)
      },
      failed: (error) => this.#break(this.#gone(error.message)),
    })
    const options = {
      port,
      version: config.user === undefined ? snmp.Version2c : snmp.Version3,
      retries: 0,
      timeout: this.#timeoutMs,
      reportOidMismatchErrors: true,
      strictIntRangeChecks: true,
      dgramModule: { createSocket: () => guarded },
      ...(config.context === undefined ? {} : { context: config.context }),
    }
    const session =
      config.user === undefined
        ? snmp.createSession(config.host, config.community ?? 'public', options)
        : snmp.createV3Session(config.host, userOf(config.user, config), options)
    session.on('error', () => {
      countError(counters, 'driver.reply_malformed')
    })
    return session
  }

  #request(
    kind: TurnKind,
    name: string,
    send: (session: Session, done: Done) => void,
    signal?: AbortSignal,
  ): Promise<SnmpAnswer> {
    return this.#needs.bus.turn(kind, () => this.#transact(name, send), signal)
  }

  #transact(name: string, send: (session: Session, done: Done) => void): Promise<SnmpAnswer> {
    const { clock, counters } = this.#needs
    return new Promise((resolve, reject) => {
      const session = this.#session
      if (!session || this.#end) {
        reject(this.#end ?? this.#gone('never opened'))
        return
      }
      const sentAt = clock.monotonic()
      const give = (reason: Fault): void => {
        if (this.#pending.delete(give)) reject(reason)
      }
      this.#pending.add(give)
      send(session, (error, varbinds = []) => {
        if (!this.#pending.has(give)) return
        this.#moved++
        const refused = error instanceof snmp.RequestFailedError ? error.status : 0
        if (error && refused === 0) {
          this.#fail(error, name, give)
          return
        }
        this.#silent = 0
        countAnswer(counters, clock.monotonic() - sentAt)
        if (refused === TOO_BIG) {
          give(new Fault('driver.too_large', { asked: name }))
          return
        }
        this.#pending.delete(give)
        const time = clock.now() - Math.round(counters.roundTripMs * 500)
        resolve({ time, errorStatus: refused, varbinds: varbinds.flat() as Varbind[] })
      })
    })
  }

  /** Never passes the library's own words on: they may hold digests and keys. */
  #fail(error: Error, name: string, give: (reason: Fault) => void): void {
    const { counters } = this.#needs
    if (error instanceof snmp.RequestTimedOutError) {
      countTimeout(counters)
      this.#silent++
      if (this.#silent < SILENT_AFTER) {
        give(new Fault('driver.timeout', { asked: name, ms: this.#timeoutMs }))
        return
      }
      const silent = new Fault('driver.link_silent', { count: this.#silent })
      give(silent)
      this.#break(silent)
      return
    }
    countError(counters, 'snmp.request_failed')
    if (error instanceof snmp.ResponseInvalidError) {
      const refusal = refusals.find((word) => error.message.startsWith(word))
      if (refusal === undefined) {
        give(new Fault('driver.reply_malformed', { expected: `an answer to ${name}`, seen: seenIn(error.code) }))
        return
      }
      const login = new Fault('snmp.login_refused', { place: this.#place, seen: refusal })
      give(login)
      this.#break(login)
      return
    }
    const gone = this.#gone(error.message)
    give(gone)
    this.#break(gone)
  }

  #gone(seen: string): Fault {
    return new Fault('driver.link_lost', { place: this.#place, seen })
  }

  #break(reason: Fault): void {
    if (this.#end) return
    this.#finish(reason)
    this.#needs.lost(reason)
  }

  #finish(reason: Fault): void {
    if (this.#end) return
    this.#end = reason
    for (const reject of [...this.#pending]) reject(reason)
    // The library's socket is ours: without this it would stay bound.
    if (this.#session) this.#session.close()
    else this.#socket?.close()
  }
}

/** What the library says when an agent's Report (RFC 3414 §3.2) refuses the user. */
const refusals = [
  'Unsupported Security Level',
  'Not In Time Window',
  'Unknown User Name',
  'Unknown Engine ID',
  'Wrong Digest',
  'Decryption Error',
  'Unexpected Report',
]

function seenIn(code: number): string {
  const { EReqResOidNoMatch, EAuthFailure, ECouldNotDecrypt, ECommunityNoMatch } = snmp.ResponseInvalidCode
  if (code === EReqResOidNoMatch) return 'other objects'
  if (code === EAuthFailure) return 'a wrong signature'
  if (code === ECouldNotDecrypt) return 'one that cannot be decrypted'
  return code === ECommunityNoMatch ? 'another community' : `one that cannot be read (${code})`
}

function expectedOf({ user, auth, privacy }: SnmpConfig): Expected {
  return user === undefined ? { version: 1, flags: 0 } : { version: 3, flags: (auth ? 1 : 0) | (privacy ? 2 : 0) }
}

function userOf(name: string, { auth, privacy }: SnmpConfig): User {
  if (!auth) return { name, level: snmp.SecurityLevel['noAuthNoPriv']! }
  const signed = { name, authProtocol: snmp.AuthProtocols[auth.protocol ?? 'sha']!, authKey: auth.password }
  if (!privacy) return { ...signed, level: snmp.SecurityLevel['authNoPriv']! }
  return {
    ...signed,
    level: snmp.SecurityLevel['authPriv']!,
    privProtocol: snmp.PrivProtocols[privacy.protocol ?? 'aes']!,
    privKey: privacy.password,
  }
}
