/** What of the reader's own stands in the samples. */
export interface Own {
  /** Of this platform. */
  readonly address: string
  readonly asset: { readonly id: string; readonly name: string; readonly path: readonly string[] }
  readonly points: readonly OwnPoint[]
  readonly model: OwnModel
}

export interface OwnModel {
  readonly id: string
  readonly name: string
  /** What must be given, with a value that the model takes. */
  readonly inputs: readonly { readonly name: string; readonly value: number }[]
  readonly output: string
}

export interface OwnPoint {
  readonly id: string
  readonly name: string
  readonly unit?: string | undefined
  readonly high?: number | undefined
  readonly writable: boolean
}

/** Stands in where there is nothing of one's own yet. */
export const madeUp = {
  asset: { id: '0199f1c2-7d52-7000-8000-00000000000b', name: 'Boiler 1', path: ['Plant', 'Boiler house', 'Boiler 1'] },
  points: [
    { id: '0199f1c2-7d52-7000-8000-00000000000c', name: 'Pressure', unit: 'bar', high: 12, writable: true },
    { id: '0199f1c2-7d52-7000-8000-00000000000d', name: 'Flow', unit: 't/h', high: 40, writable: false },
  ],
  model: {
    id: '0199f1c2-7d52-7000-8000-00000000000e',
    name: 'millrace/pump-efficiency',
    inputs: [
      { name: 'flow', value: 720 },
      { name: 'power', value: 110 },
    ],
    output: 'efficiency',
  },
} as const satisfies Omit<Own, 'address'>

export const jobs = ['latest', 'history', 'live', 'write', 'model', 'alarm', 'pages', 'faults'] as const
export type Job = (typeof jobs)[number]
export type Samples = Readonly<Record<Job, (own: Own) => string>>

/** The point that is read, and the one that is written to: what may be written to, if there is any. */
export function pointsOf({ points }: Own): {
  readonly first: OwnPoint
  readonly written: OwnPoint
  readonly some: readonly OwnPoint[]
} {
  const [first = madeUp.points[0]] = points
  return { first, written: points.find(({ writable }) => writable) ?? first, some: points.slice(0, 3) }
}

/** Well within the range of a point, so that a sample does no harm. */
export const halfOf = ({ high }: OwnPoint): number => (high === undefined ? 1 : Math.round(high * 50) / 100)
export const limitOf = ({ high }: OwnPoint): number => (high === undefined ? 10 : Math.round(high * 90) / 100)
export const deadbandOf = (point: OwnPoint): number => Math.round(Math.abs(limitOf(point))) / 100

/** A value that an input takes: the middle of its range. */
export const withinOf = ({ low, high }: { low?: number | undefined; high?: number | undefined }): number =>
  low === undefined || high === undefined ? (low ?? high ?? 1) : (low + high) / 2

/** A literal of JSON is one of TypeScript, Python and Java. */
export const quoted = (text: string): string => JSON.stringify(text)

/** What follows a sign of a comment; a backslash begins an escape even there in Java (JLS §3.3). */
export const plain = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}*\\]/gu, ' ')
