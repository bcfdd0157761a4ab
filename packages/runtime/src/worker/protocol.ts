import type { Facts } from '@millrace/core'
import type { Results, Rows } from '../face.ts'
import type { ModelManifest } from '../manifest/manifest.ts'

/** What a thread is given once, before anything else. */
export interface ToLoad {
  readonly manifest: ModelManifest
  /** The model's own file. */
  readonly file: Uint8Array<ArrayBuffer>
  /** Bytes that it may hold. */
  readonly memory: number
}

export type Parameters = Readonly<Record<string, number>>

export type Question =
  /** Brings the engine up, before any of the model is there; gives the number of the thread, where the system has one. */
  | { readonly do: 'prepare'; readonly memory: number }
  | ({ readonly do: 'load' } & ToLoad)
  | { readonly do: 'run'; readonly rows: Rows; readonly parameters: Parameters }
  | { readonly do: 'save' }
  | { readonly do: 'restore'; readonly state: Uint8Array }

/** A fault is told by its code and facts: whoever asked adds whose model it is. */
export type Answer =
  | { readonly is: 'done'; readonly value: Results | Uint8Array | number | undefined }
  | { readonly is: 'refused'; readonly code: string; readonly facts: Facts }
