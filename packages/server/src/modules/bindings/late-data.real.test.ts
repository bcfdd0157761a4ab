import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tellRows } from '@millrace/compute'
import { batchOf, Fault, isBad, type Micros, microsOf, Owned, Status, silentLog, systemClock } from '@millrace/core'
import { type ModelPackage, modelOf, openModelHost } from '@millrace/runtime'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TenantDb } from '../../database/index.ts'
import { ModelEvaluator } from '../../live/model-evaluator.ts'
import { modelNewsOf } from '../../live/model-rows.ts'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { NearHistory, type Row } from '../../testing-history.ts'
import type { Actor } from '../audit/index.ts'
import { type BindingService, createBindings } from './service.ts'

const S = 1_000_000
const START = microsOf('2026-03-28T05:00:00Z')!
const words = (en: string) => ({ en, zh: en })
const actor: Actor = { kind: 'system', id: 'test', name: 'test' }

const modelFiles = (name: string, runtime: string, code = ''): ModelPackage =>
  modelOf(
    new Map(
      [
        [
          'model.yaml',
          `
id: test/${name}
version: 1.0.0
title: { en: ${name}, zh: ${name} }
description: { en: A model of a test, zh: 测试 }
owner: Test
licence: Apache-2.0
sources: [{ id: own, kind: page, title: Own, seen: true }]
taxonomy: { domain: process }
${code === '' ? '' : 'stateful: true'}
inputs:
  - { name: a, en: A, zh: A, type: number, unit: '1' }
  - { name: b, en: B, zh: B, type: number, unit: '1' }
outputs: [{ name: y, en: Y, zh: Y, type: number, unit: '1' }]
runtime: ${runtime}
cases: [{ name: one, source: own, rows: [{ inputs: { a: 1, b: 2 }, outputs: { y: { value: 3, absolute: 0 } } }] }]
`,
        ],
        ...(code === '' ? [] : [['run.js', code]]),
      ].map(([path, text]) => [path!, new TextEncoder().encode(text!)]),
    ),
  )
/** Its own registry: the two models of this test alone. */
const models: Readonly<Record<string, ModelPackage>> = {
  '00000000-0000-7000-8000-000000000001': modelFiles('line', "{ kind: formula, outputs: { y: 'a + b' } }"),
  '00000000-0000-7000-8000-000000000002': modelFiles(
    'sum',
    '{ kind: script, file: run.js }',
    'export const run = ({ a, b }, _, state) => { state.sum = (state.sum ?? 0) + a + b; return { y: state.sum } }',
  ),
}
const [LINE, SUM] = Object.keys(models) as [string, string]

let owned: Owned
let platform: TestPlatform
let asset: string
let a: number
let b: number
let host: ReturnType<typeof openModelHost>

beforeAll(async () => {
  owned = new Owned()
  platform = owned.add(await startTestPlatform())
  const folder = await mkdtemp(join(tmpdir(), 'millrace-late-'))
  owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
  host = owned.add(openModelHost({ folder, clock: systemClock, log: silentLog }))
  const { series } = await platform.services.devices.directory.register(platform.tenant, {
    source: { group: 'g', node: 'n', device: 'pump' },
    assetPath: ['Works', 'Pump'],
    points: ['a', 'b'].map((name) => ({ name, type: 'double' as const })),
  })
  ;[a, b] = series as unknown as [number, number]
  const { items } = await platform.services.assets.points({ tenant: platform.tenant }, {})
  asset = items[0]!.assetId
})
afterAll(() => owned.close())

/** Bindings and live computing in one life after the other, on one database and one history. */
class World {
  readonly history = new NearHistory()
  readonly #tenant = platform.tenant
  #isDead = false
  service = this.#open()
  #live = this.#newLive()
  #checkpoint = this.#live.save()
  #saved = 0
  #fed = 0
  readonly #rows: readonly Row[]

  constructor(rows: readonly Row[]) {
    this.#rows = rows
  }

  #open(): BindingService {
    const isDead = (): boolean => this.#isDead
    const { database, services } = platform
    const tenants: TenantDb = {
      ...database.tenants,
      within: ((...call: Parameters<TenantDb['within']>) =>
        isDead()
          ? Promise.reject(new Fault('http.not_ready'))
          : database.tenants.within(...call)) as TenantDb['within'],
    }
    const { assets, things, equipment, quotas, audit, events } = services
    return createBindings({
      tenants,
      assets,
      things,
      equipment,
      quotas,
      audit,
      events,
      host,
      mechanisms: {
        stored: async (_, { id, version }) => ({
          mechanism: id,
          name: models[id]!.manifest.id,
          version,
          stage: 'published',
          model: models[id]!,
        }),
      },
      history: this.history,
      progress: { position: Number.MAX_SAFE_INTEGER, reached: async () => undefined },
      latest: {
        read: (_tenant, series) =>
          batchOf(
            series.flatMap((one) => {
              const row = this.history.of(one).at(-1)
              return row ? [row] : []
            }),
          ),
      },
      bring: async (_tenant, batch) => {
        for (let i = 0; i < batch.length; i++)
          this.history.add([
            batch.series[i]!,
            batch.time[i]!,
            isBad(batch.status[i]!) ? null : batch.double[i]!,
            batch.status[i]!,
          ])
      },
      clock: systemClock,
      log: silentLog,
    })
  }

  #newLive(): ModelEvaluator {
    return new ModelEvaluator((number, fault) => expect.unreachable(`${number}: ${fault.message}`))
  }

  async define(mechanism: string): Promise<{ id: string; output: number }> {
    const { id } = await this.service.define(
      { tenant: this.#tenant },
      {
        mechanism,
        version: '1.0.0',
        name: words(mechanism),
        target: { assets: [asset] },
        inputs: { a: { property: 'a' }, b: { property: 'b' } },
        outputs: { y: { name: words(`y of ${mechanism}`) } },
      },
      actor,
    )
    const [one] = await this.service.assets({ tenant: this.#tenant }, id)
    const [point] = await platform.services.assets.numbered({ tenant: this.#tenant }, [one!.outputs[0]!.point!])
    return { id, output: point!.series }
  }

  /** What is bound is evaluated from now on. */
  async begin(): Promise<void> {
    await this.#begin()
    this.save()
  }

  async #begin(): Promise<void> {
    await this.service.begin(this.#tenant)
    this.#live.put(await this.service.book.definitions(this.#tenant))
  }

  async feed(count: number): Promise<void> {
    const rows = this.#rows.slice(this.#fed, this.#fed + count)
    for (const row of rows) this.history.add(row)
    this.#fed += rows.length
    await this.#give(rows)
  }

  async add(rows: readonly Row[]): Promise<void> {
    for (const row of rows) this.history.add(row)
    await this.#give(rows)
  }

  async tick(now: Micros): Promise<void> {
    this.#live.tick(now)
    await this.#take()
  }

  save(): void {
    this.#checkpoint = this.#live.save()
    this.#saved = this.#fed
  }

  /** Killed, or closed as it should be; what was fed since the last save comes again. */
  async restart(isKilled: boolean): Promise<void> {
    this.#isDead = isKilled
    await this.service.close()
    this.#isDead = false
    this.service = this.#open()
    this.#live = this.#newLive()
    await this.#begin()
    this.#live.load(this.#checkpoint)
    await this.#give(this.#rows.slice(this.#saved, this.#fed))
  }

  async worked(): Promise<void> {
    for (let turn = 0; ; turn++) {
      await this.service.tell(this.#tenant)
      const { rows } = await platform.database.tenants.within(this.#tenant, (tx) =>
        tx.execute<{ n: string }>(sql`select count(*) as n from binding_work`),
      )
      if (Number(rows[0]!.n) === 0) return
      if (turn > 20) expect.unreachable('what waits is never worked out')
    }
  }

  async #give(rows: readonly Row[]): Promise<void> {
    if (rows.length > 0) this.#live.feed(batchOf([...rows]), START)
    await this.#take()
  }

  async #take(): Promise<void> {
    const told = this.#live.take()
    if (told) await this.service.book.take(this.#tenant, modelNewsOf(told), 1)
  }
}

/** The model over the whole history, the plain way. */
function plainly(history: NearHistory, isSum: boolean): [Micros, number | null][] {
  const definition = {
    number: 1,
    inputs: [a, b].map((series) => ({ series, type: 'number' as const })),
  }
  let sum = 0
  return tellRows(definition, [null, null], batchOf([...history.of(a), ...history.of(b)])).map(
    ({ time, values, status }) => {
      if (status.some((one) => isBad(one))) return [time, null]
      const own = values[0]! + values[1]!
      sum += own
      return [time, isSum ? sum : own]
    },
  )
}

const anyRow = fc
  .tuple(
    fc.integer({ min: 0, max: 1 }),
    // Over some hours, so that there is more than one that is kept of what is remembered.
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 0, max: 99 }),
    fc.constantFrom(Status.Good, Status.Good, Status.Good, Status.BadSensorFailure),
    // Most come at once, some late.
    fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 25 }) }),
  )
  .map(([of, step, value, status, late]) => ({
    row: { of, time: START + step * 300 * S, value, status },
    at: step + late,
  }))

const step = fc.oneof(
  { weight: 8, arbitrary: fc.constant('feed' as const) },
  { weight: 3, arbitrary: fc.constant('tick' as const) },
  { weight: 3, arbitrary: fc.constant('work' as const) },
  { weight: 1, arbitrary: fc.constant('save' as const) },
  { weight: 1, arbitrary: fc.constant('kill' as const) },
  { weight: 1, arbitrary: fc.constant('restart' as const) },
)

it('late data, kills and restarts leave what one run over the whole history gives, with a memory and without', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRow, { minLength: 8, maxLength: 40 }),
      fc.array(step, { minLength: 15, maxLength: 40 }),
      async (rows, steps) => {
        const arrivals = [...rows].sort((x, y) => x.at - y.at).map(({ row }) => row)
        const world = new World(arrivals.map(({ of, time, value, status }) => [of === 0 ? a : b, time, value, status]))
        const line = await world.define(LINE)
        const sum = await world.define(SUM)
        await world.begin()
        for (const [i, does] of [...steps, ...rows.map(() => 'feed' as const)].entries()) {
          if (does === 'feed') await world.feed(1 + (i % 3))
          else if (does === 'tick') await world.tick(START + i * 1_000 * S)
          else if (does === 'work') await world.service.tell(platform.tenant)
          else if (does === 'save') world.save()
          else await world.restart(does === 'kill')
        }
        await world.add([a, b].map((series): Row => [series, START + 90_000 * S, 1, Status.Good]))
        await world.tick(START + 1_000_000 * S)
        await world.worked()
        const seconds = (all: readonly (readonly [number, unknown])[]) =>
          all.map(([time, value]) => [(time - START) / S, value])
        const told = (series: number) =>
          seconds(world.history.of(series).map(([, time, value]): [number, unknown] => [time, value]))
        const [given, summed] = [told(line.output), told(sum.output)]
        for (const { id } of [line, sum]) await world.service.remove({ tenant: platform.tenant }, id, actor)
        expect(given).toEqual(seconds(plainly(world.history, false)))
        expect(summed).toEqual(seconds(plainly(world.history, true)))
        await world.service.close()
      },
    ),
    { numRuns: 6, endOnFailure: true },
  )
})
