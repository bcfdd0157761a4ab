import type { ComponentListed } from '../../platform.ts'
import { type Catalogue, type NodeKind, componentPrefix as prefix } from './catalogue.ts'

/** A component as a kind of node of its own, so that it is found, dragged and wired as all others are. */
const kindOf = ({ name, newest, title, description, ports }: ComponentListed): NodeKind => {
  const portsOf = (side: 'in' | 'out') =>
    ports
      .filter((port) => port.side === side)
      .map(({ name: own, title: words, type, unit, optional }) => ({
        name: own,
        title: { en: words?.en ?? own, zh: words?.zh ?? words?.en ?? own },
        type,
        ...(unit !== undefined && { unit }),
        ...(optional && { optional }),
      }))
  return {
    type: `${prefix}${name}@${newest}`,
    group: 'component',
    title,
    help: description,
    inputs: portsOf('in'),
    outputs: portsOf('out'),
    settings: [],
    portsBySettings: false,
    examples: [],
  }
}

/** The catalogue with the newest version of each component that may be placed. */
export function withPool(catalogue: Catalogue, pool: readonly ComponentListed[]): Catalogue {
  const placeable = pool.filter(
    ({ kind, newest, deprecated }) => kind !== 'service' && newest !== undefined && !deprecated,
  )
  return new Map([...catalogue, ...placeable.map((one) => [kindOf(one).type, kindOf(one)] as const)])
}

/** `name@number` of a kind that stands for a component. */
export const componentOfKind = (type: string): string | undefined =>
  type.startsWith(prefix) ? type.slice(prefix.length) : undefined

/** What a palette shows: components by their own names. */
export const shownKinds = (catalogue: Catalogue): NodeKind[] =>
  [...catalogue.values()].filter(({ type }) => type !== 'component')
