import { describe, expect, it } from 'vitest'
import { emptyDocument, type FlowDocument, type FlowGraph } from '../document.ts'
import { clipOf, pasted, readClip } from './clip.ts'
import { graphChanges, nodeChanges } from './differ.ts'
import { misfit, upstream } from './fit.ts'
import { addNode, addWire, freeId, removed } from './graph.ts'
import { begun, changed, redone, undone } from './history.ts'
import { aligned, laidOut } from './layout.ts'
import { madeSubflow } from './subflow.ts'

const wire = (from: string, to: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } })
const node = (id: string, x = 0, y = 0) => ({ id, type: 'filter.change', settings: {}, at: { x, y } })
const chain: FlowGraph = { nodes: [node('a'), node('b', 200), node('c', 400)], wires: [wire('a', 'b'), wire('b', 'c')] }
const document: FlowDocument = { ...emptyDocument({ en: 'T', zh: 'T' }), ...chain }

describe('a graph', () => {
  it('names nodes after their type, and none twice', () => {
    expect(freeId('filter.deadband', new Set(['deadband']))).toBe('deadband-2')
    expect(freeId('combine.2oo3', new Set())).toBe('n-2oo3')
    expect(addNode(chain, 'filter.change', { x: 13, y: 8 }).graph.nodes.at(-1)).toMatchObject({
      id: 'change',
      at: { x: 10, y: 10 },
    })
  })

  it('has one wire into an input, but where it takes many', () => {
    const second = wire('a', 'c')
    expect(addWire(chain, second, false).wires).toEqual([wire('a', 'b'), second])
    expect(addWire(chain, second, true).wires).toEqual([...chain.wires, second])
    expect(addWire(chain, wire('b', 'c'), true).wires).toHaveLength(2)
  })

  it('loses the wires of a node with the node', () => {
    expect(removed(chain, new Set(['b']), new Set()).wires).toEqual([])
    expect(removed(chain, new Set(), new Set(['a:out>b:in'])).wires).toEqual([wire('b', 'c')])
  })
})

it('goes back and forth, a run of changes in one step', () => {
  let history = changed(changed(changed(begun('a'), 'b', 'typing'), 'bc', 'typing'), 'd')
  expect(history.past).toEqual(['a', 'bc'])
  history = undone(undone(history))
  expect(history.now).toBe('a')
  expect(redone(history).now).toBe('bc')
  expect(changed(history, 'x').future).toEqual([])
})

it('pastes nodes with the wires among them under names of their own', () => {
  const clip = readClip(JSON.stringify(clipOf(chain, new Set(['a', 'b']))))
  const { graph, ids } = pasted(chain, clip!, { x: 50, y: 60 })
  expect([...ids]).toEqual(['change', 'change-2'])
  expect(graph.wires.at(-1)).toEqual(wire('change', 'change-2'))
  expect(graph.nodes.at(-1)?.at).toEqual({ x: 250, y: 60 })
  expect(readClip('{"nodes":[]}')).toBeUndefined()
  expect(readClip('no JSON')).toBeUndefined()
})

it('lays nodes out from left to right without one over the other, also in a circle', () => {
  const graph = {
    nodes: [node('c'), node('a'), node('b'), node('d')],
    wires: [wire('a', 'b'), wire('b', 'c'), wire('d', 'c')],
  }
  const places = laidOut(graph, () => ({ width: 100, height: 50 }))
  const x = (id: string) => places.get(id)?.x ?? Number.NaN
  expect(x('a')).toBeLessThan(x('b'))
  expect(x('b')).toBeLessThan(x('c'))
  expect(x('d')).toBe(x('b'))
  expect(new Set([...places.values()].map((place) => `${place.x} ${place.y}`)).size).toBe(4)
  expect(
    laidOut({ nodes: graph.nodes, wires: [wire('a', 'b'), wire('b', 'a')] }, () => ({ width: 1, height: 1 })).size,
  ).toBe(4)
})

it('puts nodes in line and spreads them', () => {
  const boxes = [0, 10, 100].map((x, k) => ({ id: `n${k}`, x, y: k * 7, width: 10, height: 10 }))
  expect(aligned(boxes, 'right').get('n0')).toEqual({ x: 100, y: 0 })
  expect(aligned(boxes, 'spread-x').get('n1')?.x).toBe(50)
})

it('makes a subflow of nodes with a port for each wire that crosses', () => {
  const made = madeSubflow(document, undefined, new Set(['b']), { en: 'Inner', zh: 'Inner' })
  expect(made?.document.nodes.map(({ id }) => id)).toEqual(['a', 'c', 'subflow'])
  expect(made?.document.wires).toEqual([
    { from: { node: 'a', port: 'out' }, to: { node: 'subflow', port: 'in' } },
    { from: { node: 'subflow', port: 'out' }, to: { node: 'c', port: 'in' } },
  ])
  const inner = made?.document.subflows?.['inner']
  expect(inner?.nodes.map(({ type }) => type)).toEqual(['filter.change', 'subflow.in', 'subflow.out'])
  expect(inner?.wires).toEqual([wire('in', 'b'), wire('b', 'out')])
})

it('tells what differs, and what only moved', () => {
  const after: FlowGraph = {
    nodes: [node('a', 10), { ...node('b', 200), settings: { band: 2 } }, node('d')],
    wires: [wire('a', 'b'), wire('b', 'd')],
  }
  const { nodes, wires } = graphChanges(chain, after)
  expect(Object.fromEntries(nodes)).toEqual({ a: 'moved', b: 'changed', d: 'added', c: 'removed' })
  expect(Object.fromEntries(wires)).toEqual({ 'b:out>d:in': 'added', 'b:out>c:in': 'removed' })
  expect(nodeChanges(chain.nodes[1]!, after.nodes[1]!)).toEqual([{ name: 'band', before: undefined, after: 2 }])
})

it('says why a wire may not go there', () => {
  expect(misfit({ type: 'number' }, { type: 'boolean' })).toEqual({ why: 'type', from: 'number', to: 'boolean' })
  expect(misfit({ type: 'any' }, { type: 'text' })).toBeUndefined()
  expect([...upstream(chain.wires, 'c')].sort()).toEqual(['a', 'b'])
})
