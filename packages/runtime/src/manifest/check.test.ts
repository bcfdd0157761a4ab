import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { checkModel } from './check.ts'
import { modelDomains, runtimeKinds } from './manifest.ts'
import { pumpYaml } from './pump-for-tests.ts'

const said = (text: string, files?: ReadonlySet<string>): string[] =>
  checkModel(text, files).findings.map(({ line, path, reason }) => `${line} ${path} ${reason}`)

/** What is said after one change in the text. */
function broken(from: string | RegExp, to: string): string[] {
  const text = pumpYaml.replace(from, to)
  expect(text).not.toBe(pumpYaml)
  return said(text)
}

it('a model without a mistake is read', () => {
  const { manifest, findings } = checkModel(pumpYaml, new Set(['model.yaml']))
  expect(findings).toEqual([])
  expect(manifest?.runtime.kind).toBe('formula')
})

it.each([
  ['a part that lacks', 'owner: Millrace\n', '', '1  lacks owner'],
  ['a setting that is none', 'owner: Millrace', 'owner: Millrace\nowned: x', '6 /owned is no known setting'],
  ['a kind of runtime that is none', 'kind: formula', 'kind: excel', '23 /runtime/kind must be one of formula, script'],
  [
    'a setting of another runtime',
    'kind: formula',
    'kind: formula\n  file: x.js',
    '24 /runtime/file is no known setting',
  ],
  ['a name twice', 'name: rated,', 'name: flow,', '/parameters/0/name is the name of one of the inputs already'],
  ['a name that formulas cannot say', 'name: density,', 'name: not,', '/inputs/3/name is a word of formulas'],
  ['a unit that is none', 'unit: m3/h', 'unit: cubic', '11 /inputs/0/unit core.unit_unknown'],
  ['a unit of what is no number', 'type: boolean,', 'type: boolean, unit: m,', '/outputs/1/unit is of numbers alone'],
  ['a range upside down', 'low: 1, high: 5000', 'low: 1, high: 0.5', '/inputs/0/high must not be below low (1)'],
  ['a default outside', 'default: 998.2', 'default: 3', '14 /inputs/3/default must lie within 500 and 2000'],
  ['a default of another type', 'default: 998.2', 'default: water', '/inputs/3/default must be a number'],
  ['a default of a parameter outside', 'default: 78', 'default: 5', '/parameters/0/default must lie within 10 and 95'],
  [
    'a rule without a condition',
    'holds: "power > flow * 0.01[kW.h/m3]"',
    'holds: power',
    '/validity/0/holds expression.type_mismatch',
  ],
  [
    'a formula that does not end',
    'efficiency: hydraulic / power',
    'efficiency: hydraulic /',
    '27 /runtime/outputs/efficiency expression.syntax',
  ],
  [
    'a unit that does not fit',
    'efficiency: hydraulic / power',
    'efficiency: hydraulic',
    '27 /runtime/outputs/efficiency expression.unit_mismatch',
  ],
  [
    'a step whose unit does not fit',
    '{ name: hydraulic, unit: kW',
    '{ name: hydraulic, unit: bar',
    '25 /runtime/steps/0/formula expression.unit_mismatch',
  ],
  [
    'a step that hides an input',
    'name: hydraulic, unit',
    'name: flow, unit',
    '25 /runtime/steps/0/name is the name of an input',
  ],
  [
    'an output without a formula',
    '    runs_well: hydraulic / power > 0.9 * rated\n',
    '',
    '/runtime/outputs lacks the output runs_well',
  ],
  ['a formula of no output', 'efficiency: hydraulic', 'eta: hydraulic', '/runtime/outputs/eta is no output'],
  ['a formula that remembers', 'runtime:\n', 'stateful: true\nruntime:\n', '/stateful has no meaning for formula'],
  ['a source that is none', 'source: iso9906', 'source: api610', '31 /cases/0/source is none of the sources iso9906'],
  [
    'a case that begins at no time',
    '    source: iso9906',
    '    source: iso9906\n    begin: yesterday',
    '/cases/0/begin is no time of ISO 8601',
  ],
  ['a case of no input', 'density: 1000', 'pressure: 1', '/cases/0/rows/0/inputs/pressure is no input'],
  ['a case without an input', 'power: 18, ', '', '/cases/0/rows/0/inputs lacks the input power, which has no default'],
  [
    'a case of no output',
    '          runs_well:',
    '          ran_well:',
    '/cases/0/rows/0/outputs/ran_well is no output',
  ],
  ['a number without a tolerance', ', absolute: 0.01', '', '35 /cases/0/rows/0/outputs/efficiency has no tolerance'],
  [
    'a condition that is a number',
    'value: true',
    'value: 1',
    '/cases/0/rows/0/outputs/runs_well/value must be a boolean',
  ],
])('%s', (_, from, to, finding) => {
  const findings = broken(from, to)
  expect(
    findings.some((one) => one.includes(finding)),
    findings.join('\n'),
  ).toBe(true)
})

it('a step that fails does not make what follows it unknown', () => {
  expect(broken('density * 9.80665[m/s2]', 'densty * 9.80665[m/s2]')).toEqual([
    expect.stringContaining('/runtime/steps/0/formula expression.name_unknown'),
  ])
})

it('a file that the package has not', () => {
  const script = pumpYaml.replace(/runtime:[\s\S]*cases:/, 'runtime: { kind: script, file: code/pump.js }\ncases:')
  expect(said(script, new Set(['model.yaml', 'code/pump.js']))).toEqual([])
  expect(said(script, new Set(['model.yaml']))).toEqual(['22 /runtime/file is no file of the package'])
})

it('tensors and variables speak of names of the model', () => {
  const onnx = pumpYaml.replace(
    /runtime:[\s\S]*cases:/,
    'runtime: { kind: onnx, file: m.onnx, tensors: [{ name: x, columns: [flow, speed] }], outputs: { efficiency: { tensor: y, column: 0 } } }\ncases:',
  )
  expect(said(onnx)).toEqual([
    '22 /runtime/tensors/0/columns/1 is no input and no parameter',
    '22 /runtime/outputs lacks the output runs_well',
  ])
  const fmu = pumpYaml.replace(
    /runtime:[\s\S]*cases:/,
    'runtime: { kind: fmu, file: m.fmu, step: 1, variables: { q: Q } }\ncases:',
  )
  expect(said(fmu)).toEqual(['22 /runtime/variables/q is no input, output or parameter'])
})

it('the schema knows the domains and kinds that the code knows', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../../../library/models/schema/model.json', import.meta.url), 'utf8'),
  )
  expect(schema.properties.taxonomy.properties.domain.enum).toEqual(modelDomains)
  expect(schema.properties.runtime.properties.kind.enum).toEqual(runtimeKinds)
})

it('texts hold nothing that databases and terminals do not bear', () => {
  const wanted = (path: string) => expect.stringContaining(`${path} has a control character`)
  for (const sign of ['\\0', '\\e[31m', '\\ud83d', '\\x7f'])
    expect(broken('owner: Millrace', `owner: "Mill${sign}race"`)).toEqual([wanted('/owner')])
  expect(said(pumpYaml.replace('owner: Millrace', 'owner: "Mill\\t漢😀\\nrace"'))).toEqual([])
})

it('an input of code does not hide the time of the row', () => {
  const ofCode = (kind: string): string[] =>
    said(
      pumpYaml
        .replaceAll(/\bdensity\b/g, 'time')
        .replace(/runtime:\n[\s\S]*?(?=\n[a-z])/, `runtime:\n  kind: ${kind}\n  file: code.x`),
    )
  for (const kind of ['script', 'python'])
    expect(ofCode(kind)).toEqual([expect.stringContaining('/inputs/3/name is the time of the row in code')])
})

it('of a text that is no YAML at all not every character is told', () => {
  for (const text of ['}\n'.repeat(2_000), 'a: 1\n'.repeat(2_000), '"'.repeat(2_000)])
    expect(said(text)).toHaveLength(100)
})

it('a text of little but signs is refused before it is read', () => {
  for (const sign of ['}\n', '"', '*a,', '[', '? ', 'a: b: c\n', '- {}\n', '- '])
    expect(said(sign.repeat(250_000 / sign.length))).toEqual([
      expect.stringMatching(/^1 {2}has \d+ signs of YAML's own/),
    ])
})

it('many settings that are none hide neither themselves nor what else is wrong', () => {
  const unknown = Array.from({ length: 40 }, (_, i) => `x${i}: 1\n`).join('')
  expect(said(`${pumpYaml}${unknown}`)).toContainEqual(expect.stringContaining('/x0 is no known setting'))
  for (const text of [`${unknown}id: 7\n`, `${unknown}${pumpYaml.replace('name: flow,', 'name: "a b",')}`]) {
    const { manifest, findings } = checkModel(text)
    expect(manifest).toBeUndefined()
    expect(findings).not.toEqual([])
  }
})
