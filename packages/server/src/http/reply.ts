import type { Closable } from '@millrace/core'

/** A reply that is no JSON: text piece by piece, read only as fast as the caller takes it. */
export class Content {
  readonly type: string
  readonly pieces: AsyncIterable<string>
  readonly fileName: string | undefined

  constructor(type: string, pieces: AsyncIterable<string>, fileName?: string) {
    this.type = type
    this.pieces = pieces
    this.fileName = fileName
  }
}

/** Where a live handler puts its events; `send` resolves when the caller has room for the next. */
export interface Events {
  send(event: string, data: unknown): Promise<void>
}

/** A reply that stays open: server-sent events (WHATWG HTML §9.2). What `start` returns is closed with the connection. */
export class EventStream {
  readonly start: (events: Events) => Closable

  constructor(start: (events: Events) => Closable) {
    this.start = start
  }
}
