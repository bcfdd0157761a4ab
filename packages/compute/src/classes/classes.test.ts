import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type EquipmentClass, equipmentFolder, equipmentKinds, listClasses, readClass, reproduce } from './index.ts'

const classes = await Promise.all((await listClasses()).map((name) => readClass(name)))

const cases = classes.flatMap((equipment) =>
  equipment.references.flatMap((reference) =>
    reproduce(equipment, reference).map((one) => ({
      name: `${equipment.class}: ${reference.name}: ${one.kpi.name}`,
      ...one,
    })),
  ),
)

test.each(cases)('$name is $published within $tolerance', ({ seen, published, tolerance }) => {
  expect(Math.abs(seen - published)).toBeLessThanOrEqual(tolerance)
})

test('every kind of machine of the guideline has a class, named as its file', async () => {
  expect(new Set(classes.map(({ kind }) => kind))).toEqual(new Set(equipmentKinds.filter((kind) => kind !== 'other')))
  expect(classes.map((equipment) => equipment.class)).toEqual(await listClasses())
})

test('the schema and the code name the same kinds', () => {
  const schema = JSON.parse(readFileSync(new URL('schema/equipment-class.json', equipmentFolder), 'utf8')) as {
    properties: { kind: { enum: string[] } }
  }
  expect(schema.properties.kind.enum).toEqual([...equipmentKinds])
})

const perturbed = (equipment: EquipmentClass, factor: number): EquipmentClass => ({
  ...equipment,
  kpis: equipment.kpis.map((kpi) => ({ ...kpi, formula: `(${kpi.formula}) * ${factor}` })),
})

test('a formula that is 2 % off is found by some reference of its class', () => {
  for (const equipment of classes) {
    const wrong = perturbed(equipment, 1.02)
    const held = wrong.references.flatMap((reference) => reproduce(wrong, reference)).filter(({ holds }) => !holds)
    expect(held.length, equipment.class).toBeGreaterThan(0)
  }
})
