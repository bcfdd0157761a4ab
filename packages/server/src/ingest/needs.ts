import type { DeviceId, Micros, SampleBatch, SeriesId, TenantId } from '@millrace/core'
import type { Segment } from './journal.ts'

/**
 * What ingest needs of the rest of the house. Ingest knows no module: `main.ts` passes these in
 * (machines gives the credentials, devices and assets give the directory).
 */

/** Who sends: verified when the connection opens or by the request's token. */
export interface Sender {
  readonly tenant: TenantId
  /** The credential's name, for counters and logs. */
  readonly credential: string
  /** An edge node speaks Sparkplug under its group and name; a device speaks JSON under its name alone. */
  readonly speaks:
    | { readonly as: 'edge'; readonly group: string; readonly node: string }
    | { readonly as: 'device'; readonly name: string }
}

/** Who is not to be heard any more: whoever shows this certificate or came by this name's secret, or a whole organisation. */
export type Revoked = { readonly certificate: string } | { readonly secretOf: string } | { readonly tenant: TenantId }

export interface CredentialBook {
  /** Undefined when the name is unknown or the secret is wrong; both take the same time. */
  verify(name: string, secret: string): Promise<Sender | undefined>
  /** Whose certificate it is: its holder proved the key and it chains to our root. `fingerprint`: SHA-256, hex; `until`: µs UTC. */
  verifyCertificate(shown: {
    readonly fingerprint: string
    readonly remote: string
  }): Promise<
    | { readonly sender: Sender; readonly until: Micros }
    | { readonly refused: 'unknown' | 'revoked' | 'expired' | 'suspended'; readonly sender?: Sender }
  >
  /** Returns what ends it. */
  onRevoked(listener: (revoked: Revoked) => void): () => void
  /** The same certificate in two places at once: the connection that stood, and the newcomer. */
  cloned(
    sender: Sender,
    seen: { readonly certificate: string; readonly remotes: readonly [first: string, second: string] },
  ): void
}

/** Where values come from: an edge node, a device behind one, or a device by itself. */
export interface Source {
  readonly group?: string
  readonly node?: string
  readonly device?: string
}

export type PointType = 'double' | 'int64' | 'boolean' | 'string'

export interface PointDescription {
  readonly name: string
  readonly type: PointType
  /** UCUM code. */
  readonly unit?: string
  readonly description?: string
  readonly writable?: boolean
  /** Engineering range, in `unit`. */
  readonly low?: number
  readonly high?: number
}

export interface SourceDescription {
  readonly source: Source
  /** Place in the asset tree, from the enterprise down; by default group, node, device. */
  readonly assetPath?: readonly string[]
  readonly protocol?: string
  readonly points: readonly PointDescription[]
}

export interface Registration {
  readonly device: DeviceId
  /** One series per point, in the order asked. */
  readonly series: readonly SeriesId[]
}

export interface SeriesDirectory {
  /** Makes device, asset path, points and series where they are new, durably; idempotent. A point whose type changed gets a new series. */
  register(tenant: TenantId, description: SourceDescription): Promise<Registration>
}

export type SourceState = 'online' | 'offline' | 'stale'

export interface SourceReport {
  readonly state?: SourceState
  /** µs UTC. */
  readonly seen: number
  /** Empty text clears it. */
  readonly lastError?: string
  /** Figures the source tells of itself: buffer depth, late cycles … */
  readonly health?: Readonly<Record<string, number | string>>
}

export interface DeviceBook {
  /** Cheap and non-blocking: written behind, the newest report wins. */
  report(tenant: TenantId, source: Source, report: SourceReport): void
}

/** Told of what an honest machine never does: it speaks as another, or shows what was revoked. */
export interface Watch {
  rogue(tenant: TenantId, source: Source, seen: { readonly reason: string; readonly detail: string }): void
}

/** What an organisation may send. Asked on the way of a value, so it answers at once. */
export interface TenantQuota {
  /** Counts values; the ms for which their sender is to be held back, mostly 0. */
  spend(tenant: string, values: number): number
  /** Why nothing more of this tenant is taken in; undefined while there is room. */
  full(tenant: string): string | undefined
}

/** Messages of devices beside their telemetry, for those who listen to topics. */
export interface MessageBook {
  listens(tenant: TenantId, topic: string): boolean
  /** Samples of a message; none where nobody listens any more. */
  samplesOf(
    tenant: TenantId,
    message: { readonly topic: string; readonly payload: Uint8Array },
    now: Micros,
  ): SampleBatch
}

/** Edge nodes that run what is deployed at them. */
export interface DeploymentBook {
  /** How that stands, as a node tells it in its birth and after: text of its own making. */
  told(tenant: TenantId, node: { readonly group: string; readonly node: string }, text: string, isBirth: boolean): void
}

/** Looks at everything that became durable. It must never hold up ingest: what it cannot take at once it reads from the journal. */
export interface LiveFeed {
  /** Gives it the journal, as far as it is durable when it asks. Called once, first. */
  follow(extent: () => readonly Segment[]): void
  /** A group is durable up to `position`; all its shares, in order. Never waits. */
  take(shares: readonly { readonly tenant: string; readonly batch: SampleBatch }[], position: number): void
  /** A position up to which it needs the journal no more. */
  readonly kept: number
}
