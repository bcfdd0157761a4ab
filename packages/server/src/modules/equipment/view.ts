import type { EquipmentClass } from '@millrace/compute'
import { isoOf, MICROS_PER_MS } from '@millrace/core'
import type { Shipped } from './library.ts'
import type { Application, ClassListed, ClassView } from './schema.ts'
import type { ApplicationRow } from './store.ts'

const headOf = ({ class: name, kind, version, title }: EquipmentClass) => ({
  class: name,
  kind,
  version,
  title: { ...title },
})

export const listedView = ({ equipment, reproduced, app }: Shipped): ClassListed => ({
  ...headOf(equipment),
  ...(app === undefined ? {} : { app }),
  points: equipment.points.length,
  kpis: equipment.kpis.length,
  alarms: equipment.alarms.length,
  figures: reproduced.flat().length,
})

/** The class as its file has it, beside each published figure what its formula gives. */
export function classView({ equipment, reproduced, app }: Shipped): ClassView {
  const {
    note,
    sources,
    variants = [],
    parameters,
    points,
    derived = [],
    kpis,
    alarms,
    comparisons,
  } = structuredClone(equipment) as unknown as Pick<
    ClassView,
    'sources' | 'parameters' | 'points' | 'kpis' | 'alarms' | 'comparisons'
  > &
    Partial<Pick<ClassView, 'note' | 'variants' | 'derived'>>
  return {
    ...headOf(equipment),
    ...(app === undefined ? {} : { app }),
    ...(note ? { note } : {}),
    sources,
    variants,
    parameters,
    points,
    derived,
    kpis,
    alarms,
    comparisons,
    references: equipment.references.map(({ name, en, zh, source, variant, expect }, i) => ({
      name,
      en,
      zh,
      source: { ...source },
      ...(variant === undefined ? {} : { variant }),
      figures: (reproduced[i] ?? []).map(({ kpi, published, tolerance, seen, holds }, k) => {
        const because = expect[k]?.because
        return {
          kpi: kpi.name,
          unit: kpi.unit,
          published,
          tolerance,
          ...(Number.isFinite(seen) ? { seen } : {}),
          holds,
          ...(because ? { because: { ...because } } : {}),
        }
      }),
    })),
  }
}

export function applicationView(row: ApplicationRow, newest: string | undefined): Application {
  const { content } = row
  return {
    asset: row.asset,
    ...headOf(content),
    ...(newest === undefined ? {} : { newest }),
    ...(row.variant === null ? {} : { variant: row.variant }),
    parameters: { ...row.parameters },
    alarms: Object.entries(row.alarms).map(([name, { alarm, definition }]) => ({ name, ...definition.name, alarm })),
    kpis: Object.entries(row.kpis).map(([name, key]) => {
      const kpi = content.kpis.find((one) => one.name === name)
      return { name, en: kpi?.en ?? name, zh: kpi?.zh ?? name, ...(kpi ? { unit: kpi.unit } : {}), key }
    }),
    by: row.by,
    at: isoOf(row.at.getTime() * MICROS_PER_MS),
  }
}
