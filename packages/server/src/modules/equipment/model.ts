import type { EquipmentClass } from '@millrace/compute'
import type { ModelContent, Property } from '../things/index.ts'
import { propertyOf, unitsOf } from './match.ts'

/** The key of the thing model that a class becomes; a variant has other units and so a model of its own. */
export const modelKey = (equipment: EquipmentClass, variant: string | undefined): string =>
  ['equipment', equipment.class, ...(variant === undefined ? [] : [variant])].join('-')

/** A class as a thing model: its points as properties. Alarms and KPIs have modules of their own. */
export function modelOf(equipment: EquipmentClass, variant: string | undefined): ModelContent {
  const unitOf = unitsOf(equipment, variant)
  const of = equipment.variants?.find(({ name }) => name === variant)
  const titles = of
    ? { en: `${equipment.title.en}: ${of.en}`, zh: `${equipment.title.zh}：${of.zh}` }
    : { ...equipment.title }
  return {
    title: titles.en,
    titles,
    class: equipment.class,
    properties: Object.fromEntries(
      equipment.points.map((point): [string, Property] => {
        const { name, en, zh, low, high, counter, states } = point
        return [
          name,
          {
            ...propertyOf(point, unitOf),
            title: en,
            titles: { en, zh },
            // Ranges of the class are in its own units.
            ...(low === undefined || counter || unitOf(name) !== point.unit ? {} : { minimum: low }),
            ...(high === undefined || counter || unitOf(name) !== point.unit ? {} : { maximum: high }),
            ...(states ? { enum: [...states] } : {}),
            readOnly: true,
          },
        ]
      }),
    ),
    'tm:optional': equipment.points.filter(({ need }) => need === 'optional').map(({ name }) => `/properties/${name}`),
  }
}
