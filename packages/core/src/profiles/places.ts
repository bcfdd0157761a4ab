import { type Document, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml'
import { sayFault } from '../fault.ts'

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

/**
 * Reads YAML and remembers where everything stands. Aliases are bounded, so that a small file cannot become a huge one.
 *
 * @param most findings of one kind that are told: a text that is no YAML at all may have as many as it has characters
 */
export function readPlacedYaml(text: string, most = Number.POSITIVE_INFINITY): PlacedYaml {
  const lines = new LineCounter()
  try {
    // Its own search for twins compares each key with every other: minutes for what somebody made for it.
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
    const place = placesIn(document, lines)
    const findings = [
      ...document.errors
        .slice(0, most)
        .map(({ pos, message }): Finding => ({ ...place.at(pos[0]), path: '', reason: plain(message) })),
      ...twinKeys(document)
        .slice(0, most)
        .map((at): Finding => ({ ...place.at(at), path: '', reason: 'Map keys must be unique' })),
    ]
    const value: unknown = findings.length > 0 ? undefined : document.toJS({ maxAliasCount: 100 })
    return { value, findings, placeOf: place.of }
  } catch (reason) {
    const start = { line: 1, column: 1 }
    return {
      value: undefined,
      findings: [{ ...start, path: '', reason: plain(sayFault(reason)) }],
      placeOf: () => start,
    }
  }
}

/** What the reader says of a text that is nested too deeply for it tells nobody anything. */
const plain = (message: string): string =>
  message.startsWith('Maximum call stack') ? 'is nested too deeply to be read' : message

function placesIn(document: Document.Parsed, lines: LineCounter) {
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const of: PlacedYaml['placeOf'] = (path, key) => {
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
  return { at, of }
}

/** Where a key of a map stands that stood there before. */
function twinKeys(document: Document.Parsed): number[] {
  const twins: number[] = []
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>()
      for (const { key } of items) {
        if (!isScalar(key)) continue
        if (seen.has(key.value)) twins.push(key.range?.[0] ?? 0)
        seen.add(key.value)
      }
    },
  })
  return twins
}

/** What parts YAML. To read many takes far longer than to count them; the largest forecast that is learnt has some 24,000. */
const SIGN = /[\n,:{}[\]"'&*!?]|- /g
const MOST_SIGNS = 40_000

/** What is said of a manifest that somebody else wrote, where it has so many signs that nobody should read it. */
export function overladen(text: string): readonly Finding[] {
  const signs = text.match(SIGN)?.length ?? 0
  if (signs <= MOST_SIGNS) return []
  const reason = `has ${signs} signs of YAML's own; a manifest may have ${MOST_SIGNS}`
  return [{ line: 1, column: 1, path: '', reason }]
}
