/** What a service may ask of its host, by name; each with the arguments of its function in the context. */
export const hostCalls = [
  'secret',
  'points.latest',
  'points.history',
  'points.samples',
  'points.write',
  'tables.rows',
  'tables.put',
  'tables.remove',
  'kpis.of',
  'alarms.active',
  'models.call',
  'http.ask',
  'events.emit',
] as const
export type HostCall = (typeof hostCalls)[number]

export type LogLevel = 'info' | 'warn'

export interface LogLine {
  readonly level: LogLevel
  readonly text: string
  /** Plain JSON. */
  readonly fields?: Readonly<Record<string, unknown>>
}

/** The other side of what a service may do: the platform's, or that of tests. All that comes here is of a stranger. */
export interface ServiceHost {
  /**
   * @param args plain JSON, at most 1 MiB and not deep; of no shape that anyone has looked at
   * @param signal the call has ended without it
   * @returns what can be told as JSON. Throws faults, which the service sees as `{code, message, remedy}`
   */
  ask(call: HostCall, args: readonly unknown[], signal: AbortSignal): Promise<unknown>
  log(line: LogLine): void
}

export interface BoundAsset {
  readonly id: string
  readonly name: string
  /** Ids of points by property; none where it has no such property. */
  readonly points: Readonly<Record<string, string | undefined>>
}

/** What a service is given beside its host. */
export interface ServiceContext {
  readonly settings: Readonly<Record<string, number | boolean | string>>
  /** By need. */
  readonly assets: Readonly<Record<string, readonly BoundAsset[]>>
  /** RFC 3339: what `Date` says in the service, too. */
  readonly now: string
  /** Who asked, of http. */
  readonly person?: { readonly id: string; readonly name: string }
  /** For its chance; another at every call unless told. */
  readonly seed?: number
}

/** Who calls it, by the name of what it exports. */
export type ServiceCall =
  | { readonly entry: 'every'; readonly context: ServiceContext }
  /** With JSON. */
  | { readonly entry: 'http' | 'event'; readonly input: unknown; readonly context: ServiceContext }
