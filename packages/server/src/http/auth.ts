import { Fault, isId } from '@millrace/core'
import type { FastifyRequest } from 'fastify'
import type { Reach } from '../database/index.ts'
import type { Action } from '../modules/access/index.ts'
import type { Device, Principal } from '../modules/identity/index.ts'
import { type ShownCertificate, shownBy } from '../tls/index.ts'
import './faults.ts'
import { isShared, type RouteShape } from './route.ts'

export const SESSION_COOKIE = 'millrace_session'

/** Who somebody is, and how far they may go. */
export interface Gate {
  /** Whose token it is; asked once for each request, which counts. */
  principal(token: string, remote: string): Promise<Principal | undefined>
  /** The machine whose certificate it is. Throws `http.certificate_refused`. */
  machine(shown: ShownCertificate, remote: string): Promise<Device>
  /** Throws `http.forbidden`. */
  reach(who: Principal, action: Action): Promise<Reach>
  /** Throws `http.forbidden`, `access.grant_closed`. */
  through(who: Principal, action: Action, grant: string): Promise<Reach>
  /** Calls the listener when what was answered before may be wrong now. */
  onChange(listener: () => void): void
  /** Told of who looks through a grant. */
  looked(who: Principal, reach: Reach, remote: string): void
  /** Told of what was refused to somebody known. */
  refused(who: Principal, permission: string, route: string, remote: string): void
}

export interface Admitted {
  readonly who: Principal | undefined
  readonly reach: Reach | undefined
}

/**
 * The token of a request: the header goes before the cookie. A device may send its name and secret as Basic (RFC 7617), which
 * also takes names with blanks and beyond ASCII.
 */
export function tokenOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization
  if (header !== undefined) {
    const basic = /^Basic ([\w+/=-]{1,1400})$/i.exec(header)?.[1]
    return basic === undefined ? /^Bearer (\S{1,1024})$/i.exec(header)?.[1] : pairOf(basic)
  }
  return request.cookies[SESSION_COOKIE]
}

/** Never without a colon, so that it is a device's or nobody's. */
function pairOf(basic: string): string | undefined {
  const text = Buffer.from(basic, 'base64').toString()
  return text.includes(':') ? text : undefined
}

/** The grant that a request looks through; a malformed one is refused by the route's schema afterwards. */
function grantOf(request: FastifyRequest, shape: RouteShape): string | undefined {
  if (!isShared(shape)) return undefined
  const { grant } = request.query as { grant?: unknown }
  if (grant === undefined) return undefined
  if (typeof grant !== 'string' || !isId(grant))
    throw new Fault('http.request_malformed', { expected: 'one UUID', place: 'query/grant', seen: 'another' })
  return grant
}

/** What is asked at the door. */
export interface Asking {
  readonly shape: RouteShape
  readonly gate: Gate
  /** Address of the caller. */
  readonly remote: string
  /** Counts the request for whoever it is from. Throws `http.too_many_requests`. */
  count(principal: string | undefined): void
  /** Told who it is as soon as that is known, also if they may not. */
  known?(who: Principal): void
}

function holderOf({ params }: FastifyRequest, { holder }: RouteShape): string | undefined {
  const who = holder?.(params as Readonly<Record<string, string>>)
  return who && keyOf(who)
}

/** Who somebody is, as a key for what is counted of each. */
export function keyOf(who: Principal): string {
  switch (who.kind) {
    case 'person':
      return `person ${who.user}`
    case 'program':
      return `program ${who.program}`
    case 'app':
      return `app ${who.installation} ${who.process}`
    case 'link':
      return `link ${who.grant}`
    case 'device':
      return `device ${who.sender.credential}`
  }
}

/**
 * Who calls, and how far they may. Denied unless the route's permission says otherwise.
 * Throws `http.signed_out`, `http.certificate_refused`, `http.forbidden`, `http.foreign_origin`, `http.too_many_requests`, `access.grant_closed`.
 */
export async function admit(request: FastifyRequest, asking: Asking): Promise<Admitted> {
  const { shape, gate, remote, count } = asking
  const { permission } = shape
  const token = permission === 'public' ? undefined : tokenOf(request)
  const shown = permission === 'device' && token === undefined ? shownBy(request.raw.socket) : undefined
  // Who shows a certificate of ours is counted as the machine it names, others by their address.
  if (token === undefined && (!shown || shown.problem !== undefined)) count(holderOf(request, shape))
  if (request.method !== 'GET') refuseForeignOrigin(request)
  if (permission === 'public') return { who: undefined, reach: undefined }
  const who = shown
    ? await gate.machine(shown, remote)
    : token === undefined
      ? undefined
      : await gate.principal(token, remote)
  if (shown || token !== undefined) count(who && keyOf(who))
  if (!who) throw new Fault('http.signed_out')
  asking.known?.(who)
  if (permission === 'device' || permission === 'person' || permission === 'link' || permission === 'app') {
    if (who.kind !== permission) throw new Fault('http.forbidden', { permission })
    return { who, reach: undefined }
  }
  const grant = grantOf(request, shape)
  const reach = grant === undefined ? await gate.reach(who, permission) : await gate.through(who, permission, grant)
  return { who, reach }
}

/** A browser says where a request comes from; SameSite keeps the cookie at home, this keeps sign-in there too. */
function refuseForeignOrigin(request: FastifyRequest): void {
  const { origin, host } = request.headers
  if (request.headers.authorization !== undefined) return
  if (request.headers['sec-fetch-site'] === 'cross-site')
    throw new Fault('http.foreign_origin', { origin: (origin ?? 'another site').slice(0, 100) })
  if (origin === undefined) return
  if (URL.parse(origin)?.host !== host) throw new Fault('http.foreign_origin', { origin: origin.slice(0, 100) })
}

const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/

const ownNames = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/**
 * True for a program on this machine that speaks to us itself, not through a proxy. The name it calls us by counts, too: a
 * page whose name was made to point here after it was loaded (DNS rebinding) is read by a browser on this machine.
 */
export function isLocal(request: FastifyRequest): boolean {
  const { headers, socket } = request
  const passedOn = headers['forwarded'] ?? headers['x-forwarded-for'] ?? headers['via'] ?? headers['x-real-ip']
  const name = URL.parse(`http://${headers.host}`)?.hostname ?? ''
  return passedOn === undefined && loopback.test(socket.remoteAddress ?? '') && ownNames.test(name)
}
