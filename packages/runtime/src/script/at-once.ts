import type { Results, Rows } from '../face.ts'
import type { Limits } from '../manifest/manifest.ts'
import { columnsOf, resultsOf } from './columns.ts'
import type { Verdict } from './messages.ts'
import { programOf, type ScriptSource } from './program.ts'

export type { ScriptSource } from './program.ts'

/** What a script gave, or how it misbehaved: `stopped` ends it, `failed` is of this call alone. */
export type ScriptOutcome =
  | { readonly is: 'done'; readonly results: Results; readonly state: string }
  | { readonly is: 'failed'; readonly seen: string }
  | { readonly is: 'stopped'; readonly seen: string }

/**
 * A script in the thread of who asks, for threads that run code of users themselves and are watched from outside: native code of the
 * engine does not look at the clock, so a limit of time alone does not end all that a script can do.
 */
export interface ScriptAtOnce {
  /** The state of the call before comes with it; empty at the beginning. */
  run(rows: Rows, parameters: Readonly<Record<string, number>>, state: string): ScriptOutcome
}

/** Throws `model.broken`. */
export async function loadScriptAtOnce(source: ScriptSource, limits: Limits): Promise<ScriptAtOnce | ScriptOutcome> {
  const { Engine } = await import('./engine.ts')
  const program = programOf(source, limits)
  const engine = await Engine.load(program, limits.timeMs)
  if (!(engine instanceof Engine)) return refused(engine, limits)
  return {
    run: (rows, parameters, state) => {
      const call = { length: rows.length, ...columnsOf(program, rows), parameters: JSON.stringify(parameters), state }
      const verdict = engine.run({ ...call, timeMs: limits.timeMs })
      if (verdict.is === 'done')
        return { is: 'done', results: resultsOf(program, rows.length, verdict), state: verdict.state }
      return engine.isSound ? refused(verdict, limits) : { is: 'stopped', seen: wordsFor(verdict, limits) }
    },
  }
}

function wordsFor(verdict: Verdict, { timeMs, memory }: Limits): string {
  switch (verdict.is) {
    case 'slow':
      return `took longer than ${timeMs} ms`
    case 'greedy':
      return `wanted more than ${Math.round(memory / 1024 / 1024)} MiB`
    case 'lied':
      return `was to give ${verdict.expected}, and gave ${verdict.seen}`
    case 'done':
      return 'gave what was asked for'
    default:
      return verdict.seen
  }
}

function refused(verdict: Verdict, limits: Limits): ScriptOutcome {
  const seen = wordsFor(verdict, limits)
  return verdict.is === 'slow' || verdict.is === 'greedy' || verdict.is === 'died'
    ? { is: 'stopped', seen }
    : { is: 'failed', seen }
}
