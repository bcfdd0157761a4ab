import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import {
  changedWindows,
  KpiEvaluator,
  type LateInput,
  type StaleWindow,
  supersededAt,
  tellWindow,
  type Window,
} from '@millrace/compute'
import { batchOf, type Micros } from '@millrace/core'
import { type Kept, keptIn, knownAfter, nameOf, START, unitOf, weekOf } from './kpi-recompute-plant.ts'

const GRACE: Micros = 60_000_000
const SAVE_EVERY = 7

/** A number that JSON cannot say is told as text by whoever compares. */
const plain = (cells: Float64Array): (number | null)[] =>
  [...cells].map((cell) => (Number.isFinite(cell) ? cell : null))

/** Begins where it was saved last; returns where that was. */
function run(folder: string, seed: number, days: number): number {
  const events = weekOf(seed, days)
  const kept: Kept | undefined = existsSync(keptIn(folder))
    ? (JSON.parse(readFileSync(keptIn(folder), 'utf8')) as Kept)
    : undefined
  const from = kept?.position ?? 0
  let position = from
  const told = { ...kept?.told }
  const anew = { ...kept?.anew }
  const evaluator = new KpiEvaluator(GRACE)
  let spec = unitOf(knownAfter(events, position).downtimes)
  evaluator.put(spec, START - 24 * 3_600_000_000)
  if (kept) evaluator.load(Buffer.from(kept.state, 'base64'))
  const save = (): void => {
    const file = openSync(`${keptIn(folder)}.new`, 'w')
    const state = Buffer.from(evaluator.save()).toString('base64')
    writeSync(file, JSON.stringify({ position, state, told, anew } satisfies Kept))
    fsyncSync(file)
    closeSync(file)
    renameSync(`${keptIn(folder)}.new`, keptIn(folder))
  }
  while (position < events.length) {
    const event = events[position]!
    position++
    const ended = event.at - GRACE
    const known = knownAfter(events, position)
    const again = new Map<string, Window>()
    const tell = (windows: Iterable<Window>): void => {
      for (const window of windows) if (window.to <= ended) again.set(nameOf(window), window)
    }
    const next = (late: LateInput): Micros | undefined =>
      supersededAt(spec.measures.find(({ key }) => key === late.measure)!, late, known.samples)
    const pass = (): void => {
      const out = evaluator.tick(event.at)
      for (const { window, cells } of out.told) told[nameOf(window)] = plain(cells)
      tell(out.stale.flatMap((stale: StaleWindow) => changedWindows(spec.windows, stale, next, ended)))
    }
    // Time passes before something comes, and after.
    pass()
    if ('reason' in event) {
      spec = unitOf(known.downtimes)
      evaluator.put(spec, event.at)
      const { from, to } = event.reason
      for (const kind of spec.kinds) tell(spec.windows.between(kind, from, to + 1))
    } else evaluator.feed(batchOf(event.rows))
    pass()
    for (const [name, window] of again) told[name] = plain(tellWindow(spec, window, known.samples).cells)
    if (again.size > 0) anew[position - 1] = [...again.keys()]
    if (position % SAVE_EVERY === 0) save()
    process.send?.(position)
  }
  save()
  return from
}

const [folder, seed, days, death] = process.argv.slice(2)
if (folder !== undefined) {
  const from = run(folder, Number(seed), Number(days))
  // On a busy machine it may be through before it is killed, and then waits for that.
  if (from < Number(death) && Number(death) !== Number.POSITIVE_INFINITY) setInterval(() => undefined, 1_000)
}
