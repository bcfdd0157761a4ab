import { Owned } from '@millrace/core'
import { newId } from '@millrace/sdk'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { Guest } from './guest-process.ts'
import { languages, missing } from './languages.ts'
import { type Relay, startRelay } from './relay.ts'
import { BEGIN, SAMPLES, type Stage, startStage } from './stage.ts'

const owned = new Owned()
let stage: Stage

beforeAll(async () => {
  stage = await startStage(
    owned,
    languages.map(({ name }) => name),
  )
})
afterAll(() => owned.close())

const lost = { is: 'answer', status: 502, retryAfter: 0 } as const
const busy = { is: 'answer', status: 503, retryAfter: 0 } as const

let value = 0
/** A value that no point had before. */
const next = (): number => 1_000 + ++value

/** Side by side, each with a relay and points of its own: most of the time they wait. */
describe.concurrent.each(languages)('the SDK of $name', ({ name, run }) => {
  let guest: Guest
  let relay: Relay

  beforeAll(async () => {
    relay = owned.add(await startRelay(stage.address))
    guest = owned.add(new Guest(run))
    await guest.ok('open', { address: relay.address, key: stage.keys.engineer })
  })
  afterAll(() => guest.close())

  it('reads a list page by page, no more pages than are taken', { concurrent: false }, async ({ expect }) => {
    relay.expect([])
    const all = await guest.ok('assets', { pageSize: 3, search: 'Mill' })
    expect(all['ids']).toEqual(expect.arrayContaining([...stage.mills]))
    expect(relay.seen.length).toBe(Math.ceil((all['ids'] as string[]).length / 3))
    relay.expect([])
    expect((await guest.ok('assets', { pageSize: 3, search: 'Mill', limit: 2 }))['ids']).toEqual(
      (all['ids'] as string[]).slice(0, 2),
    )
    expect(relay.seen.length).toBe(1)
    expect(await guest.ok('asset', { asset: stage.mills[0] })).toMatchObject({ name: 'Mill 1' })
  })

  it('says by kind what is wrong, with code, words and remedy', { concurrent: false }, async ({ expect }) => {
    const asset = newId()
    const unknown = await guest.fault('asset', { asset })
    expect(unknown).toMatchObject({ status: 404, code: 'assets.asset_unknown', kind: 'not-found' })
    expect(unknown.message).toContain(asset)
    expect(unknown.remedy).not.toBe('')
    expect(await guest.fault('asset-create', { name: '' })).toMatchObject({ status: 400, kind: 'invalid' })
    expect(await guest.fault('requests', { method: 'GET', path: '/programs' })).toMatchObject({ kind: 'forbidden' })
    await guest.ok('open', { address: relay.address, key: `${stage.keys.engineer.slice(0, -4)}aaaa` })
    expect(await guest.fault('asset', { asset })).toMatchObject({ status: 401, kind: 'unauthenticated' })
    await guest.ok('open', { address: 'http://127.0.0.1:1', key: 'none' })
    expect(await guest.fault('requests', { method: 'POST', path: '/assets', body: {} })).toMatchObject({
      status: 0,
      kind: 'unreachable',
    })
    await guest.ok('open', { address: relay.address, key: stage.keys.viewer })
    expect(await guest.fault('asset-create', { name: 'Not theirs' })).toMatchObject({ status: 403, kind: 'forbidden' })
    await guest.ok('open', { address: relay.address, key: stage.keys.engineer })
  })

  it('asks again what only reads, four times at most', { concurrent: false }, async ({ expect }) => {
    const asset = stage.mills[0]
    relay.expect([{ is: 'cut' }, lost, { is: 'answer', status: 429, retryAfter: 0 }, { is: 'cut-after' }])
    expect(await guest.ok('asset', { asset })).toMatchObject({ name: 'Mill 1' })
    expect(relay.seen.length).toBe(5)
    relay.expect([lost], true)
    expect(await guest.fault('asset', { asset })).toMatchObject({ status: 502, kind: 'unavailable' })
    expect(relay.seen.length).toBe(5)
    relay.expect([{ is: 'answer', status: 500 }])
    expect(await guest.fault('asset', { asset })).toMatchObject({ status: 500, kind: 'other' })
    expect(relay.seen.length).toBe(1)
  })

  it('never sends twice by itself what may have been done', { concurrent: false }, async ({ expect }) => {
    const made = `Made by ${name} ${newId()}`
    relay.expect([{ is: 'cut-after' }])
    expect(await guest.fault('asset-create', { name: made })).toMatchObject({ status: 0, kind: 'unreachable' })
    expect(relay.seen.map(({ method }) => method)).toEqual(['POST'])
    relay.expect([lost])
    expect(await guest.fault('asset-create', { name: made })).toMatchObject({ kind: 'unavailable' })
    expect(relay.seen.length).toBe(1)
    relay.expect([busy])
    const other = `${made}, after it was told to wait`
    expect(await guest.ok('asset-create', { name: other })).toMatchObject({ name: other })
    expect(relay.seen.length).toBe(2)
    expect((await stage.admin.assets({ search: made })).items.map((one) => one.name).toSorted()).toEqual([made, other])
  })

  it('sends a write again under its operation id, and the machine takes it once', { concurrent: false }, async ({
    expect,
  }) => {
    const operation = newId()
    const setpoint = next()
    relay.expect([{ is: 'cut-after' }])
    const args = {
      point: stage.points[`Setpoint of ${name}`],
      value: setpoint,
      reason: 'Contract of the SDKs',
      operation,
    }
    expect(await guest.ok('invoke', args)).toMatchObject({ id: operation, state: 'done', value: setpoint })
    expect(relay.seen.length).toBe(2)
    expect(stage.taken.filter((one) => one === setpoint)).toEqual([setpoint])
  })

  it('waits no longer than the caller does', { concurrent: false }, async ({ expect }) => {
    relay.expect([{ is: 'answer', status: 503, retryAfter: 25 }], true)
    const args = { method: 'GET', path: '/overview', deadlineMs: 300 }
    expect(await guest.fault('requests', args)).toMatchObject({ status: 0, kind: 'unreachable' })
    expect(relay.seen.length).toBe(1)
    relay.expect([])
    expect(await guest.ok('requests', { method: 'GET', path: '/points', query: { limit: 1 } })).toMatchObject({
      items: [{ id: expect.any(String) }],
    })
  })

  it('reads history in columns, all pages, to the microsecond', { concurrent: false }, async ({ expect }) => {
    const range = { from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' }
    const {
      time,
      value: values,
      status,
    } = await guest.ok('history', {
      point: stage.points['temperature'],
      ...range,
      pageSize: 10,
    })
    const rows = Array.from({ length: SAMPLES }, (_, row) => row)
    expect(time).toEqual(rows.map((row) => String(BEGIN + row * 1_000_000)))
    expect(values).toEqual(rows.map((row) => (row === SAMPLES - 1 ? null : 4.5 + row / 4)))
    const severities = (status as number[]).map((code) => code >>> 30)
    expect(severities).toEqual(rows.map((row) => (row === SAMPLES - 1 ? 2 : 0)))
  })

  it('sends values of a device', { concurrent: false }, async ({ expect }) => {
    const sent = next()
    const wind = `wind of ${name}`
    await guest.ok('write-values', { address: relay.address, token: stage.device, body: { [wind]: sent } })
    await expect.poll(async () => (await stage.admin.latest([stage.points[wind] ?? '']))[0]?.value).toBe(sent)
  })

  it('sees values as they come, also over a cut link, and none twice', { concurrent: false }, async ({ expect }) => {
    const key = `wind of ${name}`
    const wind = stage.points[key]
    const [first, second, during, last] = [next(), next(), next(), next()]
    await stage.send({ [key]: first })
    relay.expect([])
    const watching = guest.ask('watch', { points: [wind], until: 4 })
    const values = () => watching.events.map(({ value: told }) => told)
    await expect.poll(values).toEqual([first])
    await stage.send({ [key]: second })
    await expect.poll(values).toEqual([first, second])
    relay.cutAll()
    await stage.send({ [key]: during })
    await expect.poll(values, { timeout: 20_000 }).toEqual([first, second, during])
    relay.cutAll()
    await expect.poll(() => relay.seen.length, { timeout: 20_000 }).toBe(3)
    await stage.send({ [key]: last })
    expect(await watching.outcome).toEqual({ ok: {} })
    expect(values()).toEqual([first, second, during, last])
    expect(watching.events.every(({ point, status }) => point === wind && status === 0)).toBe(true)
    expect(new Set(watching.events.map(({ time }) => time)).size).toBe(4)
  })

  it('stops a stream that nobody wants any more', { concurrent: false }, async ({ expect }) => {
    const watching = guest.ask('watch', { points: [stage.points['temperature']], until: 1_000 })
    await expect.poll(() => watching.events.length).toBe(1)
    await guest.ok('stop', { of: watching.id })
    expect(await watching.outcome).toEqual({ ok: {} })
  })

  it('is let in by a person in a browser, and acts as them', { concurrent: false }, async ({ expect }) => {
    const asked = guest.ask('sign-in-device', { address: stage.address, clientName: `Notebook in ${name}` })
    await expect.poll(() => asked.events.length).toBe(1)
    const [{ userCode, verificationUri, verificationUriComplete } = {}] = asked.events
    expect(await stage.admin.pairing.offer(String(userCode))).toMatchObject({ clientName: `Notebook in ${name}` })
    expect(String(verificationUriComplete)).toContain(String(verificationUri))
    await stage.admin.pairing.approve(String(userCode))
    expect(await asked.outcome).toEqual({ ok: {} })
    expect(await guest.ok('whoami')).toMatchObject({ user: { username: 'admin' } })
    await guest.ok('open', { address: relay.address, key: stage.keys.engineer })
  })

  it('calls a model with columns, and is told which rows are not to be believed', { concurrent: false }, async ({
    expect,
  }) => {
    const inputs = {
      flow: [720, 720],
      suction_pressure: [0.2, 5],
      discharge_pressure: [4.1, 4.1],
      power: [110, 110],
    }
    const { outputs, version } = await guest.ok('model-call', { model: stage.model, inputs })
    expect(version).toMatch(/^\d+\.\d+\.\d+$/)
    const { head } = outputs as Record<string, { unit: string; values: (number | null)[]; status: number[] }>
    expect(head?.unit).toBe('m')
    expect(head?.values[0]).toBeGreaterThan(39)
    expect(head?.status.map((code) => code >>> 30 === 0)).toEqual([true, false])
    const again = await guest.ok('model-call', { model: stage.model, version, inputs })
    expect(again['outputs']).toEqual(outputs)
  })
})

for (const name of missing) it.todo(`the SDK of ${name}: its guest is not there yet`)
