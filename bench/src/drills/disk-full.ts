import { type ChildProcess, execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, stat, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { systemClock } from '@millrace/core'
import { inspect, startLife, Told } from '../history-crash/stage.ts'
import { copyOf } from '../history-crash/torn.ts'
import type { DrillResult, RunOptions } from '../run.ts'

const run = promisify(execFile)
const DISK_MIB = 48
const HEALTH_MS = 100
/** How long the disk stays full once the alarm is there, ms. */
const FULL_MS = 3_000
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
  { step: 'rollup', journalToo: false },
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
  ['remove', 'snapshot'].includes(step) ? !journalToo : step === 'merge' ? journalToo : restart === true && !journalToo

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

interface Outcome {
  readonly wrong: readonly string[]
  readonly lost: number
  readonly alarmMs: number
  readonly resumeMs: number
  readonly growthMib: number
}

const inBallast = (disk: string): string => join(disk, 'ballast')

async function isFull(disk: string): Promise<boolean> {
  const ballast = await stat(inBallast(disk)).catch(() => undefined)
  if (!ballast) return false
  return (await statfs(disk)).bavail === 0
}

async function start(
  { seed, base, disk, told }: Stage,
  { step, journalToo }: Scenario,
  aims: boolean,
): Promise<ChildProcess> {
  told.ready = false
  const running = await startLife({
    seed,
    folder: join(disk, 'data'),
    backup: join(disk, 'backup'),
    watch: join(base, 'watch'),
    aim: aims ? `${step} 2 fill` : '',
    healthMs: HEALTH_MS,
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
    await run('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m`, 'tmpfs', disk])
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
  const disk = join(base, 'disk')
  await mkdir(disk)
  const unmount = await mountDisk(disk)
  if (!unmount) {
    await rm(base, { recursive: true, force: true })
    progress('skipped: disk-full needs to mount a tmpfs, which takes root on Linux')
    return { pass: true, figures: { skipped: 1 } }
  }
  const sum = { lost: 0, wrong: 0, alarmMs: 0, resumeMs: 0, growthMib: 0, acknowledged: 0 }
  const chosen = scenarios.filter((scenario) => !quick || isQuick(scenario))
  try {
    for (const journalToo of [false, true]) {
      const stage: Stage = { seed, base, disk, told: new Told() }
      for (const scenario of chosen.filter((one) => one.journalToo === journalToo)) {
        const outcome = await play(stage, scenario)
        const name = `full at ${scenario.step}${scenario.restart ? ', started again' : ''}, journal ${journalToo ? 'on it' : 'elsewhere'}`
        for (const sentence of outcome.wrong.slice(0, 5)) progress(`WRONG ${name}: ${sentence}`)
        progress(
          `${name}: alarm after ${outcome.alarmMs.toFixed(0)} ms, resumed after ${outcome.resumeMs.toFixed(0)} ms, memory +${outcome.growthMib.toFixed(0)} MiB`,
        )
        sum.lost += outcome.lost
        sum.wrong += outcome.wrong.length
        sum.alarmMs = Math.max(sum.alarmMs, outcome.alarmMs)
        sum.resumeMs = Math.max(sum.resumeMs, outcome.resumeMs)
        sum.growthMib = Math.max(sum.growthMib, outcome.growthMib)
      }
      sum.acknowledged += stage.told.acknowledged
      for (const name of ['data', 'backup']) await rm(join(disk, name), { recursive: true, force: true })
    }
    const figures = {
      seed,
      scenarios: chosen.length,
      acknowledged: sum.acknowledged,
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
