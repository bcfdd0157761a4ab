import { type ChildProcess, execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { systemClock } from '@millrace/core'
import { inspect, startLife, Told } from '../history-crash/stage.ts'
import { copyOf } from '../history-crash/torn.ts'
import type { DrillResult, RunOptions } from '../run.ts'
import { fill, fillPlatform, type Outcome } from './disk-full-platform.ts'

const run = promisify(execFile)
const DISK_MIB = 48
/** The database and its log want more. */
const PLATFORM_MIB = 256
const HEALTH_MS = 100
/** Without it a small disk fills by itself: seals go before the removals that would make room. */
const PAUSE_MS = 2
/** How long the disk stays full once the alarm is there, ms. */
const FULL_MS = 3_000
const PLATFORM_FULL_MS = 8_000
const QUICK_PLATFORM_FULL_MS = 5_000
/** Until the step that is aimed at; until the alarm; until it takes in again, which a seal may try every 30 s; ms. */
const STEP_MS = 60_000
const ALARM_MS = 20_000
const RESUME_MS = 60_000
/** What memory may grow by while the disk is full, MiB: garbage that is not collected yet, but no queue. */
const GROWTH_MIB = 64

/** The step at whose beginning the disk fills, and whether the journal lies on that disk. */
interface Scenario {
  readonly step: string
  readonly journalToo: boolean
  /** The process is killed while the disk is full, and started on it. */
  readonly restart?: boolean
}

const scenarios: readonly Scenario[] = [
  { step: 'seal', journalToo: false },
  { step: 'merge', journalToo: false },
  { step: 'compact', journalToo: false },
  { step: 'remove', journalToo: false },
  { step: 'commit', journalToo: false },
  { step: 'snapshot', journalToo: false },
  { step: 'backup', journalToo: false },
  { step: 'seal', journalToo: false, restart: true },
  { step: 'journal', journalToo: true },
  { step: 'merge', journalToo: true },
  { step: 'remove', journalToo: true },
  { step: 'backup', journalToo: true },
  { step: 'journal', journalToo: true, restart: true },
]
/** What a quick run does of them. */
const isQuick = ({ step, journalToo, restart }: Scenario): boolean =>
  ['merge', 'remove'].includes(step) ? journalToo : !journalToo && (step === 'snapshot' || restart === true)

/** Where everything lies while the drill runs. */
interface Stage {
  readonly seed: number
  readonly base: string
  readonly disk: string
  readonly told: Told
}

const pause = (ms: number): Promise<void> => systemClock.sleep(ms)

async function until(ms: number, is: () => boolean | Promise<boolean>): Promise<number | undefined> {
  const begun = performance.now()
  while (!(await is())) {
    if (performance.now() - begun > ms) return undefined
    await pause(20)
  }
  return performance.now() - begun
}

const inBallast = (disk: string): string => join(disk, 'ballast')

async function isFull(disk: string): Promise<boolean> {
  return existsSync(inBallast(disk)) && (await statfs(disk)).bavail === 0
}

async function start(
  { seed, base, disk, told }: Stage,
  { step, journalToo }: Scenario,
  aims: boolean,
): Promise<ChildProcess> {
  told.health = undefined
  const running = await startLife({
    seed,
    folder: join(disk, 'data'),
    backup: join(disk, 'backup'),
    watch: join(base, 'watch'),
    // The journal is written before anything else; the others come by and by.
    aim: aims ? `${step} ${step === 'journal' ? 200 : 2} fill` : '',
    healthMs: HEALTH_MS,
    pauseMs: PAUSE_MS,
    ballast: inBallast(disk),
    ...(journalToo ? {} : { journal: join(base, 'journal') }),
  })
  createInterface(running.stdout as Readable).on('line', (line) => told.hear(line))
  return running
}

async function end(running: ChildProcess): Promise<void> {
  if (running.exitCode !== null || running.signalCode !== null) return
  const closed = once(running, 'close')
  running.kill('SIGKILL')
  await closed
}

async function play(stage: Stage, scenario: Scenario): Promise<Outcome> {
  const { seed, base, disk, told } = stage
  const wrong: string[] = []
  let running = await start(stage, scenario, true)
  try {
    if ((await until(STEP_MS, () => isFull(disk))) === undefined) wrong.push('the disk did not fill')
    await until(STEP_MS, () => told.health !== undefined)
    const rssBefore = told.health?.rssMib ?? 0
    told.refused.length = 0
    const isTold = (): boolean =>
      told.health?.history?.includes('history.disk_full') === true ||
      told.health?.journal === 'ingest.journal_full' ||
      told.refused.some((text) => text.endsWith('_full'))
    const alarm = await until(ALARM_MS, isTold)
    if (alarm === undefined) wrong.push('nobody was told that the disk is full')
    if (scenario.restart) {
      await end(running)
      running = await start(stage, scenario, false)
      await pause(FULL_MS)
      if (running.exitCode !== null) wrong.push(`it does not start on a full disk: exit code ${running.exitCode}`)
    }
    let most = 0
    let quiet = 0
    let acknowledged = told.acknowledged
    for (let waited = 0; waited < FULL_MS; waited += 100) {
      // Files that are not needed any more go meanwhile, and would make room.
      await fill(disk, inBallast(disk))
      await pause(100)
      quiet = told.acknowledged === acknowledged ? quiet + 100 : 0
      acknowledged = told.acknowledged
      most = Math.max(most, told.health?.rssMib ?? 0)
      if (told.health && told.health.answeredMs === undefined)
        wrong.push('queries do not answer while the disk is full')
    }
    if (quiet < 1_000) wrong.push('it goes on taking in while the disk is full')
    await rm(inBallast(disk), { force: true })
    const freed = told.acknowledged
    const resumed = await until(RESUME_MS, () => told.acknowledged > freed + 20)
    if (resumed === undefined) wrong.push('it does not take in again when there is room')
    const isWell = (): boolean => told.health !== undefined && !told.health.history && !told.health.journal
    if ((await until(RESUME_MS, isWell)) === undefined) wrong.push(`the alarm stays: ${told.health?.history}`)
    if (running.exitCode !== null) wrong.push(`it ended with exit code ${running.exitCode}`)
    await end(running)
    const copy = join(base, 'copy')
    await copyOf(join(disk, 'data'), copy)
    const journal = join(base, 'journal-copy')
    if (!scenario.journalToo) {
      await rm(journal, { recursive: true, force: true })
      await copyOf(base, journal)
    }
    const found = await inspect(
      copy,
      told.findings(seed),
      scenario.journalToo ? {} : { journalFolder: join(journal, 'journal') },
    )
    return {
      wrong: [...wrong, ...found.wrong],
      lost: found.lost,
      alarmMs: alarm ?? Number.NaN,
      resumeMs: resumed ?? Number.NaN,
      growthMib: Math.max(0, most - rssBefore),
    }
  } finally {
    await end(running)
    await rm(inBallast(disk), { force: true })
  }
}

/** Undefined where this process may not mount. */
async function mountDisk(disk: string): Promise<(() => Promise<void>) | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m,mode=755`, 'tmpfs', disk])
  } catch (failure) {
    // A container without the right to mount says so here.
    if ((failure as { code?: unknown }).code === undefined) throw failure
    return undefined
  }
  return async () => {
    await run('umount', [disk])
  }
}

/**
 * A history and its journal on a small disk that fills at the beginning of each thing they do: the alarm is told, what comes
 * in waits, memory does not grow, queries answer; when there is room it goes on by itself, and nothing is lost or wrong.
 */
export async function diskFull({ quick, progress }: RunOptions): Promise<DrillResult> {
  const seed = Number(process.env['MILLRACE_DRILL_SEED'] ?? Math.floor(Math.random() * 1e9))
  const base = await mkdtemp(join(tmpdir(), 'millrace-disk-full-'))
  // PostgreSQL runs under another user when the drill runs as root; it must reach its data.
  await chmod(base, 0o755)
  const disk = join(base, 'disk')
  await mkdir(disk)
  const unmount = await mountDisk(disk)
  if (!unmount) {
    await rm(base, { recursive: true, force: true })
    progress('skipped: disk-full needs to mount a tmpfs, which takes root on Linux')
    return { pass: true, figures: { skipped: 1 } }
  }
  const sum = { lost: 0, wrong: 0, alarmMs: 0, resumeMs: 0, growthMib: 0, acknowledged: 0 }
  const note = (name: string, { wrong, lost, alarmMs, resumeMs, growthMib }: Outcome): void => {
    for (const sentence of wrong.slice(0, 5)) progress(`WRONG ${name}: ${sentence}`)
    progress(
      `${name}: alarm after ${alarmMs.toFixed(0)} ms, resumed after ${resumeMs.toFixed(0)} ms, memory +${growthMib.toFixed(0)} MiB`,
    )
    sum.lost += lost
    sum.wrong += wrong.length
    sum.alarmMs = Math.max(sum.alarmMs, alarmMs)
    sum.resumeMs = Math.max(sum.resumeMs, resumeMs)
    sum.growthMib = Math.max(sum.growthMib, growthMib)
  }
  const chosen = scenarios.filter((scenario) => !quick || isQuick(scenario))
  try {
    for (const journalToo of [false, true]) {
      const stage: Stage = { seed, base, disk, told: new Told() }
      for (const scenario of chosen.filter((one) => one.journalToo === journalToo)) {
        const outcome = await play(stage, scenario)
        const name = `full at ${scenario.step}${scenario.restart ? ', started again' : ''}, journal ${journalToo ? 'on it' : 'elsewhere'}`
        note(name, outcome)
      }
      sum.acknowledged += stage.told.acknowledged
      for (const name of ['data', 'backup']) await rm(join(disk, name), { recursive: true, force: true })
    }
    await run('mount', ['-o', `remount,size=${PLATFORM_MIB}m`, disk])
    const platform = await fillPlatform(disk, quick ? QUICK_PLATFORM_FULL_MS : PLATFORM_FULL_MS, progress)
    note('the whole platform', platform)
    const figures = {
      seed,
      scenarios: chosen.length + 1,
      acknowledged: sum.acknowledged + platform.acknowledged,
      lost: sum.lost,
      wrong: sum.wrong,
      alarm_ms_max: sum.alarmMs,
      resume_ms_max: sum.resumeMs,
      rss_growth_mib_max: sum.growthMib,
    }
    return { pass: sum.lost === 0 && sum.wrong === 0 && sum.acknowledged > 0 && sum.growthMib < GROWTH_MIB, figures }
  } finally {
    await unmount()
    await rm(base, { recursive: true, force: true })
  }
}
