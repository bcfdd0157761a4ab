import { kindOf } from './catalogue.ts'
import { type FlatNode, flatten } from './check/flatten.ts'
import type { FlowDocument } from './document.ts'

/** Nodes with those of subflows, under `node/inner`, of a document without mistakes. */
export const flowNodes = (document: FlowDocument): readonly FlatNode[] => flatten(document, []).nodes

/** Those that no edge node runs. */
export const centreOnlyIn = (document: FlowDocument): readonly FlatNode[] =>
  flowNodes(document).filter(({ type }) => kindOf(type)?.face.centreOnly)
