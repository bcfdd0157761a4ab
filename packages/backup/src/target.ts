import type { Readable } from 'node:stream'
import type { Closable } from '@millrace/core'

/** What is put: told before it is read, and read again if a try fails. */
export interface Body {
  readonly bytes: number
  /** Hex, of all bytes. */
  readonly sha256: string
  open(): Readable
}

export interface Listed {
  readonly key: string
  readonly bytes: number
}

/** A place for backups: named objects that are there whole or not at all. Keys are paths with slashes. */
export interface Target extends Closable {
  /** For people; holds no secret. */
  readonly name: string
  list(prefix: string): AsyncIterable<Listed>
  /** Throws `backup.object_missing`. Whoever asks reads it or destroys it. */
  read(key: string): Promise<Readable>
  /**
   * Durable when it resolves. With `ifAbsent` nothing is written over; false then means that there is one. Throws
   * `backup.target_full`, `backup.file_changed` when the body is not what was told, `backup.target_…`.
   */
  put(key: string, body: Body, options?: { readonly ifAbsent?: boolean }): Promise<boolean>
  /** No fault if there is none. */
  remove(key: string): Promise<void>
}

/** A target as its makers see it, before one is known to be the only one who writes there. */
export interface TidyTarget extends Target {
  /** Clears away what killed writers left. Only for who holds the place. */
  tidy(): Promise<void>
}
