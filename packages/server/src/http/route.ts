import { Fault } from '@millrace/core'
import type { Static, TObject, TSchema } from 'typebox'
import type { Device, Person, Principal } from '../modules/identity/index.ts'
import type { Content, EventStream } from './reply.ts'
import './faults.ts'

/**
 * Who may call: `public` is everyone, `device` is a device with its own credential, anything else is a right that a signed-in
 * person holds. Denied unless said.
 */
export type Permission = 'public' | 'device' | `${string}.${string}`

export interface RouteShape {
  readonly permission: Permission
  /** One line for readers of the API. */
  readonly summary: string
  readonly description?: string
  readonly params?: TObject
  readonly query?: TObject
  readonly body?: TSchema
  /** The body reaches the handler as the bytes that came; the schema only describes it to readers. */
  readonly rawBody?: true
  readonly reply?: TSchema
  /** Status of success; default 200, or 204 without a reply. */
  readonly status?: number
  /** Other media types of the reply, with what they hold. */
  readonly also?: Readonly<Record<string, string>>
}

type Part<S, K extends keyof RouteShape> = S extends { readonly [key in K]: infer T extends TSchema }
  ? Static<T>
  : undefined

type Who<P> = P extends 'public' ? Principal | undefined : P extends 'device' ? Device : Person

/** One request as a handler sees it: checked, typed, signed in. */
export interface Exchange<S extends RouteShape = RouteShape> {
  readonly who: Who<S['permission']>
  readonly params: Part<S, 'params'>
  readonly query: Part<S, 'query'>
  readonly body: S extends { readonly rawBody: true } ? Uint8Array : Part<S, 'body'>
  /** Address of the caller. */
  readonly remote: string
  /** Session token that came with the request, from the cookie or the header. */
  readonly token: string | undefined
  /** Ends with the connection, so that a query nobody waits for is given up. */
  readonly signal: AbortSignal
  /** True if the caller prefers this media type over JSON. */
  prefers(type: string): boolean
  /** Sets the session cookie, or clears it. */
  keepSession(token: string | undefined): void
}

type Reply<S extends RouteShape> =
  | (S extends { reply: infer R extends TSchema } ? Static<R> : undefined)
  | Content
  | EventStream

type Handle<S extends RouteShape> = (exchange: Exchange<S>) => Promise<Reply<S>> | Reply<S>

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Below /api/v1, with `:name` for parameters. */
  readonly path: string
  readonly shape: RouteShape
  handle(exchange: Exchange): unknown
}

const maker =
  (method: Route['method']) =>
  <const S extends RouteShape>(path: string, shape: S, handle: Handle<S>): Route => {
    // Types say it already; a route built without them must not open a door either.
    if (!shape.permission) throw new Fault('http.route_without_permission', { route: `${method} ${path}` })
    return { method, path, shape, handle: handle as Route['handle'] }
  }

/** Declares a route. One without a permission throws `http.route_without_permission`: the server does not start. */
export const route = { get: maker('GET'), post: maker('POST'), delete: maker('DELETE') }
