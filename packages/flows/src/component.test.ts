import { describe, expect, it } from 'vitest'
import { checkFlow } from './check/check.ts'
import { compileFlow } from './compile.ts'
import { checkComponent, componentOf, standing } from './component.ts'
import type { FlowComponent, FlowDocument, FlowNode } from './document.ts'
import { FlowRun } from './engine/run.ts'
import { flowOf } from './flow-for-tests.ts'
import { runTests } from './flow-tests.ts'
import { samplesOf } from './samples.ts'

const node = (id: string, type: string, settings: FlowNode['settings'] = {}): FlowNode => ({ id, type, settings })
const wire = (from: string, to: string) => {
  const end = (text: string) => ({ node: text.split('.')[0]!, port: text.split('.')[1]! })
  return { from: end(from), to: end(to) }
}

/** Over a limit, drawn as a subflow of a flow that reads its parameter. */
const drawn: FlowDocument = {
  ...flowOf(
    [
      ['p', 'in.point', { type: 'number', unit: 'bar' }],
      ['c', 'subflow', { subflow: 'Over' }],
      ['o', 'out.point', { name: 'o' }],
    ],
    ['p.out c.value', 'c.over o.in'],
  ),
  parameters: [{ name: 'limit', unit: 'bar', default: 7 }],
  subflows: {
    Over: {
      nodes: [
        node('value', 'subflow.in', { name: 'value' }),
        node('e', 'math.compare', { limit: { parameter: 'limit' } }),
        node('over', 'subflow.out', { name: 'over' }),
      ],
      wires: [wire('value.out', 'e.in'), wire('e.out', 'over.in')],
    },
  },
}

const taken = (): FlowComponent => componentOf(drawn, { subflow: 'Over' }).component

/** The same in another flow, whose pressure is in kPa, twice with limits of their own. */
const placed = (component = taken()): FlowDocument => ({
  ...flowOf(
    [
      ['p', 'in.point', { type: 'number', unit: 'kPa' }],
      ['usual', 'component', { component: 'over@1' }],
      ['strict', 'component', { component: 'over@1', parameters: [{ name: 'limit', value: 5 }] }],
      ['a', 'out.point', { name: 'a' }],
      ['b', 'out.point', { name: 'b' }],
    ],
    ['p.out usual.value', 'p.out strict.value', 'usual.over a.in', 'strict.over b.in'],
  ),
  components: { 'over@1': component },
})

const codes = (document: FlowDocument) =>
  checkFlow(document).problems.map(({ code, node: at, port }) => [code, at, port ?? ''])

describe('components of flows', () => {
  it('are taken out of a document with the types of their ports and the parameters that they read', () => {
    const { kind, component } = componentOf(drawn, { subflow: 'Over' })
    expect(kind).toBe('subflow')
    expect(component.ports).toEqual([
      { side: 'in', name: 'value', type: 'number', unit: 'bar' },
      { side: 'out', name: 'over', type: 'boolean' },
    ])
    expect(component.parameters?.map(({ name }) => name)).toEqual(['limit'])
    expect(checkComponent(component).problems).toEqual([])
  })

  it('work in their own units, with the parameters of their place, and are known by the ports of their node', async () => {
    const document = placed()
    const { problems, ports } = checkFlow(document)
    expect(problems).toEqual([])
    expect(ports['usual']).toEqual({
      value: { side: 'in', type: 'number', unit: 'bar' },
      over: { side: 'out', type: 'boolean' },
    })
    const [result] = await runTests({
      ...document,
      tests: [
        {
          name: 'limits',
          inputs: {
            p: [
              [0, 400],
              [1, 600],
              [2, 800],
            ],
          },
          expect: [
            {
              node: 'usual',
              port: 'over',
              rows: [
                [0, false],
                [1, false],
                [2, true],
              ],
            },
            {
              node: 'strict',
              port: 'over',
              rows: [
                [0, false],
                [1, true],
                [2, true],
              ],
            },
            {
              node: 'usual',
              port: 'value',
              rows: [
                [0, 400],
                [1, 600],
                [2, 800],
              ],
            },
          ],
        },
      ],
    })
    expect(result!.differences).toEqual([])
  })

  it('are counted once a step, with what came in', async () => {
    const program = await compileFlow(placed())
    const run = new FlowRun(program, { begin: 0 })
    const told = { samples: () => undefined, action: () => undefined }
    run.feed(
      0,
      samplesOf(
        [
          [0, 400],
          [1, 600],
          [2, 800],
        ],
        0,
        false,
      ),
    )
    run.advance(2_000_000, told)
    run.feed(0, samplesOf([[3, 400]], 0, false))
    run.advance(3_000_000, told)
    run.advance(4_000_000, told)
    expect(run.uses.map(({ component, calls, values, errors }) => [component, calls, values, errors])).toEqual([
      ['over@1', 2, 4, 0],
      ['over@1', 2, 4, 0],
    ])
  })

  it('are refused where a wire, a parameter or the component itself does not fit', () => {
    const document = placed()
    const [p, usual, ...rest] = document.nodes
    expect(codes({ ...document, components: {} })).toContainEqual(['flow.component_unknown', 'usual', ''])
    expect(codes({ ...document, wires: document.wires.slice(1) })).toEqual([['flow.input_missing', 'usual', 'value']])
    expect(codes({ ...document, nodes: [{ ...p!, settings: { type: 'boolean' } }, usual!, ...rest] })).toEqual([
      ['flow.wire_type', 'usual', 'value'],
      ['flow.wire_type', 'strict', 'value'],
    ])
    expect(codes({ ...document, wires: [...document.wires, wire('usual.under', 'a.in')] })).toEqual([
      ['flow.wire_loose', 'usual', ''],
    ])
    const settings = { component: 'over@1', parameters: [{ name: 'limits', value: 5 }] }
    expect(codes({ ...document, nodes: [p!, { ...usual!, settings }, ...rest] })).toEqual([
      ['flow.parameter_malformed', 'usual', ''],
    ])
    const circle: FlowComponent = {
      ...taken(),
      nodes: [...taken().nodes, node('own', 'component', { component: 'over@1' })],
    }
    expect(codes(placed(circle))).toContainEqual(['flow.subflow_circular', 'usual/own', ''])
  })

  it('touch nothing but their ports', () => {
    const subflow = drawn.subflows!['Over']!
    const noisy = { ...subflow, nodes: [...subflow.nodes, node('n', 'out.notice', {})] }
    expect(() => componentOf({ ...drawn, subflows: { Over: noisy } }, { subflow: 'Over' })).toThrow(/n \(out\.notice\)/)
  })

  it('are a whole flow whose points become ports, or one script', async () => {
    const whole = flowOf(
      [
        ['p', 'in.point', { type: 'number', unit: 'bar' }],
        [
          's',
          'code.script',
          {
            inputs: [{ name: 'a', type: 'number', unit: 'bar' }],
            outputs: [{ name: 'twice', type: 'number', unit: 'bar' }],
            code: 'export const run = (row) => ({ twice: row.a * 2 })',
          },
        ],
        ['o', 'out.point', { name: 'doubled' }],
      ],
      ['p.out s.a', 's.twice o.in'],
    )
    expect(componentOf(whole, {}).component.ports).toEqual([
      { side: 'in', name: 'p', type: 'number', unit: 'bar' },
      { side: 'out', name: 'doubled', type: 'number', unit: 'bar' },
    ])
    const { kind, component } = componentOf(whole, { node: 's' })
    expect(kind).toBe('script')
    expect(checkComponent(component).problems).toEqual([])
    const [result] = await runTests({
      ...standing(component),
      tests: [
        { name: 'twice', inputs: { in0: [[0, 3]] }, expect: [{ node: 'component', port: 'twice', rows: [[0, 6]] }] },
      ],
    })
    expect(result!.differences).toEqual([])
  })
})
