/** An asset that is bound to a need: its points stand at it by the names of the manifest. */
export interface BoundAsset {
  readonly id: string
  readonly name: string
  /** The point of each property; a property that is optional may have none. */
  readonly points: Readonly<Record<string, string | undefined>>
  /** `compressor.power` is `compressor.points.power`; of a property called id, name or points ask `points`. */
  readonly [property: string]: unknown
}

export interface Start {
  /** By need. */
  readonly assets: Readonly<Record<string, readonly BoundAsset[]>>
  /** By name, without secrets. */
  readonly settings: Readonly<Record<string, number | boolean | string>>
  readonly language: 'en' | 'zh'
  readonly theme: 'light' | 'dark'
  /** Who looks at the page: the name alone. */
  readonly person: string
  /** Where it stands: in the menu, on an asset's page, or alone on a screen; `data-at` of the document says so to styles. */
  readonly at: 'menu' | 'asset' | 'wall'
  /** Of the asset on whose page it stands. */
  readonly asset?: string
}

export interface PointValue {
  readonly point: string
  /** null: it has none, or a bad one. */
  readonly value: number | boolean | string | null
  readonly quality: 'good' | 'uncertain' | 'bad'
  /** RFC 3339, UTC */
  readonly time: string | null
}

/** Of one point, in columns of one length: a bucket each. */
export interface PointHistory {
  readonly point: string
  readonly columns: {
    /** Begin of the bucket, ms since 1970, UTC. */
    readonly time: readonly number[]
    readonly min: readonly (number | null)[]
    readonly max: readonly (number | null)[]
    readonly mean: readonly (number | null)[]
    readonly first: readonly (number | null)[]
    readonly last: readonly (number | null)[]
    /** Values in it, and good ones among them. */
    readonly count: readonly number[]
    readonly good: readonly number[]
  }
}

export interface ModelAnswer {
  readonly version: string
  readonly outputs: Readonly<
    Record<
      string,
      {
        readonly value: number | boolean | string | null
        readonly unit?: string
        /** Why it is not good. */
        readonly reason?: string
      }
    >
  >
}

export interface Rows {
  readonly items: readonly Readonly<Record<string, unknown>>[]
  /** Of the page after this one. */
  readonly next?: string
}

/** What a call was refused with: `code` for programs, `message` and `remedy` for people. */
export declare class MillraceFault extends Error {
  readonly code: string
  readonly remedy: string
}

/**
 * The plant, as far as the app may see it: every call is checked by the console and by the platform, and fails with a
 * `MillraceFault`. About fifty calls a second are served; of what is watched, the newest values four times a second.
 */
export declare const millrace: {
  /** Known once the console has handed in the bridge. */
  readonly ready: Promise<Start>
  /** The newest values, in the order asked. At most 200 points. */
  latest(points: readonly string[]): Promise<readonly PointValue[]>
  /** Tells the newest values of these points together, at once and whenever one changes; ends with what it returns. At most 200 points in 20 watches. */
  watch(
    points: readonly string[],
    heard: (values: readonly PointValue[]) => void,
    failed?: (fault: MillraceFault) => void,
  ): () => void
  /** Values between two moments (RFC 3339), each point's put together in about so many buckets (200 unless told, at most 2,000). At most 20 points. */
  history(
    points: readonly string[],
    span: { readonly from: string; readonly to: string; readonly buckets?: number },
  ): Promise<readonly PointHistory[]>
  /** Asks for a write, with a reason of 3 to 400 characters: rights, limits and four eyes count as for the person. */
  write(
    point: string,
    value: number | boolean | string,
    reason: string,
  ): Promise<{ readonly operation: string; readonly state: string }>
  /** Calls a service of the app. */
  call<Answer = unknown>(service: string, input?: unknown): Promise<Answer>
  rows(
    table: string,
    query?: {
      readonly where?: Readonly<Record<string, unknown>>
      /** A column; with a minus before it, the greatest first. */
      readonly order?: string
      readonly limit?: number
      readonly cursor?: string
    },
  ): Promise<Rows>
  /** Adds a row, or replaces the one with its key. */
  put(table: string, row: Readonly<Record<string, unknown>>): Promise<unknown>
  remove(table: string, key: Readonly<Record<string, unknown>>): Promise<unknown>
  /** Calls a model: one that the app brought, by its folder or publisher/name; with mechanism:read one that is published, by publisher/name. */
  model(model: string, input: Readonly<Record<string, number | boolean | string | null>>): Promise<ModelAnswer>
  /** Opens the page of a bound asset in the console, in place of this page. */
  open(asset: string): Promise<void>
  /** Told when the reader changes language or theme; ends with what it returns. */
  changed(heard: (to: { readonly language?: 'en' | 'zh'; readonly theme?: 'light' | 'dark' }) => void): () => void
}
