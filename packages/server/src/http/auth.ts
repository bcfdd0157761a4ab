import { Fault } from '@millrace/core'
import type { FastifyRequest } from 'fastify'
import type { Principal } from '../modules/identity/index.ts'
import './faults.ts'
import type { Permission } from './route.ts'

export const SESSION_COOKIE = 'millrace_session'

export type Authenticate = (token: string) => Promise<Principal | undefined>

/** The token of a request: the header goes before the cookie. */
export function tokenOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization
  if (header !== undefined) return /^Bearer (\S{1,1024})$/i.exec(header)?.[1]
  return request.cookies[SESSION_COOKIE]
}

/**
 * Who calls, if they may. Denied unless the route's permission says otherwise.
 * Throws `http.signed_out`, `http.forbidden`, `http.foreign_origin`.
 */
export async function admit(
  request: FastifyRequest,
  permission: Permission,
  authenticate: Authenticate,
): Promise<Principal | undefined> {
  if (request.method !== 'GET') refuseForeignOrigin(request)
  if (permission === 'public') return undefined
  const token = tokenOf(request)
  const who = token ? await authenticate(token) : undefined
  if (!who) throw new Fault('http.signed_out')
  // A person holds every right of the organisation; a device none but its own.
  if ((who.kind === 'device') !== (permission === 'device')) throw new Fault('http.forbidden', { permission })
  return who
}

/** A browser says where a request comes from; SameSite keeps the cookie at home, this keeps sign-in there too. */
function refuseForeignOrigin(request: FastifyRequest): void {
  const { origin, host } = request.headers
  if (origin === undefined || request.headers.authorization !== undefined) return
  if (URL.parse(origin)?.host !== host) throw new Fault('http.foreign_origin', { origin: origin.slice(0, 100) })
}

const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/

/** True for a program on this machine that speaks to us itself, not through a proxy. */
export function isLocal(request: FastifyRequest): boolean {
  const { headers, socket } = request
  const passedOn = headers['forwarded'] ?? headers['x-forwarded-for'] ?? headers['via'] ?? headers['x-real-ip']
  return passedOn === undefined && loopback.test(socket.remoteAddress ?? '')
}
