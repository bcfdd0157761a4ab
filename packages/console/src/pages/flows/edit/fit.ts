/** A port as the last check knows it. */
export interface PortFace {
  readonly type: 'number' | 'boolean' | 'text' | 'any'
  readonly unit?: string | undefined
  /** Such as "length.time-1": what converts into each other has the same. */
  readonly dimension?: string | undefined
  /** Of nodes whose ports follow from their settings. */
  readonly side?: 'in' | 'out' | undefined
}

export type Misfit =
  | { readonly why: 'type'; readonly from: PortFace['type']; readonly to: PortFace['type'] }
  | { readonly why: 'unit'; readonly from: string; readonly to: string }
  | { readonly why: 'itself' }
  | { readonly why: 'circle' }
  /** By the platform, in its words. */
  | { readonly why: 'told'; readonly says: string }

/** Why a wire may not go from one port to another; undefined if it may. */
export function misfit(from: PortFace, to: PortFace): Misfit | undefined {
  if (from.type !== 'any' && to.type !== 'any' && from.type !== to.type)
    return { why: 'type', from: from.type, to: to.type }
  const converts = from.dimension === undefined || to.dimension === undefined || from.dimension === to.dimension
  return converts ? undefined : { why: 'unit', from: from.unit ?? '1', to: to.unit ?? '1' }
}

interface Wired {
  readonly from: { readonly node: string }
  readonly to: { readonly node: string }
}

/** Nodes that feed this one, directly or not. A wire to one of them would run in a circle. */
export function upstream(wires: readonly Wired[], id: string): Set<string> {
  const found = new Set<string>()
  const open = [id]
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const { from, to } of wires)
      if (to.node === next && !found.has(from.node)) {
        found.add(from.node)
        open.push(from.node)
      }
  return found
}
