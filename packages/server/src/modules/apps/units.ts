import type { AppManifest } from '@millrace/apps'
import { unitConversion } from '@millrace/core'

type Convert = (value: number) => number
interface Conversion {
  /** Into the unit of the manifest. */
  readonly into: Convert
  /** Into that of the point. */
  readonly from: Convert
}
type Columns = Readonly<Record<'min' | 'max' | 'mean' | 'first' | 'last', readonly (number | null)[]>>

const asItIs: Conversion = { into: (value) => value, from: (value) => value }

/**
 * Values in the units that the manifest names, whatever the points have: what is bound need only convert. A point that is bound for two
 * units is told in that of the need that comes first.
 */
export class AppUnits {
  readonly #conversions = new Map<string, Conversion>()

  /** @param units of points, where they have one */
  constructor(
    { needs = [] }: Pick<AppManifest, 'needs'>,
    assets: Readonly<Record<string, readonly { readonly points: Readonly<Record<string, string | undefined>> }[]>>,
    units: ReadonlyMap<string, string>,
  ) {
    for (const { name, properties } of needs)
      for (const { points } of assets[name] ?? [])
        for (const { name: property, unit: wanted } of properties) {
          const point = points[property]
          const unit = units.get(point ?? '')
          if (point === undefined || this.#conversions.has(point)) continue
          this.#conversions.set(point, wanted === undefined || unit === undefined ? asItIs : conversion(unit, wanted))
        }
  }

  into<Of>(point: string, value: Of): Of {
    return typeof value === 'number' ? (this.#of(point).into(value) as Of) : value
  }

  from<Of>(point: string, value: Of): Of {
    return typeof value === 'number' ? (this.#of(point).from(value) as Of) : value
  }

  columns(point: string, { min, max, mean, first, last }: Columns): Record<keyof Columns, (number | null)[]> {
    const column = (values: Columns['min']): (number | null)[] => values.map((value) => this.into(point, value))
    return { min: column(min), max: column(max), mean: column(mean), first: column(first), last: column(last) }
  }

  #of(point: string): Conversion {
    return this.#conversions.get(point) ?? asItIs
  }
}

/** What core cannot read as a unit was bound because it is the same. */
const conversion = (unit: string, wanted: string): Conversion =>
  unit === wanted ? asItIs : { into: unitConversion(unit, wanted).convert, from: unitConversion(wanted, unit).convert }
