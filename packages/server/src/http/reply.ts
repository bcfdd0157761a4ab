import type { Closable } from '@millrace/core'

export type Piece = string | Uint8Array

/** A reply that is no JSON: text or bytes piece by piece, read only as fast as the caller takes it. */
export class Content {
  readonly type: string
  readonly pieces: AsyncIterable<Piece>
  readonly more: ContentMore

  constructor(type: string, pieces: AsyncIterable<Piece>, more: ContentMore = {}) {
    this.type = type
    this.pieces = pieces
    this.more = more
  }
}

interface ContentMore {
  /** It is to be kept as a file of this name. */
  readonly fileName?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Called once when the reply has ended, also when not a piece of it was taken. */
  readonly close?: () => Promise<void> | void
}

/** A file for a frame that has no part in the console, with headers of its own in place of those of data. */
export class FramedFile {
  readonly type: string
  readonly bytes: Uint8Array
  /** Of everything that the frame may load: its end is a slash. */
  readonly below: string

  constructor(type: string, bytes: Uint8Array, below: string) {
    this.type = type
    this.bytes = bytes
    this.below = below
  }
}

/** Where a live handler puts its events; `send` resolves when the caller has room for the next. */
export interface Events {
  /** `id`: a browser that comes back sends the last one along. */
  send(event: string, data: unknown, id?: string): Promise<void>
}

/** A reply that stays open: server-sent events (WHATWG HTML §9.2). What `start` returns is closed with the connection. */
export class EventStream {
  readonly start: (events: Events) => Closable

  constructor(start: (events: Events) => Closable) {
    this.start = start
  }
}

/** A cookie of a short errand, such as the way to a sign-in provider and back; never of a session. */
export interface ErrandCookie {
  readonly name: string
  readonly value: string
  /** Only requests below it carry the cookie. */
  readonly path: string
  /** s; 0 takes it away. */
  readonly maxAge: number
}

/** Sends the browser elsewhere (RFC 9110 §15.4.4). */
export class Redirect {
  readonly location: string
  readonly cookie: ErrandCookie | undefined

  constructor(location: string, cookie?: ErrandCookie) {
    this.location = location
    this.cookie = cookie
  }
}

/** A reply whose status and form another standard sets, such as RFC 6749 §5. */
export class Answer {
  readonly status: number
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    this.status = status
    this.body = body
    this.headers = headers
  }
}
