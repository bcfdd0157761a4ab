import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { entriesOf, openTarget, readSnapshot, type Snapshot } from '@millrace/backup'
import { Owned, systemClock } from '@millrace/core'
import { MillraceClient, type Point } from '@millrace/sdk'
import type { DrillResult, RunOptions } from '../run.ts'
import { Caller } from '../security/api.ts'
import { openStage, type Stage } from '../security/stage.ts'
import { type Ended, millrace } from './millrace.ts'
import { numberAt, OwnedSender, POINTS } from './restore-load.ts'

const COMPANIES = ['North', 'South'] as const
const PAGE = 50_000
/** So that a small run has little to compare. */
const QUICK_REST_MS = 400
/** Of each sender, between two steps of a small run. */
const QUICK_MESSAGES = 20

const pause = (ms: number): Promise<void> => systemClock.sleep(ms)
const handleOf = (company: string): string => `${company.toLowerCase()}-admin`

/** Values of one point, µs → value. */
type Values = ReadonlyMap<number, number>

/**
 * Backs up under load, twice; kills the platform with SIGKILL during a third; restores elsewhere. There must be every value that was
 * acknowledged before the second began, none of another owner, and the same bytes in every table and file.
 */
export async function restore({ quick, progress }: RunOptions): Promise<DrillResult> {
  const owned = new Owned()
  try {
    const folder = await mkdtemp(join(tmpdir(), 'millrace-restore-'))
    // PostgreSQL runs under another user when the drill runs as root; it must reach its data.
    await chmod(folder, 0o755)
    owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
    const [data, place, elsewhere, again] = ['data', 'place', 'elsewhere', 'again'].map((name) =>
      join(folder, name),
    ) as [string, string, string, string]
    const stage = owned.add(await openStage({ MILLRACE_DATA: data }))
    const senders = await load(stage, quick ? QUICK_REST_MS : 0)
    for (const sender of senders) owned.add({ close: () => sender.stop() })
    const churn = changeThings(stage)
    owned.add({ close: churn.stop })
    const env = { MILLRACE_DATA: data }
    const work = (ms: number): Promise<void> => (quick ? untilSent(senders, QUICK_MESSAGES) : pause(ms))
    await work(30_000)

    progress('first backup, under load')
    const first = await millrace(['backup', place], env).ended
    await work(15_000)
    const promised = senders.map((sender) => sender.acknowledged())
    progress(`second backup; ${promised.flat().length * POINTS} values are acknowledged`)
    const second = await millrace(['backup', place], env).ended
    await work(3_000)
    progress('third backup, and the platform killed in it')
    const third = await killInBackup(stage, place, env)
    await churn.stop()
    for (const sender of senders) await sender.stop()

    const verified = await millrace(['backup', 'verify', place], env).ended
    const key = join(data, 'secrets', 'master-key')
    progress('restoring elsewhere')
    const restored = await millrace(['restore', place, elsewhere, '--master-key', key], {}).ended
    await millrace(['backup', again], { MILLRACE_DATA: elsewhere }).ended
    const [taken, back] = [await newestOf(place), await newestOf(again)]
    const differing = differingOf(taken, back)

    progress('comparing every point with the first platform, started again')
    const origin = owned.add(await openStage({ MILLRACE_DATA: data }))
    const copy = owned.add(await openStage({ MILLRACE_DATA: elsewhere }))
    const found = await compare(origin, copy, senders, promised)
    const figures = {
      values: found.values,
      promised: promised.flat().length * POINTS,
      lost: found.lost,
      foreign: found.foreign,
      differing_checksums: differing.length + found.differing,
      tables: taken.metadata.tables.length,
      files: taken.files.length,
      audit_chains_intact: found.chains,
      snapshots: (await entriesIn(place)).length,
      killed_backup_exit_code: third.code,
      verify_exit_code: verified.code,
      backup_s: secondsOf(first),
      incremental_s: secondsOf(second),
      restore_s: secondsOf(restored),
    }
    for (const name of [...differing, ...found.complaints].slice(0, 20)) progress(`differs: ${name}`)
    const pass =
      figures.lost === 0 &&
      figures.foreign === 0 &&
      figures.differing_checksums === 0 &&
      figures.promised > 0 &&
      figures.values >= figures.promised &&
      figures.audit_chains_intact === COMPANIES.length + 1 &&
      figures.snapshots === 2 &&
      third.code !== 0 &&
      verified.code === 0
    return { pass, figures }
  } finally {
    await owned.close()
  }
}

/** Two organisations, each with a device that sends values which tell whose they are. */
async function load(stage: Stage, restMs: number): Promise<OwnedSender[]> {
  const senders: OwnedSender[] = []
  for (const [owner, name] of COMPANIES.entries()) {
    const company = await stage.company(name)
    const account = await company.device(`${name.toLowerCase()}-pump`, { warm: 1 })
    senders.push(await OwnedSender.open(`mqtt://127.0.0.1:${stage.mqttPort}`, { owner, account, restMs }))
  }
  return senders
}

/** Until each of them has had so many messages more acknowledged. */
async function untilSent(senders: readonly OwnedSender[], messages: number): Promise<void> {
  const goals = senders.map((sender) => sender.messages + messages)
  while (!senders.every((sender, i) => sender.messages >= (goals[i] as number))) await pause(20)
}

/** Metadata that change all the time: devices come, and each stands in the audit. */
function changeThings(stage: Stage): { stop: () => Promise<void> } {
  let stopped = false
  const run = async (): Promise<void> => {
    for (let n = 0; !stopped; n++) {
      const body = { as: 'device', name: `passing-${n}` }
      // When the platform is killed there is nobody to ask; the drill goes on without.
      await stage.operator.ask('/api/v1/devices/credentials', { method: 'POST', body }).catch(() => pause(100))
      await pause(20)
    }
  }
  const running = run()
  return {
    stop: () => {
      stopped = true
      return running
    },
  }
}

async function killInBackup(stage: Stage, place: string, env: Record<string, string>): Promise<Ended> {
  const held = join(env['MILLRACE_DATA'] ?? '', 'backup')
  const running = millrace(['backup', place], env)
  let ended = false
  void running.ended.finally(() => {
    ended = true
  })
  while (!ended && !(existsSync(held) && (await readdir(held)).length > 0)) await pause(1)
  process.kill(stage.pid, 'SIGKILL')
  return running.ended
}

async function entriesIn(place: string) {
  const target = await openTarget(place, { environment: {}, clock: systemClock })
  try {
    return await entriesOf(target)
  } finally {
    await target.close()
  }
}

async function newestOf(place: string): Promise<Snapshot> {
  const target = await openTarget(place, { environment: {}, clock: systemClock })
  try {
    const newest = (await entriesOf(target)).at(-1)
    return (await readSnapshot(target, newest?.key ?? '')).snapshot
  } finally {
    await target.close()
  }
}

/** Tables and files of the history whose bytes are not the same in both. */
function differingOf(taken: Snapshot, back: Snapshot): string[] {
  const sums = ({ files }: Snapshot): Map<string, string> => new Map(files.map(({ path, sha256 }) => [path, sha256]))
  const [before, after] = [sums(taken), sums(back)]
  const table = ({ metadata }: Snapshot, sumOf: ReadonlyMap<string, string>, name: string): string =>
    JSON.stringify(metadata.tables.find((one) => one.name === name)?.parts.map((part) => sumOf.get(part)))
  const names = new Set([...taken.metadata.tables, ...back.metadata.tables].map(({ name }) => name))
  const paths = new Set([...before.keys(), ...after.keys()].filter((path) => /^history\/.*parquet$/.test(path)))
  return [
    ...[...names].filter((name) => table(taken, before, name) !== table(back, after, name)),
    ...[...paths].filter((path) => before.get(path) !== after.get(path)),
  ]
}

interface Found {
  values: number
  lost: number
  foreign: number
  differing: number
  chains: number
  readonly complaints: string[]
}

async function compare(
  origin: Stage,
  copy: Stage,
  senders: readonly OwnedSender[],
  promised: readonly (readonly number[])[],
): Promise<Found> {
  const found: Found = { values: 0, lost: 0, foreign: 0, differing: 0, chains: 0, complaints: [] }
  if (await isIntact(copy.operator)) found.chains++
  for (const [owner, company] of COMPANIES.entries()) {
    const sender = senders[owner] as OwnedSender
    const token = await copy.signIn(handleOf(company))
    const first = new MillraceClient({ address: origin.address, token: await origin.signIn(handleOf(company)) })
    const second = new MillraceClient({ address: copy.address, token })
    const points = await pointsOf(second)
    if (points.some(({ path }) => !path.join('/').includes(sender.device))) found.foreign++
    for (let p = 0; p < POINTS; p++) {
      const [there, here] = [await valuesOf(first, p), await valuesOf(second, p)]
      const timeOf = (n: number): number => (sender.start + n) * 1_000
      found.values += here.size
      for (const n of promised[owner] ?? []) if (here.get(timeOf(n)) !== numberAt(owner, n, p)) found.lost++
      for (const [time, value] of here) if (value !== numberAt(owner, time / 1_000 - sender.start, p)) found.foreign++
      // What the first platform holds beyond came after the backup; all else must be the same.
      if (checksumOf(here, here) === checksumOf(there, here)) continue
      found.differing++
      const missing = [...here.keys()].filter((time) => !there.has(time)).length
      found.complaints.push(`${company} p${p}: ${here.size} values, of which the first platform lacks ${missing}`)
    }
    if (await isIntact(new Caller(company, copy.address, token))) found.chains++
  }
  return found
}

async function pointsOf(client: MillraceClient): Promise<Point[]> {
  const points: Point[] = []
  for await (const point of client.points.all({})) points.push(point)
  return points
}

async function valuesOf(client: MillraceClient, p: number): Promise<Values> {
  const point = (await pointsOf(client)).find(({ name }) => name === `p${p}`)
  const values = new Map<number, number>()
  if (!point) return values
  for (let from = 0; ; ) {
    const { items, truncated } = await client.history(point.id, {
      from: String(from),
      to: '2100-01-01T00:00:00Z',
      limit: PAGE,
    })
    for (const { time, value } of items) {
      const at = Date.parse(time) * 1_000
      values.set(at, Number(value))
      from = at + 1
    }
    if (!truncated) return values
  }
}

/** Over times and values, at the times of `of`. */
function checksumOf(values: Values, of: Values): string {
  const hash = createHash('sha256')
  for (const time of [...of.keys()].sort((a, b) => a - b)) hash.update(`${time} ${values.get(time)}\n`)
  return hash.digest('hex')
}

const isIntact = async (who: Caller): Promise<boolean> =>
  (await who.need('/audit/verification'))['intact'] as unknown as boolean

const secondsOf = ({ out }: Ended): number => Number(/([\d.]+) s\n/.exec(out)?.[1])
