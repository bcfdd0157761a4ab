import type { FlowDocument, FlowNode, FlowRow } from './document.ts'

/** A document of nodes and of wires written as `a.out b.in`. */
export function flowOf(
  nodes: readonly (readonly [id: string, type: string, settings?: Readonly<Record<string, unknown>>])[],
  wires: readonly string[],
  more: Partial<FlowDocument> = {},
): FlowDocument {
  const end = (text: string) => {
    const [node = '', port = ''] = text.split('.')
    return { node, port }
  }
  return {
    format: 'millrace-flow/1',
    title: { en: 'A flow' },
    nodes: nodes.map(([id, type, settings]): FlowNode => ({ id, type, settings: { ...settings } })),
    wires: wires.map((wire) => {
      const [from = '', to = ''] = wire.split(' ')
      return { from: end(from), to: end(to) }
    }),
    ...more,
  }
}

export type Rows = readonly FlowRow[]
