import { isBad, isGood, sayFault } from '@millrace/core'
import type { FlowSurroundings } from './check/surroundings.ts'
import { compileFlow } from './compile.ts'
import type { FlowDocument, FlowRow, FlowTest } from './document.ts'
import type { FlowProgram } from './engine/program.ts'
import { type FlowAction, FlowRun, type FlowSamples } from './engine/run.ts'
import './faults.ts'
import { portTypesOf } from './port-types.ts'
import { type KeptColumns, keep, noColumns, samplesOf, statusOf } from './samples.ts'

export interface FlowTestResult {
  readonly name: string
  readonly passed: boolean
  /** What differs, each in a sentence. */
  readonly differences: readonly string[]
  readonly actions: readonly FlowAction[]
  /** Rows of the ports that were looked at: seconds since the beginning, value, status. */
  readonly seen: Readonly<Record<string, readonly (readonly [number, number | boolean | string | null, number])[]>>
}

const BEGIN = '2026-01-01T00:00:00Z'
const MOST_DIFFERENCES = 20
const MOST_ROWS = 20_000

/** Runs the tests that a document keeps. Throws what compiling throws. */
export async function runTests(
  document: FlowDocument,
  surroundings: FlowSurroundings = {},
): Promise<readonly FlowTestResult[]> {
  const results: FlowTestResult[] = []
  for (const test of document.tests ?? []) {
    const program = await compileFlow(document, test.parameters, surroundings)
    results.push(runTest(program, test))
  }
  return results
}

function runTest(program: FlowProgram, test: FlowTest): FlowTestResult {
  const begin = Date.parse(test.begin ?? BEGIN) * 1_000
  const differences: string[] = []
  const say = (difference: string): void => {
    if (differences.length < MOST_DIFFERENCES) differences.push(difference)
  }
  const typeOf = portTypesOf(program)
  const kept = new Map<string, KeptColumns>(test.expect.map(({ node, port }) => [`${node}.${port}`, noColumns()]))
  const actions: FlowAction[] = []
  try {
    const run = new FlowRun(program, { begin })
    run.trace(test.expect)
    let last = 0
    for (const [node, rows] of Object.entries(test.inputs)) {
      const input = program.inputs.find((one) => one.node === node)
      if (!input) {
        say(`There is no input ${node}.`)
        continue
      }
      last = Math.max(last, ...rows.map(([seconds]) => seconds))
      run.feed(input.slot, samplesOf(rows, begin, input.type.type === 'text'))
    }
    run.advance(begin + Math.round((test.until ?? last) * 1_000_000), {
      samples: () => undefined,
      action: (action) => actions.push(action),
      trouble: (node, says) => say(`${node}: ${says}`),
      wire: (node, port, samples: FlowSamples) => {
        const key = `${node}.${port}`
        keep(kept.get(key)!, samples, typeOf({ node, port }) ?? 'number', MOST_ROWS)
      },
    })
    for (const { node, port, rows, tolerance } of test.expect) {
      const key = `${node}.${port}`
      if (!typeOf({ node, port })) say(`There is no port ${key}.`)
      else compare(key, rows, rowsOf(kept.get(key)!, begin), tolerance ?? 1e-9, say)
    }
  } catch (thrown) {
    say(sayFault(thrown))
  }
  const seen = Object.fromEntries([...kept].map(([key, columns]) => [key, rowsOf(columns, begin)]))
  return { name: test.name, passed: differences.length === 0, differences, actions, seen }
}

type SeenRow = readonly [number, number | boolean | string | null, number]
const rowsOf = ({ time, value, status }: KeptColumns, begin: number): SeenRow[] =>
  time.map((at, i) => [(at - begin) / 1_000_000, value[i] ?? null, status[i]!])

const shown = (row: readonly unknown[] | undefined): string => (row ? `${row[1]} at ${row[0]} s` : 'nothing')

function compare(
  key: string,
  expected: readonly FlowRow[],
  seen: readonly SeenRow[],
  tolerance: number,
  say: (difference: string) => void,
): void {
  for (let i = 0; i < Math.max(expected.length, seen.length); i++) {
    const [wanted, came] = [expected[i], seen[i]]
    if (wanted && came && Math.abs(wanted[0] - came[0]) < 1e-6 && isSame(wanted, came, tolerance)) continue
    say(`${key}, row ${i + 1}: expected ${shown(wanted)}, saw ${shown(came)}.`)
  }
}

/** Where no quality is told, a value asks for one that is not bad, and null for one that is. A number is compared exactly, a word by its severity. */
function isSame(wanted: FlowRow, [, value, status]: SeenRow, tolerance: number): boolean {
  const asked = wanted[2]
  if (typeof asked === 'number' ? status !== asked : severityOf(asked, statusOf(wanted)) !== severityOf(asked, status))
    return false
  const [, one] = wanted
  if (one === null) return value === null
  return typeof one === 'number' && typeof value === 'number' ? Math.abs(one - value) <= tolerance : one === value
}

const severityOf = (asked: unknown, status: number): string =>
  isBad(status) ? 'bad' : asked === undefined ? 'usable' : isGood(status) ? 'good' : 'uncertain'
