import { isoOf, MICROS_PER_MS } from '@millrace/core'
import { type Gain, gains, knownFactors, type MediumName, media, mediumNames } from './media.ts'
import type { Factor } from './schema.ts'
import type { FactorRow } from './store.ts'

const spoken: Readonly<Record<Gain, string>> = { coal: 'kgce', carbon: 'kgCO₂' }
export const unitOf = (medium: MediumName, gives: Gain): string => `${spoken[gives]}/${media[medium].unit}`

const ofRow = ({ medium, gives, value, source, year, note, version, setBy, setAt }: FactorRow): Factor => ({
  medium,
  gives,
  unit: unitOf(medium, gives),
  value,
  source,
  year,
  note,
  version,
  current: false,
  setBy,
  setAt: isoOf(setAt.getTime() * MICROS_PER_MS),
})

/** Every version of every factor, those of the organisation and those that ship, the newest of each first. */
export function factorsOf(rows: readonly FactorRow[]): Factor[] {
  return mediumNames.flatMap((medium) =>
    gains.flatMap((gives) => {
      const own = rows.filter((row) => row.medium === medium && row.gives === gives).map(ofRow)
      const shipped = knownFactors
        .filter((one) => one.medium === medium && one.gives === gives)
        .map((one) => ({ ...one, unit: unitOf(medium, gives), version: 0, current: false }))
      return [...own, ...shipped].map((factor, place) => ({ ...factor, current: place === 0 }))
    }),
  )
}

export interface Conversion {
  readonly value: number
  readonly version: number
  readonly source: string
  readonly year: number
}

/** The one that counts now; undefined where a medium has none. */
export function conversionOf(rows: readonly FactorRow[], medium: MediumName, gives: Gain): Conversion | undefined {
  const found = factorsOf(rows).find((one) => one.medium === medium && one.gives === gives && one.current)
  return found && { value: found.value, version: found.version, source: found.source, year: found.year }
}
