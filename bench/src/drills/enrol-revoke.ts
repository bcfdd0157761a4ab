import { Owned, systemClock } from '@millrace/core'
import { newKey, requestFor } from '@millrace/edge'
import type { DrillResult, RunOptions } from '../run.ts'
import { type Enrolled, Line } from './enrol-revoke-device.ts'
import { openSecurePlatform, type SecurePlatform } from './enrol-revoke-platform.ts'

const CUT_MS = 2_000
/** A certificate that was not heard for so long gives way to a newcomer. */
const SILENT_MS = 5_500
const AT_ONCE = 16

/** Runs for each, so many at a time; the results in the order given. */
async function each<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const work = async (): Promise<void> => {
    for (let i = next++; i < items.length; i = next++) results[i] = await run(items[i]!)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return results
}

const count = (answers: readonly boolean[]): number => answers.filter(Boolean).length
const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

/**
 * Devices enrol by HTTP with a one-time token each and connect by MQTT with their certificates alone. Some are revoked: they must be
 * cut within two seconds and stay out, while all others stay. Copies of a certificate must be raised, tokens used again refused.
 */
export async function enrolRevoke({ quick, progress }: RunOptions): Promise<DrillResult> {
  const total = quick ? 100 : 2_000
  const revoked = quick ? 10 : 50
  const copies = quick ? 5 : 20
  const owned = new Owned()
  try {
    const platform = owned.add(await openSecurePlatform())
    const names = Array.from({ length: total }, (_, i) => `device-${i + 1}`)
    const tokens = await each(names, async (name) => {
      const made = await platform.operator.need('/machines/enrolment-tokens', {
        method: 'POST',
        body: { as: 'device', name },
      })
      return String(made['token'])
    })
    progress(`${total} tokens made`)
    const begun = performance.now()
    const devices = (await each(tokens, (token) => enrol(platform, token))).filter((one) => one !== undefined)
    const enrolMs = performance.now() - begun
    progress(`${devices.length} enrolled in ${(enrolMs / 1_000).toFixed(1)} s`)

    const open = await each(devices, async (device) => {
      const line = new Line(device, platform.mqttPort)
      owned.add({ close: () => line.end() })
      return { device, line, isOpen: await line.open() }
    })
    progress(`${count(open.map(({ isOpen }) => isOpen))} connected`)

    const [bad, others] = [open.slice(0, revoked), open.slice(revoked)]
    const cuts = await each(bad, async ({ device, line }) => {
      const { items } = await platform.operator.need(`/machines/certificates?name=${device.name}`)
      const from = performance.now()
      const asked = { method: 'POST', body: { reason: 'keyCompromise' } }
      await platform.operator.need(`/machines/certificates/${items[0]?.['id']}/revocation`, asked)
      await Promise.race([line.closed, systemClock.sleep(5 * CUT_MS)])
      return (line.closedAt ?? Number.POSITIVE_INFINITY) - from
    })
    cuts.sort((a, b) => a - b)
    const back = await each(bad, ({ device }) => comesIn(device, platform))
    progress(`${revoked} revoked, the slowest cut after ${cuts.at(-1)?.toFixed(0)} ms`)

    const raised = await copy(platform, others.slice(0, copies), others[copies])
    const spared = others.slice(copies + 1)
    const unharmed = count(await each(spared, ({ line }) => line.ping()))
    const replays = await each(tokens.slice(0, copies), async (token) => (await enrol(platform, token)) === undefined)
    const figures = {
      devices: total,
      enrolled: devices.length,
      enrolled_per_s: devices.length / (enrolMs / 1_000),
      connected: count(open.map(({ isOpen }) => isOpen)),
      revoked,
      revoked_cut_p50_ms: at(cuts, 0.5),
      revoked_cut_max_ms: cuts.at(-1) ?? Number.NaN,
      revoked_came_back: count(back),
      clones: copies + 1,
      clone_raised: raised,
      replays: copies,
      replay_refused: count(replays),
      others: spared.length,
      others_unharmed: unharmed,
    }
    const pass =
      figures.enrolled === total &&
      figures.connected === total &&
      figures.revoked_cut_max_ms < CUT_MS &&
      figures.revoked_came_back === 0 &&
      figures.clone_raised === figures.clones &&
      figures.replay_refused === figures.replays &&
      figures.others_unharmed === figures.others
    return { pass, figures }
  } finally {
    await owned.close()
  }
}

async function enrol({ machine }: SecurePlatform, token: string): Promise<Enrolled | undefined> {
  const key = await newKey()
  const { pem: csr } = await requestFor(key)
  const { status, json } = await machine.ask('/api/v1/machines/enrolments', { method: 'POST', body: { token, csr } })
  if (status !== 201 || !json) return undefined
  return { key, name: String(json['name']), certificate: String(json['certificate']), root: String(json['root']) }
}

async function comesIn(device: Enrolled, { mqttPort }: SecurePlatform): Promise<boolean> {
  const line = new Line(device, mqttPort)
  const isIn = await line.open()
  line.end()
  return isIn
}

interface Open {
  readonly device: Enrolled
  readonly line: Line
}

/** Copies of certificates in use must stay out; one that took a silent device's place is raised when the device speaks. How many were raised. */
async function copy(platform: SecurePlatform, speaking: readonly Open[], silent: Open | undefined): Promise<number> {
  const before = await platform.refusals('cloned_identity')
  for (const { device, line } of speaking) {
    await line.ping()
    await comesIn(device, platform)
  }
  if (silent) {
    await systemClock.sleep(SILENT_MS)
    const thief = new Line(silent.device, platform.mqttPort)
    await thief.open()
    await silent.line.ping()
    thief.end()
  }
  return (await platform.refusals('cloned_identity')) - before
}
