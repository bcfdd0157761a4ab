import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Owned, silentLog, systemClock } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPlatform, type Platform } from '../../platform.ts'
import type { Binding } from '../bindings/schema.ts'
import type { MechanismVersion } from '../mechanisms/schema.ts'
import type { Study, StudyRequest } from './schema.ts'

const ROWS = 300
const EVERY_S = 10
/** What the plant has, and the library does not know. */
const A2 = 0.7

describe('studies of the history, the whole platform', () => {
  const owned = new Owned()
  let dataFolder: string
  let platform: Platform
  let token: string
  let model: MechanismVersion
  let binding: Binding
  let asset: string
  const points: Record<string, string> = {}
  const zero = Math.floor(Date.now() / 60_000) * 60_000 - 2 * 3_600_000
  const at = (second: number): string => new Date(zero + second * 1_000).toISOString()
  const period = { from: at(0), to: at(ROWS * EVERY_S) }

  async function ask<T>(path: string, method = 'GET', body?: object, bearer = token): Promise<T> {
    const reply = await fetch(`${platform.address}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await reply.text()
    expect([path, reply.status, reply.ok ? '' : text]).toEqual([path, reply.status, ''])
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
  const refusal = async (path: string, method: string, body?: object): Promise<[number, string]> => {
    const reply = await fetch(`${platform.address}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return [reply.status, ((await reply.json()) as { code: string }).code]
  }
  async function ended(request: StudyRequest): Promise<Study> {
    let study = await ask<Study>('/studies', 'POST', request)
    while (study.state === 'waits' || study.state === 'runs') {
      await systemClock.sleep(50)
      study = await ask<Study>(`/studies/${study.id}`)
    }
    return study
  }

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'millrace-studies-'))
    await chmod(dataFolder, 0o755)
    platform = owned.add(
      await createPlatform({
        dataFolder,
        host: '127.0.0.1',
        port: 0,
        mqttPort: 0,
        adminPassword: 'Quarry-lantern-58-meadow',
        clock: systemClock,
        log: silentLog,
      }),
    )
    token = await readFile(platform.tokenFile, 'utf8')
    const enrolled = { as: 'device', name: 'boiler' }
    const { name, secret } = await ask<{ name: string; secret: string }>('/devices/credentials', 'POST', enrolled)
    for (let i = 0; i < ROWS; i++) {
      const flue = 180 + 40 * Math.sin(i / 11)
      const air = 20 + 5 * Math.sin(i / 37)
      const oxygen = 4 + 2 * Math.sin(i / 23)
      const loss = (flue - air) * (A2 / (21 - oxygen) + 0.009)
      const values = { flue, air, oxygen, loss }
      await ask('/telemetry', 'POST', { time: at(i * EVERY_S), values }, `${name}:${secret}`)
    }
    const { items } = await ask<{ items: { id: string; name: string; assetId: string }[] }>('/points')
    for (const { id, name: called } of items) points[called] = id
    asset = items[0]!.assetId
    model = await ask<MechanismVersion>('/mechanism-library', 'POST', { folder: 'stack-loss' })
    binding = await ask<Binding>('/bindings', 'POST', {
      mechanism: model.mechanism,
      version: model.version,
      name: { en: 'Stack loss', zh: '排烟损失' },
      target: { assets: [asset] },
      inputs: {
        flue_gas_temperature: { property: 'flue' },
        air_temperature: { property: 'air' },
        oxygen: { property: 'oxygen' },
      },
      outputs: { loss: { name: { en: 'Loss', zh: '损失' } } },
    })
  })
  afterAll(async () => {
    await owned.close()
    await rm(dataFolder, { recursive: true, force: true })
  })

  const backtest = (more: object): StudyRequest =>
    ({
      kind: 'backtest',
      title: 'Last week',
      mechanism: model.mechanism,
      version: model.version,
      binding: binding.id,
      asset,
      measured: { loss: points['loss'] },
      ...period,
      ...more,
    }) as StudyRequest

  it('a backtest tells how far a version is from what was measured', async () => {
    const { state, result } = await ended(backtest({}))
    expect(state).toBe('done')
    expect(result?.quality).toEqual({ rows: ROWS, good: ROWS, uncertain: 0, bad: 0 })
    expect(result?.metrics['loss']?.['rows']).toBe(ROWS)
    expect(result?.metrics['loss']?.['bias']).toBeGreaterThan(0)
    const exact = await ended(backtest({ parameters: { a2: A2 } }))
    expect(exact.result?.metrics['loss']?.['rmse']).toBeLessThan(1e-9)
  })

  it('a calibration finds the parameter, and it holds at the asset once it is used', async () => {
    const asked: StudyRequest = {
      kind: 'calibration',
      title: 'Fuel of this winter',
      binding: binding.id,
      asset,
      measured: { loss: points['loss']! },
      free: [{ name: 'a2', low: 0.5, high: 0.9 }],
      ...period,
    }
    const study = await ended(asked)
    expect([study.state, study.fault]).toEqual(['done', undefined])
    expect(study.result?.parameters?.[0]?.fitted).toBeCloseTo(A2, 6)
    const used = await ask<Study>(`/studies/${study.id}/apply`, 'POST')
    expect(used.applied?.calibration).toBe(1)
    const { items } = await ask<{ items: { asset: string; parameters: Record<string, number> }[] }>(
      `/bindings/${binding.id}/assets`,
    )
    expect(items[0]?.parameters['a2']).toBeCloseTo(A2, 6)
    expect(await refusal(`/studies/${study.id}/apply`, 'POST')).toEqual([409, 'studies.applied'])
  })

  it('what is learnt comes into the registry as a draft', async () => {
    const inputs = ['flue', 'air', 'oxygen', 'loss'].map((name) => ({ name, point: points[name]!, en: name, zh: name }))
    const study = await ended({
      kind: 'learning',
      title: 'Loss by what is measured',
      learn: 'regression',
      name: 'works/stack-loss-learnt',
      version: '0.1.0',
      called: { en: 'Stack loss, learnt', zh: '排烟损失（学习）' },
      inputs,
      target: 'loss',
      ...period,
    })
    expect([study.state, study.fault, study.result?.verdict]).toEqual(['done', undefined, 'better'])
    const { applied } = await ask<Study>(`/studies/${study.id}/apply`, 'POST')
    const path = `/mechanisms/${applied?.mechanism}/versions/${applied?.version}`
    expect((await ask<MechanismVersion>(path)).stage).toBe('draft')
    expect((await ask<MechanismVersion>(`${path}/test`, 'POST')).stage).toBe('tested')
  })

  it('what cannot be done says why', async () => {
    expect(await refusal('/studies', 'POST', backtest({ to: at(-10) }))).toEqual([422, 'studies.period'])
    expect((await ended(backtest({ measured: { nothing: points['loss'] } }))).fault?.code).toBe('studies.name_unknown')
    const before = { from: at(-7_200), to: at(-3_600) }
    const empty = await ended(backtest(before))
    expect([empty.state, empty.fault?.code]).toEqual(['failed', 'studies.nothing'])
    const told = await ask<{ items: { type: string; subject: string; data: object }[] }>('/events?types=study.*')
    expect(new Set(told.items.map(({ type }) => type))).toEqual(
      new Set(['study.finished', 'study.failed', 'study.applied']),
    )
    expect(told.items.at(-1)).toMatchObject({
      type: 'study.failed',
      subject: empty.id,
      data: { fault: { code: 'studies.nothing' } },
    })
    await ask(`/studies/${empty.id}`, 'DELETE')
    expect(await refusal(`/studies/${empty.id}`, 'GET')).toEqual([404, 'studies.unknown'])
  })
})
