/** What a register or node can hold, before scaling. */
export const pointTypes = [
  'bool',
  'int8',
  'uint8',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'float32',
  'float64',
  'string',
] as const

export type PointType = (typeof pointTypes)[number]

/** The same in both languages of the house. */
export interface Words {
  readonly en: string
  readonly zh: string
}

/** One point of a device; library/devices/schema says each field. */
export interface ProfilePoint extends Words {
  readonly name: string
  readonly address: string
  readonly type: PointType
  readonly unit?: string
  readonly factor?: number
  readonly offset?: number
  readonly exponent?: string
  readonly low?: number
  readonly high?: number
  readonly counter?: boolean
  readonly access?: 'r' | 'rw'
  readonly periodMs?: number
  readonly states?: Readonly<Record<string, Words>>
}

export interface ProfileTable {
  readonly name: string
  readonly verified: 'document' | 'device' | 'software' | 'memory'
  readonly sources?: readonly { readonly id: string; readonly page?: string }[]
  readonly points: readonly ProfilePoint[]
}

export interface ProfileSource {
  readonly id: string
  readonly kind: 'document' | 'software'
  readonly title: string
  readonly publisher: string
  readonly revision?: string
  readonly date?: string
  readonly address?: string
  readonly seen?: boolean
}

export interface ProfileAlarm {
  readonly name: string
  readonly point: string
  readonly when: {
    readonly bit?: number
    readonly is?: boolean | number | string
    readonly begins?: string
    readonly above?: number
    readonly below?: number
  }
  readonly severity: 'info' | 'warning' | 'critical'
  readonly text: Words
}

export interface ProfileParameter {
  readonly says: Words
  readonly default?: number
  readonly address?: string
}

export type ProfileStatus = 'draft' | 'tried' | 'published'

/** What a device of one maker holds and where, as library/devices has it. */
export interface DeviceProfile {
  readonly maker: string
  readonly model: string
  readonly variants?: readonly string[]
  readonly kind: string
  readonly title: Words
  readonly note?: Words
  readonly drivers: readonly string[]
  readonly connection?: Readonly<Record<string, unknown>>
  readonly parameters?: Readonly<Record<string, ProfileParameter>>
  readonly sources: readonly ProfileSource[]
  readonly tables: readonly ProfileTable[]
  readonly alarms?: readonly ProfileAlarm[]
  readonly licence: string
  readonly author: string
  readonly version: string
  readonly status: ProfileStatus
}

/** Every point of a profile, table after table. */
export const pointsOf = ({ tables }: DeviceProfile): readonly ProfilePoint[] => tables.flatMap(({ points }) => points)

/** `<maker>/<model>` in small letters, as files of the library are named; either part is empty when it has no letter or digit. */
export const profileKey = ({ maker, model }: Pick<DeviceProfile, 'maker' | 'model'>): string =>
  [maker, model]
    .map((name) =>
      name
        .normalize('NFKC')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}.]+/gu, '-')
        .replaceAll(/^[-.]+|[-.]+$/g, ''),
    )
    .join('/')

/** Below 0 when the first is the older; versions as the schema has them, three numbers. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number))
  return [0, 1, 2].map((i) => (left?.[i] ?? 0) - (right?.[i] ?? 0)).find((difference) => difference !== 0) ?? 0
}
