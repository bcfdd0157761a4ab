import { expect, it } from 'vitest'
import { contractPackage } from '../contract/packages.ts'
import type { FmuSpec, ModelManifest } from '../manifest/manifest.ts'
import { bindVariables } from './binding.ts'
import type { FmuDescription, FmuVariable } from './description.ts'
import { unitQuarrel } from './units.ts'

const bar = { powers: { kg: 1, m: -1, s: -2 }, factor: 1e5, offset: 0 }
const variable = (type: string, causality: string, more: Partial<FmuVariable> = {}): FmuVariable => ({
  reference: 1,
  type,
  causality,
  isArray: false,
  ...more,
})
const description = (variables: Readonly<Record<string, FmuVariable>>, version: 2 | 3 = 3): FmuDescription => ({
  version,
  identifier: 'M',
  token: '',
  anyStep: true,
  serializes: true,
  onceAProcess: false,
  remembers: false,
  variables: new Map(Object.entries(variables)),
  units: new Map([['bar', bar]]),
})
const spec: FmuSpec = { kind: 'fmu', file: 'm.fmu', step: 1, variables: { a: 'pump.p_in' } }
const plain = contractPackage('out', spec, {}).manifest
const manifest: ModelManifest = { ...plain, inputs: plain.inputs.map((one) => ({ ...one, unit: 'kPa' })) }
const out = variable('Enumeration', 'local')

it('finds variables by the names that the manifest gives them; enumerations go as whole numbers', () => {
  const inside = { 'pump.p_in': variable('Float32', 'input', { reference: 7 }), out }
  expect(bindVariables(manifest, spec, description(inside))).toEqual({
    inputs: [{ reference: 7, type: 'Float32' }],
    outputs: [{ reference: 1, type: 'Int64' }],
    parameters: [],
  })
  expect(bindVariables(manifest, spec, description(inside, 2))).toMatchObject({ outputs: [{ type: 'Integer' }] })
})

it('an input that is called as something that every object has is bound by its own name', () => {
  const inputs = plain.inputs.map((one) => ({ ...one, name: 'constructor' }))
  const inside = { constructor: variable('Float64', 'input', { reference: 7 }), out }
  expect(bindVariables({ ...plain, inputs }, spec, description(inside))).toMatchObject({ inputs: [{ reference: 7 }] })
})

it.each([
  [variable('Float64', 'output'), '"pump.p_in" is of causality output'],
  [variable('Float64', 'input', { isArray: true }), '"pump.p_in" is an array'],
  [variable('String', 'input'), '"pump.p_in" is of type String; only numbers and conditions go through an FMU'],
  [variable('Boolean', 'input'), '"pump.p_in" is of type Boolean, the manifest says number'],
  [variable('Float64', 'input', { unit: 'bar' }), '"pump.p_in" has the unit "bar", which is not "kPa"'],
  [
    variable('Float64', 'input', { unit: 'Zoll' }),
    '"pump.p_in" has the unit "Zoll", which the FMU does not define in base units, instead of "kPa"',
  ],
])('refuses %o', (one, words) => {
  expect(bindVariables(manifest, spec, description({ 'pump.p_in': one, out }))).toEqual({ wrong: `input a: ${words}` })
})

it.each([
  ['bar', 'bar', undefined],
  ['kPa', 'kPa', { ...bar, factor: 1e3 }],
  ['Cel', 'degC', { powers: { K: 1 }, factor: 1, offset: 273.15 }],
  ['[degF]', 'degF', { powers: { K: 1 }, factor: 0.555555555555556, offset: 255.372222222222 }],
  ['deg', 'deg', { powers: { rad: 1 }, factor: 0.0174532925199433, offset: 0 }],
  ['/min', 'rpm', { powers: { s: -1 }, factor: 0.0166666666666667, offset: 0 }],
  ['%', '%', { powers: {}, factor: 0.01, offset: 0 }],
  [undefined, '1', undefined],
  [undefined, '-', undefined],
  ['kW', '', undefined],
])('a quantity in %s and a variable in %s mean the same', (unit, stated, base) => {
  expect(unitQuarrel(unit, stated, base)).toBeUndefined()
})

it.each([
  ['K', 'degC', { powers: { K: 1 }, factor: 1, offset: 273.15 }],
  ['Cel', 'K', { powers: { K: 1 }, factor: 1, offset: 0 }],
  [undefined, '%', { powers: {}, factor: 0.01, offset: 0 }],
  ['kg/s', 'kg/h', { powers: { kg: 1, s: -1 }, factor: 1 / 3600, offset: 0 }],
  ['s', 'm', { powers: { m: 1 }, factor: 1, offset: 0 }],
])('a quantity in %s and a variable in %s do not', (unit, stated, base) => {
  expect(unitQuarrel(unit, stated, base)).toContain(`"${stated}"`)
})
