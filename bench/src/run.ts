import { parseArgs } from 'node:util'

/** How a benchmark or drill is asked to run. */
export interface RunOptions {
  /** A smoke run: the same steps, smaller; its figures prove nothing. */
  readonly quick: boolean
  /** Where what takes long to make is kept for the next run; absent when nothing is to be kept. */
  readonly folder?: string
  /** Which engines to run, of a benchmark with several; absent is all. */
  readonly engines?: readonly string[]
  /** A line for whoever waits. */
  readonly progress: (text: string) => void
}

export interface BenchResult {
  /** Keys are snake_case and carry their unit. */
  readonly figures: Readonly<Record<string, number>>
  /** Ours ÷ the named peer's or limit's, from the same run. */
  readonly ratios: Readonly<Record<string, number>>
}

export interface DrillResult {
  readonly pass: boolean
  readonly figures: Readonly<Record<string, number>>
}

export type Bench = (options: RunOptions) => Promise<BenchResult>
export type Drill = (options: RunOptions) => Promise<DrillResult>

interface Listed<Run> {
  readonly says: string
  readonly load: () => Promise<Run>
}

const round = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(5)))

function table(figures: Readonly<Record<string, number>>): string {
  const width = Math.max(0, ...Object.keys(figures).map((key) => key.length))
  return Object.entries(figures)
    .map(([key, value]) => `  ${key.padEnd(width)}  ${round(value).toLocaleString('en')}`)
    .join('\n')
}

/** Reads the command line, runs the one asked for, prints its table and last of all its JSON; sets the exit code. */
export async function runListed<Result extends BenchResult | DrillResult>(
  kind: 'bench' | 'drill',
  list: Readonly<Record<string, Listed<(options: RunOptions) => Promise<Result>>>>,
): Promise<void> {
  const { values: flags, positionals } = parseArgs({
    options: { quick: { type: 'boolean' }, folder: { type: 'string' }, engines: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  })
  const name = positionals[0]
  const listed = name === undefined ? undefined : list[name]
  if (name === undefined || !listed) {
    if (name !== undefined) process.stderr.write(`There is no ${kind} called "${name}".\n`)
    for (const [key, { says }] of Object.entries(list))
      process.stdout.write(`  npm run ${kind} -- ${key.padEnd(16)} ${says}\n`)
    process.exitCode = name === undefined ? 0 : 1
    return
  }
  const begun = performance.now()
  const progress = (text: string): void => {
    process.stdout.write(`[${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s] ${text}\n`)
  }
  const run = await listed.load()
  const result = await run({
    quick: flags['quick'] === true,
    progress,
    ...(typeof flags['folder'] === 'string' ? { folder: flags['folder'] } : {}),
    ...(typeof flags['engines'] === 'string' ? { engines: flags['engines'].split(',') } : {}),
  })
  const figures = Object.fromEntries(Object.entries(result.figures).map(([key, value]) => [key, round(value)]))
  process.stdout.write(`\n${table(figures)}\n`)
  if ('ratios' in result) {
    const ratios = Object.fromEntries(Object.entries(result.ratios).map(([key, value]) => [key, round(value)]))
    process.stdout.write(`${table(ratios)}\n\n${JSON.stringify({ [kind]: name, figures, ratios })}\n`)
  } else {
    process.stdout.write(`\n${JSON.stringify({ [kind]: name, pass: result.pass, figures })}\n`)
    process.exitCode = result.pass ? 0 : 1
  }
}
