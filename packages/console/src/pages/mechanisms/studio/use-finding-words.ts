import { useKnownFault } from '../../../parts/FaultView.tsx'
import type { MechanismFinding } from '../../../platform.ts'

interface FindingWords {
  readonly says: string
  /** The place in a formula, marked. */
  readonly excerpt: string
  readonly remedy: string
}

/** Faults of formulas, as they are told: code, what was expected and seen, where, and what to do. */
const FAULT = /^([a-z_]+\.[a-z_]+): ([\s\S]*)$/
const PLACED = /^Expected ([\s\S]+), saw ([\s\S]+) in line (\d+), column (\d+):\n/

/** A mistake in the reader's language where the console knows its fault, with the place and the remedy apart. */
export function useFindingWords(): (finding: MechanismFinding) => FindingWords {
  const known = useKnownFault()
  return ({ says }) => {
    const [, code, told] = FAULT.exec(says) ?? []
    if (code === undefined || told === undefined) return { says, excerpt: '', remedy: '' }
    const [first = '', ...lines] = told.split('\n')
    const marked = lines.findIndex((line) => /^\s*\^/.test(line))
    const excerpt = lines.slice(0, marked + 1).map((line, k) => (k === marked ? line.replace(/\^.*$/, '^') : line))
    const remedy = (lines[marked] ?? '').replace(/^[^^]*\^\s*/, '')
    const [, expected, seen, line, column] = PLACED.exec(told) ?? []
    const plain = { says: first.replace(/ in line \d+, column \d+:$/, '.'), remedy }
    const facts =
      expected === undefined || seen === undefined || line === undefined || column === undefined
        ? {}
        : { expected, seen, line, column, excerpt: '', remedy }
    const words = known(code, plain, facts)
    return {
      says: words.says.split('\n')[0] ?? plain.says,
      excerpt: excerpt.join('\n'),
      remedy: words.remedy || remedy,
    }
  }
}
