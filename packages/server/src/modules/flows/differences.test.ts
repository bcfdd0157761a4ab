import { expect, it } from 'vitest'
import { differencesOf } from './differences.ts'

const wire = (from: string, to: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } })
const a = {
  title: { en: 'A', zh: '甲' },
  nodes: [
    { id: 'n1', type: 'in.point', settings: { point: 'x' }, at: { x: 0, y: 0 } },
    { id: 'n2', type: 'filter.deadband', settings: { band: 1, unit: 'bar' }, at: { x: 1, y: 0 } },
    { id: 'n3', type: 'out.point', settings: {}, at: { x: 2, y: 0 } },
  ],
  wires: [wire('n1', 'n2'), wire('n2', 'n3')],
}

it('tells a setting by its name, a move as a move, and which wires went and came', () => {
  const b = {
    title: { en: 'B', zh: '乙' },
    nodes: [
      { ...a.nodes[0], at: { x: 5, y: 5 } },
      { ...a.nodes[1], settings: { band: 2 } },
      { id: 'n4', type: 'out.log', settings: {} },
    ],
    wires: [wire('n1', 'n2'), wire('n2', 'n4')],
  }
  const { nodes, wires, others } = differencesOf(a, b)
  expect(nodes).toEqual([
    { node: 'n1', is: 'changed', fields: [], moved: true },
    {
      node: 'n2',
      is: 'changed',
      fields: [
        { field: 'settings.band', before: 1, after: 2 },
        { field: 'settings.unit', before: 'bar' },
      ],
      moved: false,
    },
    { node: 'n3', is: 'removed', fields: [], moved: false },
    { node: 'n4', is: 'added', fields: [], moved: false },
  ])
  expect(wires).toEqual([
    { is: 'removed', from: 'n2.out', to: 'n3.in' },
    { is: 'added', from: 'n2.out', to: 'n4.in' },
  ])
  expect(others).toEqual(['title'])
})

it('sees no difference in one document, and takes what is none as empty', () => {
  expect(differencesOf(a, structuredClone(a))).toMatchObject({ nodes: [], wires: [], others: [] })
  expect(differencesOf({ nodes: 7, wires: [null] }, {})).toMatchObject({ nodes: [], wires: [], others: [] })
})
