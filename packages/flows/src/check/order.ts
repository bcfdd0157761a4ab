import type { FlatFlow } from './flatten.ts'

/** Places of the nodes so that each comes after those that feed it; those that stand in a circle, or behind one, are left over. */
export function orderOf({ nodes, wires }: FlatFlow): {
  readonly order: readonly number[]
  readonly left: readonly number[]
} {
  const placeOf = new Map(nodes.map(({ path }, place) => [path, place]))
  const before = new Uint32Array(nodes.length)
  const after: number[][] = nodes.map(() => [])
  for (const { from, to } of wires) {
    const [source, target] = [placeOf.get(from.node), placeOf.get(to.node)]
    if (source === undefined || target === undefined) continue
    after[source]!.push(target)
    before[target]!++
  }
  const order: number[] = []
  for (let place = 0; place < nodes.length; place++) if (before[place] === 0) order.push(place)
  for (let i = 0; i < order.length; i++)
    for (const target of after[order[i]!]!) if (--before[target]! === 0) order.push(target)
  const done = new Set(order)
  return { order, left: nodes.map((_, place) => place).filter((place) => !done.has(place)) }
}
