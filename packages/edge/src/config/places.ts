import { sayFault } from '@millrace/core'
import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'

export interface Place {
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
}

/** One mistake in the file, with what was expected. */
export interface Finding extends Place {
  /** JSON Pointer of the setting, empty for the file as a whole. */
  readonly path: string
  readonly reason: string
}

export interface PlacedYaml {
  readonly value: unknown
  /** Mistakes of the YAML itself. */
  readonly findings: readonly Finding[]
  /** Where the setting stands; where it is missing, the part that should hold it. `key` asks for the name, not the value. */
  placeOf(path: readonly (string | number)[], key?: 'key'): Place
}

/** Reads YAML and remembers where everything stands. Aliases are bounded, so that a small file cannot become a huge one. */
export function readPlacedYaml(text: string): PlacedYaml {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const findings = document.errors.map((error): Finding => ({ ...at(error.pos[0]), path: '', reason: error.message }))
  const placeOf = (path: readonly (string | number)[], key?: 'key'): Place => {
    let node: Node | null = document.contents
    let offset = node?.range?.[0] ?? 0
    for (const [depth, step] of path.entries()) {
      if (isMap(node)) {
        const pair: unknown = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step))
        if (!isPair(pair)) break
        const name = pair.key as Node
        const value = pair.value as Node | null
        const last = depth === path.length - 1
        offset = (last && key ? name.range?.[0] : (value?.range?.[0] ?? name.range?.[0])) ?? offset
        node = value
      } else if (isSeq(node)) {
        node = (node.items[Number(step)] as Node | undefined) ?? null
        offset = node?.range?.[0] ?? offset
      } else break
    }
    return at(offset)
  }
  if (findings.length > 0) return { value: undefined, findings, placeOf }
  try {
    return { value: document.toJS({ maxAliasCount: 100 }), findings, placeOf }
  } catch (reason) {
    return { value: undefined, findings: [{ line: 1, column: 1, path: '', reason: sayFault(reason) }], placeOf }
  }
}
