import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeKinds } from '../catalogue.ts'
import { compileFlow } from '../compile.ts'
import { flowOf } from '../flow-for-tests.ts'
import { runTests } from '../flow-tests.ts'
import { checkFlow } from './check.ts'

const p = ['p', 'in.point', { type: 'number', unit: 'bar' }] as const
const q = ['q', 'in.point', { type: 'boolean' }] as const
const out = ['o', 'out.point', { name: 'o' }] as const

const told = (...given: Parameters<typeof flowOf>) =>
  checkFlow(flowOf(...given)).problems.map(({ code, node, port, wire, setting }) => [
    code,
    node ?? '',
    port ?? setting ?? wire ?? '',
  ])

describe('checking a flow', () => {
  it.each([
    [
      'a wire of another dimension',
      [
        [p, ['r', 'in.point', { type: 'number', unit: 'Cel' }], ['c', 'math.compare'], out],
        ['p.out c.in', 'r.out c.other', 'c.out o.in'],
      ],
      [['flow.wire_type', 'c', 'other']],
    ],
    [
      'a wire of another type',
      [
        [p, ['n', 'logic.not'], out],
        ['p.out n.in', 'n.out o.in'],
      ],
      [['flow.wire_type', 'n', 'in']],
    ],
    [
      'a circle',
      [
        [q, ['a', 'logic.and'], ['n', 'logic.not']],
        ['q.out a.in', 'n.out a.in', 'a.out n.in'],
      ],
      [['flow.circle', 'a', '']],
    ],
    [
      'a second wire',
      [
        [p, ['r', 'math.round'], out],
        ['p.out r.in', 'p.out r.in', 'r.out o.in'],
      ],
      [['flow.wire_second', 'r', 'in']],
    ],
    ['an input that is open', [[['r', 'math.round']], []], [['flow.input_missing', 'r', 'in']]],
    ['a node that there is not', [[['x', 'math.magic']], []], [['flow.node_unknown', 'x', '']]],
    [
      'a wire to a port that there is not',
      [
        [p, out],
        ['p.out o.in', 'p.left o.in2'],
      ],
      [['flow.wire_loose', 'p', 0 + 1]],
    ],
    [
      'a wire to a node that there is not',
      [
        [p, out],
        ['p.out o.in', 'z.out o.in'],
      ],
      [['flow.wire_loose', '', 1]],
    ],
    [
      'a setting that is missing',
      [
        [p, ['d', 'filter.deadband'], out],
        ['p.out d.in', 'd.out o.in'],
      ],
      [['flow.setting_missing', 'd', 'band']],
    ],
    [
      'a setting out of its range',
      [
        [p, ['d', 'filter.deadband', { band: -1 }], out],
        ['p.out d.in', 'd.out o.in'],
      ],
      [['flow.setting_malformed', 'd', 'band']],
    ],
    [
      'a setting that there is not',
      [
        [p, ['d', 'filter.deadband', { band: 1, bond: 2 }], out],
        ['p.out d.in', 'd.out o.in'],
      ],
      [['flow.setting_unknown', 'd', 'bond']],
    ],
    [
      'a formula with a unit that does not fit',
      [
        [p, ['e', 'math.expression', { formula: 'a', unit: 'Cel' }], out],
        ['p.out e.a', 'e.out o.in'],
      ],
      [['expression.unit_mismatch', 'e', 'formula']],
    ],
    [
      'a formula that is none',
      [
        [p, ['e', 'math.expression', { formula: 'a +' }], out],
        ['p.out e.a', 'e.out o.in'],
      ],
      [['expression.syntax', 'e', 'formula']],
    ],
    [
      'a parameter of another dimension',
      [
        [p, ['d', 'filter.deadband', { band: { parameter: 'x' } }], out],
        ['p.out d.in', 'd.out o.in'],
        { parameters: [{ name: 'x', unit: 'Cel', default: 1 }] },
      ],
      [['core.unit_mismatch', 'd', 'band']],
    ],
    [
      'a subflow in itself',
      [
        [['s', 'subflow', { subflow: 'x' }]],
        [],
        { subflows: { x: { nodes: [{ id: 's', type: 'subflow', settings: { subflow: 'x' } }], wires: [] } } },
      ],
      [['flow.subflow_circular', 's/s', '']],
    ],
    [
      'a model that there is not',
      [
        [p, ['m', 'model.run', { model: 'x/y@1' }], out],
        ['p.out m.a', 'm.b o.in'],
      ],
      [['flow.model_missing', 'm', 'model']],
    ],
    ['a point whose type nobody knows', [[['p', 'in.point'], out], ['p.out o.in']], [['flow.type_unknown', 'p', '']]],
  ] as const)('names %s and its place', (_, given, wanted) => {
    expect(told(...(given as unknown as Parameters<typeof flowOf>))).toEqual(wanted)
  })

  it('tells types and units of all ports, those that follow from formulas too', () => {
    const { ports, problems } = checkFlow(
      flowOf(
        [
          p,
          ['f', 'in.point', { type: 'number', unit: 'm3/h' }],
          ['e', 'math.expression', { formula: 'p * f' }],
          ['w', 'time.window', { figure: 'std' }],
          ['t', 'in.point'],
          out,
        ],
        ['p.out e.p', 'f.out e.f', 't.out w.in', 'e.out o.in'],
      ),
      { points: { t: { type: 'number', unit: 'Cel' } } },
    )
    expect(problems).toEqual([])
    expect(ports['e']).toEqual({
      p: { side: 'in', type: 'number', unit: 'bar' },
      f: { side: 'in', type: 'number', unit: 'm3/h' },
      out: { side: 'out', type: 'number', unit: expect.stringMatching(/bar/) },
    })
    expect(ports['w']?.['out']).toEqual({ side: 'out', type: 'number', unit: 'K' })
  })

  it('never throws on what is no document', () => {
    fc.assert(
      fc.property(fc.anything(), (given) => {
        expect(checkFlow(given).problems.length).toBeGreaterThan(0)
      }),
    )
  })

  it('never throws on a document whose nodes, settings and wires are at random', () => {
    const kinds = nodeKinds()
    const types = kinds.map(({ type }) => type)
    const names = [...new Set(kinds.flatMap(({ settings }) => settings.map(({ name }) => name)))]
    const ports = ['in', 'out', 'a', 'b', 'when', 'other', 'setpoint', 'reset', 'value']
    const value = fc.oneof(
      fc.constantFrom('', 'a + b', '{x}', 'bar', 'mean', '{"a":1}', 'x', 'UTC'),
      fc.integer({ min: -9, max: 99 }),
      fc.boolean(),
      fc.constant(null),
      fc.constant({ parameter: 'x' }),
      fc.constant([{ name: 'a' }]),
      fc.jsonValue(),
    )
    const node = fc.record({
      type: fc.constantFrom(...types),
      settings: fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 4 }),
    })
    const end = fc.record({ node: fc.integer({ min: 0, max: 7 }).map((i) => `n${i}`), port: fc.constantFrom(...ports) })
    fc.assert(
      fc.property(
        fc.array(node, { maxLength: 8 }),
        fc.array(fc.record({ from: end, to: end }), { maxLength: 10 }),
        (nodes, wires) => {
          const document = { ...flowOf([], []), nodes: nodes.map((one, i) => ({ ...one, id: `n${i}` })), wires }
          for (const { code, says } of checkFlow(document).problems) expect(says).not.toContain(code)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('compiles whatever it finds nothing wrong with, by example of every kind', async () => {
    for (const { type, examples, inputs } of nodeKinds()) {
      for (const { settings } of examples) {
        const sources = inputs.map(
          ({ name, type: kind }) =>
            [
              `i-${name.toLowerCase()}`,
              'in.point',
              { type: kind === 'any' ? 'number' : kind, ...(type === 'math.convert' ? { unit: 'bar' } : {}) },
            ] as const,
        )
        const document = flowOf(
          [...sources, ['subject', type, settings]],
          inputs.map(({ name }) => `i-${name.toLowerCase()}.out subject.${name}`),
        )
        const { problems } = checkFlow(document)
        const open = problems.filter(({ code }) => code !== 'flow.input_missing')
        expect([type, open]).toEqual([type, []])
        if (problems.length === 0) await compileFlow(document)
      }
    }
  })
})

describe('a subflow', () => {
  it('stands where it is used, as often as it is, within others too', async () => {
    const double = {
      nodes: [
        { id: 'i', type: 'subflow.in', settings: { name: 'x' } },
        { id: 'e', type: 'math.expression', settings: { formula: 'a * 2' } },
        { id: 'o', type: 'subflow.out', settings: { name: 'y' } },
      ],
      wires: [
        { from: { node: 'i', port: 'out' }, to: { node: 'e', port: 'a' } },
        { from: { node: 'e', port: 'out' }, to: { node: 'o', port: 'in' } },
      ],
    }
    const twice = {
      nodes: [
        { id: 'i', type: 'subflow.in', settings: { name: 'x' } },
        { id: 'one', type: 'subflow', settings: { subflow: 'double' } },
        { id: 'two', type: 'subflow', settings: { subflow: 'double' } },
        { id: 'o', type: 'subflow.out', settings: { name: 'y' } },
      ],
      wires: [
        { from: { node: 'i', port: 'out' }, to: { node: 'one', port: 'x' } },
        { from: { node: 'one', port: 'y' }, to: { node: 'two', port: 'x' } },
        { from: { node: 'two', port: 'y' }, to: { node: 'o', port: 'in' } },
      ],
    }
    const document = flowOf([p, ['s', 'subflow', { subflow: 'twice' }], out], ['p.out s.x', 's.y o.in'], {
      subflows: { double, twice },
      tests: [
        {
          name: 'four times',
          inputs: { p: [[0, 3]] },
          expect: [
            { node: 'o', port: 'in', rows: [[0, 12]] },
            { node: 's/two/e', port: 'out', rows: [[0, 12]] },
          ],
        },
      ],
    })
    expect(checkFlow(document)).toMatchObject({ problems: [], order: ['p', 's/one/e', 's/two/e', 'o'] })
    expect((await runTests(document))[0]!.differences).toEqual([])
  })
})
