import { expect, it } from 'vitest'
import { yamlOf } from './yaml.ts'

it('writes short things on a line and lists of things one a line', () => {
  const tree = {
    id: 'works/specific-power',
    version: '0.1.0',
    title: { en: 'Specific power', zh: '\u6bd4\u529f\u7387' },
    inputs: [{ name: 'power', type: 'number', unit: 'kW', low: 0, high: 500 }],
    runtime: { kind: 'formula', outputs: { result: 'power / flow' } },
    cases: [],
    limits: undefined,
  }
  expect(yamlOf(tree)).toBe(
    [
      'id: works/specific-power',
      'version: "0.1.0"',
      'title: { en: Specific power, zh: \u6bd4\u529f\u7387 }',
      'inputs:',
      '  - { name: power, type: number, unit: kW, low: 0, high: 500 }',
      'runtime:',
      '  kind: formula',
      '  outputs: { result: power / flow }',
      'cases: []',
      '',
    ].join('\n'),
  )
})

it('quotes whatever YAML would take for something else', () => {
  const tree = { a: 'yes', b: 'x: y', c: '12', d: '# no comment', e: 'two\nlines', f: '%', g: '', h: 'a, b', i: 'end ' }
  expect(yamlOf(tree)).toBe(
    'a: "yes"\nb: "x: y"\nc: "12"\nd: "# no comment"\ne: "two\\nlines"\nf: "%"\ng: ""\nh: "a, b"\ni: "end "\n',
  )
})

it('writes what is too long for a line as a block', () => {
  const long = 'word '.repeat(30).trim()
  expect(yamlOf({ list: [{ en: long, zh: 'kurz' }] })).toBe(`list:\n  - en: ${long}\n    zh: kurz\n`)
})
