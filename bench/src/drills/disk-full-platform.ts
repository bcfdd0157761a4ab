import { readFile, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Part, supervise } from '@millrace/cli'
import { systemClock } from '@millrace/core'
import { MillraceClient } from '@millrace/sdk'
import { platformEntry } from '@millrace/server/entry'
import { freePort } from '../ingest-bench/processes.ts'
import { NumberedDevice } from './kill-load.ts'

const PASSWORD = 'Quarry-lantern-58-meadow'
const DEVICES = 4
/** Numbers of each device that are acknowledged before the disk fills. */
const LOAD = 500
const WAIT_MS = 60_000
/** What is full acknowledges nothing for at least so long. */
const QUIET_MS = 1_000
const PAGE = 10_000
const MIB = 1_048_576

/** What a disk that filled did to who worked on it. */
export interface Outcome {
  /** Sentences, each of something wrong. */
  readonly wrong: readonly string[]
  readonly lost: number
  /** From full until it was told, ms; NaN if it was not. */
  readonly alarmMs: number
  /** From room until it took in again, ms. */
  readonly resumeMs: number
  /** What memory grew by while it was full. */
  readonly growthMib: number
}

const pause = (ms: number): Promise<void> => systemClock.sleep(ms)

/** The whole platform with its database on a disk that somebody else fills for so long, ms, while devices send. */
export async function fillPlatform(
  disk: string,
  fullMs: number,
  progress: (text: string) => void,
): Promise<Outcome & { readonly acknowledged: number }> {
  const wrong: string[] = []
  const env = {
    MILLRACE_DATA: join(disk, 'platform'),
    MILLRACE_PORT: String(await freePort()),
    MILLRACE_MQTT_PORT: String(await freePort()),
    MILLRACE_ADMIN_PASSWORD: PASSWORD,
  }
  const address = `http://127.0.0.1:${env.MILLRACE_PORT}`
  const ballast = join(disk, 'ballast')
  const platform = supervise({ name: 'platform', entry: platformEntry, env }, { clock: systemClock, say: progress })
  const devices: NumberedDevice[] = []
  try {
    await platform.ready()
    const client = new MillraceClient({ address })
    await client.signIn('admin', PASSWORD)
    const names = Array.from({ length: DEVICES }, (_, n) => `device-${n}`)
    for (const name of names) {
      const account = await client.createCredential({ as: 'device', name })
      devices.push(new NumberedDevice(`mqtt://127.0.0.1:${env.MILLRACE_MQTT_PORT}`, account))
    }
    const acknowledged = (): number => devices.reduce((sum, { acknowledged: own }) => sum + own.size, 0)
    await until(() => devices.every(({ acknowledged: own }) => own.size >= LOAD))
    const rssBefore = await rssMib(platform)
    await fill(disk, ballast)
    const filledAt = performance.now()
    let alarmMs = Number.NaN
    let most = rssBefore
    let answered = 0
    let before = acknowledged()
    let changedAt = filledAt
    const passed = (): number => performance.now() - filledAt
    const quiet = (): number => performance.now() - changedAt
    // On a busy machine the last that was on its way may take long to be acknowledged.
    while (passed() < fullMs || (quiet() < QUIET_MS && passed() < 4 * fullMs)) {
      await pause(250)
      await fill(disk, ballast)
      const metrics = await textOf(`${address}/metrics`)
      if (/^millrace_fault\{code="(history\.disk_full|ingest\.journal_full)"\} 1/m.test(metrics))
        alarmMs = Number.isNaN(alarmMs) ? performance.now() - filledAt : alarmMs
      if (metrics !== '') answered++
      most = Math.max(most, await rssMib(platform))
      if (acknowledged() !== before) changedAt = performance.now()
      before = acknowledged()
    }
    const quietMs = quiet()
    const { bavail, bsize } = await statfs(disk)
    progress(
      `the platform on a full disk: ${(bavail * bsize) / 1_024} KiB left, quiet for ${quietMs.toFixed(0)} ms, ${platform.restarts} restarts`,
    )
    if (Number.isNaN(alarmMs)) wrong.push('nobody was told that the disk is full')
    if (answered === 0) wrong.push('it does not answer while the disk is full')
    if (quietMs < QUIET_MS) wrong.push('it goes on acknowledging while the disk is full')
    await rm(ballast)
    const freedAt = performance.now()
    const freed = acknowledged()
    if (!(await until(() => acknowledged() >= freed + 100)))
      wrong.push('it does not acknowledge again when there is room')
    const resumeMs = performance.now() - freedAt
    const isWell = async (): Promise<boolean> => {
      const metrics = await textOf(`${address}/metrics`)
      return metrics !== '' && !/^millrace_fault\{/m.test(metrics)
    }
    if (!(await until(isWell))) wrong.push('the alarm stays')
    for (const device of devices) await device.stop()
    let lost = 0
    for (const [i, device] of devices.entries()) lost += await lostOf(client, names[i] as string, device)
    return { acknowledged: acknowledged(), lost, wrong, alarmMs, resumeMs, growthMib: most - rssBefore }
  } finally {
    await rm(ballast, { force: true })
    await platform.stop()
    for (const device of devices) await device.stop()
    await rm(env.MILLRACE_DATA, { recursive: true, force: true })
  }
}

/** False if it does not come to pass in time. */
async function until(holds: () => boolean | Promise<boolean>): Promise<boolean> {
  const begun = performance.now()
  while (!(await holds())) {
    if (performance.now() - begun > WAIT_MS) return false
    await pause(50)
  }
  return true
}

/** What does not answer has nothing to say. */
async function textOf(url: string): Promise<string> {
  try {
    return await (await fetch(url, { signal: AbortSignal.timeout(2_000) })).text()
  } catch (failure) {
    if (failure instanceof TypeError || (failure as Error).name === 'TimeoutError') return ''
    throw failure
  }
}

async function rssMib({ pid }: Part): Promise<number> {
  if (pid === undefined) return 0
  // A process that is gone takes none.
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_024
}

/** Takes all the room there is; what is freed meanwhile, too, when it is called again. */
export async function fill(disk: string, ballast: string): Promise<void> {
  for (;;) {
    const { bavail, bsize } = await statfs(disk)
    const bytes = Math.min(bavail * bsize, 8 * MIB)
    if (bytes === 0) return
    try {
      await writeFile(ballast, Buffer.alloc(bytes), { flag: 'a' })
    } catch (failure) {
      if ((failure as NodeJS.ErrnoException).code !== 'ENOSPC') throw failure
      return
    }
  }
}

async function lostOf(client: MillraceClient, name: string, device: NumberedDevice): Promise<number> {
  const stored = new Set<number>()
  for await (const point of client.points.all({})) {
    if (point.name !== 'number' || !point.path.includes(name)) continue
    for (let from = 0; ; ) {
      const { items, truncated } = await client.history(point.id, {
        from: String(from),
        to: '2100-01-01T00:00:00Z',
        limit: PAGE,
      })
      for (const sample of items) {
        from = Date.parse(sample.time) * 1_000 + 1
        stored.add(Number(sample.value))
      }
      if (!truncated) break
    }
  }
  return [...device.acknowledged].filter((number) => !stored.has(number)).length
}
