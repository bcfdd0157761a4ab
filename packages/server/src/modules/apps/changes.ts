import type { TenantId } from '@millrace/core'

/** What happened to an installation; said once it is in force. `changed`: its version, settings, assets or what was agreed to. */
export interface AppChange {
  readonly tenant: TenantId
  readonly installation: string
  readonly is: 'installed' | 'changed' | 'suspended' | 'resumed' | 'removed'
}

/** Who is told of changes to installations, in this process. */
export class AppChanges {
  readonly #heard = new Set<(change: AppChange) => void>()

  /** Ends with what it returns. */
  listen(heard: (change: AppChange) => void): () => void {
    this.#heard.add(heard)
    return () => void this.#heard.delete(heard)
  }

  say(change: AppChange): void {
    for (const heard of this.#heard) heard(change)
  }
}
