import { Fault } from '@millrace/core'
import { type Static, type TObject, type TSchema, Type } from 'typebox'
import type { Reach } from '../database/index.ts'
import { type Action, isAction, vocabulary } from '../modules/access/index.ts'
import type { Actor } from '../modules/audit/index.ts'
import type { AppProcess, Device, LinkHolder, Person, Principal } from '../modules/identity/index.ts'
import type { Answer, Content, EventStream, FramedFile, Redirect } from './reply.ts'
import { Id } from './schema.ts'
import './faults.ts'

/**
 * Who may call: `public` is everyone, `device` a device with its own credential, `person` anyone signed in, for what is
 * their own, `link` whoever holds a link, for what it opens, `app` a process outside with a key of an app; anything else is an action of the vocabulary, which the caller
 * must hold. Denied unless said.
 */
export type Permission = 'public' | 'device' | 'person' | 'link' | 'app' | Action

export interface RouteShape {
  readonly permission: Permission
  /** Of `public`: whose it is by what its path names, so that it is counted as theirs. */
  readonly holder?: (params: Readonly<Record<string, string>>) => Principal | undefined
  /** One line for readers of the API. */
  readonly summary: string
  readonly description?: string
  readonly params?: TObject
  readonly query?: TObject
  readonly body?: TSchema
  /** The body reaches the handler as the bytes that came; the schema only describes it to readers. */
  readonly rawBody?: true
  /** The body is application/octet-stream of at most so many bytes, and reaches the handler as it came. */
  readonly octets?: number
  /** The body may also be a stream of Arrow's IPC format, and then reaches the handler as it came. */
  readonly arrow?: true
  /** Most bytes of a body that is not `octets`; default 1 MiB. */
  readonly bytes?: number
  /** The body is application/x-www-form-urlencoded; `also`: or JSON. */
  readonly form?: true | 'also'
  /** A door where secrets are tried: one address gets few calls. */
  readonly strict?: true
  readonly reply?: TSchema
  /** Status of success; default 200, or 204 without a reply. */
  readonly status?: number
  /** Other media types of the reply, with what they hold. */
  readonly also?: Readonly<Record<string, string>>
  /** It still answers, and ends on a day that is said: replies carry Deprecation (RFC 9745) and Sunset (RFC 8594). */
  readonly deprecated?: Deprecation
}

/** Days are as 2026-11-28, in UTC. */
export interface Deprecation {
  readonly since: string
  readonly sunset: string
  /** What to call in its place, such as `GET /points/latest`. */
  readonly instead: string
}

type Part<S, K extends keyof RouteShape> = S extends { readonly [key in K]: infer T extends TSchema }
  ? Static<T>
  : undefined

type Who<P> = P extends 'public'
  ? Principal | undefined
  : P extends 'device'
    ? Device
    : P extends 'person'
      ? Person
      : P extends 'link'
        ? LinkHolder
        : P extends 'app'
          ? AppProcess
          : Exclude<Principal, Device>

/** One request as a handler sees it: checked, typed, admitted. */
export interface Exchange<S extends RouteShape = RouteShape> {
  readonly who: Who<S['permission']>
  /** How far the caller may do what the route is for; of an action alone. */
  readonly reach: S['permission'] extends Action ? Reach : undefined
  /** Who the audit names. */
  readonly actor: Actor
  /** How far the caller may do something else beside. Throws `http.forbidden`. */
  reachFor(action: Action): Promise<Reach>
  readonly params: Part<S, 'params'>
  readonly query: Part<S, 'query'>
  readonly body: S extends { readonly rawBody: true } | { readonly octets: number }
    ? Uint8Array
    : S extends { readonly arrow: true }
      ? Uint8Array | Part<S, 'body'>
      : Part<S, 'body'>
  /** Scheme and host by which the caller found us. */
  readonly origin: string
  /** Address of the caller. */
  readonly remote: string
  readonly userAgent: string
  /** Session token that came with the request, from the cookie or the header. */
  readonly token: string | undefined
  readonly authorization: string | undefined
  /** Where a stream that is opened again was cut (WHATWG HTML §9.2.4): digits alone, as ours are. */
  readonly lastEventId: string | undefined
  /** Ends with the connection, so that a query nobody waits for is given up. */
  readonly signal: AbortSignal
  cookie(name: string): string | undefined
  /** True if the caller prefers this media type over JSON. */
  prefers(type: string): boolean
  /** The one of these media types that the caller wants most; undefined if JSON suits as well. */
  preferred(types: readonly string[]): string | undefined
  /** Sets the session cookie, or clears it. */
  keepSession(token: string | undefined): void
}

type Reply<S extends RouteShape> =
  | (S extends { reply: infer R extends TSchema } ? Static<R> : undefined)
  | Content
  | EventStream
  | FramedFile
  | Redirect
  | Answer

type Handle<S extends RouteShape> = (exchange: Exchange<S>) => Promise<Reply<S>> | Reply<S>

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below /api/v1, with `:name` for parameters; `*` at its end is all that follows. */
  readonly path: string
  readonly shape: RouteShape
  handle(exchange: Exchange): unknown
}

const kinds: readonly string[] = ['public', 'device', 'person', 'link', 'app']

/** True if a grant of another organisation can open the route. */
export const isShared = ({ permission }: RouteShape): boolean => isAction(permission) && vocabulary[permission].shared

const grant = Type.Optional(
  Type.String({ ...Id, description: 'Look through this grant, at what another organisation shares' }),
)

const maker =
  (method: Route['method']) =>
  <const S extends RouteShape>(path: string, shape: S, handle: Handle<S>): Route => {
    // Types say it already; a route built without them must not open a door either.
    if (!(kinds.includes(shape.permission) || isAction(shape.permission ?? '')))
      throw new Fault('http.route_without_permission', { route: `${method} ${path}`, seen: String(shape.permission) })
    const told = isShared(shape) ? { ...shape, query: Type.Object({ ...shape.query?.properties, grant }) } : shape
    return { method, path, shape: told, handle: handle as Route['handle'] }
  }

/** Declares a route. One without a permission of the vocabulary throws `http.route_without_permission`: the server does not start. */
export const route = { get: maker('GET'), post: maker('POST'), put: maker('PUT'), delete: maker('DELETE') }
