import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { entriesOf, fetchFile, openTarget, readSnapshot, verifyTarget } from '@millrace/backup'
import { systemClock } from '@millrace/core'
import type { Found } from '../history-crash/check.ts'
import { Removals } from '../history-crash/expected.ts'
import { inspect, startLife, Told } from '../history-crash/stage.ts'
import { copyOf, stepsAt, tearFolder } from '../history-crash/torn.ts'
import { chance } from '../history-crash/workload.ts'
import type { DrillResult, RunOptions } from '../run.ts'

/**
 * What is aimed at, in this order; `start` is opening with the journal's replay. Whatever else is told is counted as well, and
 * `idle` where nothing was.
 */
const STEPS = [
  'compact',
  'commit',
  'remove',
  'discard',
  'backup',
  'snapshot',
  'merge',
  'seal',
  'open',
  'start',
  'journal',
] as const
/** How long a life lasts at most once it takes in, ms; one that takes aim waits so long for its step to begin for so many times. */
interface Lives {
  readonly ms: number
  readonly mostMs: number
  readonly times: number
}
/** A busy machine takes long until it takes in. */
const START_MS = 60_000
const LIVES: Lives = { ms: 2_500, mostMs: 8_000, times: 3 }
const QUICK_LIVES: Lives = { ms: 1_500, mostMs: 4_000, times: 1 }
/** Plants that are killed side by side: mostly they wait for the disk. */
const PLANTS = 4
/** Of the lives that do not take aim, the part that may end before they take in. */
const EARLY = 0.15

interface Stage {
  readonly seed: number
  /** Holds everything else. */
  readonly base: string
  readonly folder: string
  readonly backup: string
  readonly told: Told
  readonly next: () => number
  readonly lives: Lives
}

/** One life: starts the process and has it killed, at a random moment or within a step. Returns what it was at. */
async function live({ seed, base, folder, backup, told, next, lives }: Stage, kill: number): Promise<string[]> {
  const aims = kill % 2 === 1
  const aim = aims
    ? `${STEPS[Math.floor(kill / 2) % STEPS.length]} ${1 + Math.floor(next() * lives.times)} ${after(next)}`
    : ''
  const early = next() < EARLY
  const life = next() * lives.ms
  const watch = join(base, 'watch')
  const running = await startLife({ seed, folder, backup, watch, aim })
  const die = (): boolean => running.kill('SIGKILL')
  const timers = [systemClock.after(START_MS, die)]
  if (!aims && early) timers.push(systemClock.after(life, die))
  const ended = once(running, 'close')
  for await (const line of createInterface(running.stdout as Readable)) {
    told.hear(line)
    if (line.startsWith('ready')) timers.push(systemClock.after(aims || early ? lives.mostMs : life, die))
  }
  await ended
  for (const timer of timers) timer.cancel()
  return stepsAt(watch)
}

/** Half of the aimed kills strike at once, the others a little later. */
const after = (next: () => number): number => (next() < 0.5 ? 0 : Number((next() * 10).toFixed(2)))

/** Restores the newest backup that was not looked at yet, and compares it. Undefined if there is none. */
async function inspectBackup({ seed, base, backup, told }: Stage, seen: Set<string>): Promise<Found | undefined> {
  const target = await openTarget(backup, { environment: {}, clock: systemClock })
  const newest = (await entriesOf(target)).at(-1)
  if (!newest || seen.has(newest.key)) return undefined
  seen.add(newest.key)
  const { snapshot } = await readSnapshot(target, newest.key)
  const restored = join(base, 'restored')
  await rm(restored, { recursive: true, force: true })
  for (const file of snapshot.files) await fetchFile(target, file, join(restored, file.path))
  await target.close()
  const { acknowledged = 0, removed = new Removals() } = told.backups.get(snapshot.at) ?? {}
  return inspect(restored, { ...told.findings(seed), acknowledged, removed })
}

interface Sum {
  lost: number
  wrong: number
  torn: number
  lists: number
  back: number
  backups: number
  acknowledged: number
  readonly phases: Map<string, number>
}

/** One plant: so many lives, and after each a look at what is left. */
async function runPlant(
  stage: Stage,
  kills: number,
  sum: Sum,
  { progress, killed }: Pick<RunOptions, 'progress'> & { readonly killed: () => void },
): Promise<void> {
  const { seed, base, folder, told, next } = stage
  const seenBackups = new Set<string>()
  const note = (found: Found, where: string): void => {
    sum.lost += found.lost
    sum.wrong += found.wrong.length
    for (const sentence of found.wrong.slice(0, 5)) progress(`WRONG in plant ${seed} ${where}: ${sentence}`)
  }
  await mkdir(folder, { recursive: true })
  for (let kill = 0; kill < kills; kill++) {
    const before = told.acknowledged
    const steps = new Set(await live(stage, kill))
    for (const step of steps.size === 0 ? ['idle'] : steps) sum.phases.set(step, (sum.phases.get(step) ?? 0) + 1)
    sum.acknowledged += told.acknowledged - before
    if (next() < 0.5) {
      const places = { watch: join(base, 'watch'), ghosts: join(base, 'ghosts'), backup: stage.backup }
      const { files, listWentBack, cameBack } = await tearFolder(folder, { ...places, next })
      sum.torn += files
      sum.lists += listWentBack ? 1 : 0
      sum.back += cameBack
    }
    const copy = join(base, 'copy')
    await copyOf(folder, copy)
    note(await inspect(copy, told.findings(seed)), `after kill ${kill + 1}`)
    const backup = await inspectBackup(stage, seenBackups)
    if (backup) note(backup, `in the backup after kill ${kill + 1}`)
    sum.backups += backup ? 1 : 0
    killed()
  }
  const target = await openTarget(stage.backup, { environment: {}, clock: systemClock })
  const verdict = await verifyTarget(target, () => undefined)
  await target.close()
  for (const fault of verdict.faults) progress(`WRONG in a backup of plant ${seed}: ${fault.message}`)
  sum.wrong += verdict.faults.length
}

/**
 * Histories with their journals are killed with SIGKILL again and again while they take in, seal, merge, compact, sum up,
 * remove and are backed up; after half of the kills what was not fsynced is torn as a power cut may tear it. After each,
 * everything that was acknowledged must be there, every aggregate right, nothing removed back, and a backup whole.
 */
export async function historyCrash({ quick, progress }: RunOptions): Promise<DrillResult> {
  const plants = quick ? 1 : PLANTS
  const kills = quick ? 8 : 200
  const seed = Number(process.env['MILLRACE_DRILL_SEED'] ?? Math.floor(Math.random() * 1e9))
  progress(`seed ${seed}: MILLRACE_DRILL_SEED=${seed} draws the same moments again`)
  const base = await mkdtemp(join(tmpdir(), 'millrace-history-crash-'))
  const phases = new Map<string, number>([...STEPS, 'idle'].map((step) => [step, 0]))
  const sum: Sum = { lost: 0, wrong: 0, torn: 0, lists: 0, back: 0, backups: 0, acknowledged: 0, phases }
  let done = 0
  const killed = (): void => {
    if (++done % 10 === 0 || done === kills)
      progress(
        `${done} kills, ${sum.acknowledged} batches acknowledged, ${sum.backups} backups looked into, ${sum.lost} lost, ${sum.wrong} wrong`,
      )
  }
  const plant = async (number: number): Promise<void> => {
    const own = join(base, `plant-${number}`)
    const stage: Stage = {
      seed: seed + number,
      base: own,
      folder: join(own, 'data'),
      backup: join(own, 'backup'),
      told: new Told(),
      next: chance(seed + number),
      lives: quick ? QUICK_LIVES : LIVES,
    }
    await runPlant(stage, kills / plants, sum, { progress, killed })
  }
  try {
    await Promise.all(Array.from({ length: plants }, (_, number) => plant(number)))
    progress(`killed while: ${[...phases].map(([step, times]) => `${step} ${times}`).join(', ')}`)
    const figures = {
      seed,
      kills,
      acknowledged: sum.acknowledged,
      lost: sum.lost,
      wrong: sum.wrong,
      backups_checked: sum.backups,
      torn_files: sum.torn,
      lists_went_back: sum.lists,
      files_came_back: sum.back,
      ...Object.fromEntries([...phases].map(([step, times]) => [`killed_in_${step}`, times])),
    }
    const missed = quick ? [] : STEPS.filter((step) => (phases.get(step) ?? 0) === 0)
    if (missed.length > 0) progress(`No kill struck: ${missed.join(', ')}`)
    const pass = sum.lost === 0 && sum.wrong === 0 && sum.backups > 0 && sum.acknowledged > 0 && missed.length === 0
    return { pass, figures }
  } finally {
    await rm(base, { recursive: true, force: true })
  }
}
