import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tellWindow } from '@millrace/compute'
import type { DrillResult, RunOptions } from '../run.ts'
import {
  type Kept,
  keptIn,
  knownAfter,
  nameOf,
  type PlantEvent,
  randomOf,
  START,
  unitOf,
  weekOf,
} from './kpi-recompute-plant.ts'

const GRACE = 60_000_000
/** Events before and after which everything is worked out anew, to see what they changed. */
const LOOKED_AT = 40

/** Every ended window worked out from all that is known after so many events. */
function everything(events: readonly PlantEvent[], count: number, ended: number): Map<string, string> {
  const { samples, downtimes } = knownAfter(events, count)
  const spec = unitOf(downtimes)
  const all = new Map<string, string>()
  for (const kind of spec.kinds)
    for (const window of spec.windows.between(kind, START, ended)) {
      if (window.to > ended) continue
      const { cells } = tellWindow(spec, window, samples)
      all.set(nameOf(window), JSON.stringify([...cells].map((cell) => (Number.isFinite(cell) ? cell : null))))
    }
  return all
}

/**
 * Random production weeks with late and overwritten data and reasons that are entered days later, told as they come by a process
 * that is killed with SIGKILL again and again. In the end every window must be what a full recomputation makes of it, and each
 * change must have been told in every window that it touched. MILLRACE_DRILL_SEED gives a run again.
 */
export async function kpiRecompute({ quick, progress }: RunOptions): Promise<DrillResult> {
  const first = Number(process.env['MILLRACE_DRILL_SEED'] ?? Math.floor(Math.random() * 1_000_000))
  const [weeks, days] = quick ? [1, 2] : [5, 7]
  const figures = {
    seed: first,
    weeks,
    kills: 0,
    events: 0,
    windows: 0,
    told_anew: 0,
    looked_at: 0,
    wrong: 0,
    missed: 0,
  }
  for (let week = 0; week < weeks; week++) {
    const seed = first + week
    const random = randomOf(seed ^ 0x5eed)
    const folder = await mkdtemp(join(tmpdir(), 'millrace-kpi-'))
    try {
      const events = weekOf(seed, days)
      let reached = 0
      for (let left = quick ? 3 : 8; ; left--) {
        const child = fork(join(import.meta.dirname, 'kpi-recompute-child.ts'), [folder, String(seed), String(days)])
        // By how far it came, not by the clock: a fast machine would be through before the first one.
        const deathAt =
          left > 0 ? reached + Math.ceil(((events.length - reached) * (0.2 + random())) / (left + 1)) : Infinity
        const within = random() * 20
        child.on('message', (position: number) => {
          reached = position
          if (position === deathAt) setTimeout(() => child.kill('SIGKILL'), within)
        })
        const [code] = (await once(child, 'exit')) as [number | null]
        if (code === 0) break
        if (code !== null) return { pass: false, figures: { ...figures, exit_code: code } }
        figures.kills++
      }
      const kept = JSON.parse(await readFile(keptIn(folder), 'utf8')) as Kept
      const whole = everything(events, events.length, events.at(-1)!.at - GRACE)
      figures.events += events.length
      figures.windows += whole.size
      for (const [name, cells] of whole) if (JSON.stringify(kept.told[name]) !== cells) figures.wrong++
      const anew = Object.keys(kept.anew).map(Number)
      for (const names of Object.values(kept.anew)) figures.told_anew += names.length
      for (let i = 0; i < Math.min(LOOKED_AT, anew.length); i++) {
        const at = anew[Math.floor(random() * anew.length)]!
        const ended = events[at]!.at - GRACE
        const [before, after] = [everything(events, at, ended), everything(events, at + 1, ended)]
        const named = new Set(kept.anew[at])
        figures.looked_at++
        for (const [name, cells] of after) if (before.get(name) !== cells && !named.has(name)) figures.missed++
      }
      progress(
        `week ${week + 1}: ${whole.size} windows, ${figures.kills} kills, ${figures.wrong} wrong, ${figures.missed} missed`,
      )
    } finally {
      if (existsSync(folder)) await rm(folder, { recursive: true })
    }
  }
  const proven = figures.kills > 0 && figures.windows > 0 && figures.looked_at > 0
  return { pass: proven && figures.wrong === 0 && figures.missed === 0, figures }
}
