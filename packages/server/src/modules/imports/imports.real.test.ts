import { batchOf, Status } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { addOrganisation, askerOf, type Side } from '../../testing-people.ts'
import type { Import, Mapping } from './schema.ts'

const T0 = Date.UTC(2026, 2, 1) * 1_000

let platform: TestPlatform
let north: Side
let south: Side
/** Ids and series of north's points by name. */
const points = new Map<string, { id: string; series: number }>()
let boiler: string

async function plant(side: Side): Promise<Map<string, { id: string; series: number }>> {
  const found = new Map<string, { id: string; series: number }>()
  const machines = {
    'Boiler 1': [
      { name: 'Pressure', type: 'double', unit: 'bar' },
      { name: 'Temperature', type: 'double', unit: 'Cel' },
      { name: 'Energy', type: 'int64', unit: 'kW.h' },
    ],
    'Line / 2': [
      { name: 'Running', type: 'boolean' },
      { name: 'Message', type: 'string' },
    ],
  } as const
  for (const [machine, described] of Object.entries(machines)) {
    const { series } = await platform.services.devices.directory.register(side.id, {
      source: { group: 'g', node: 'n', device: machine },
      assetPath: ['Works', machine],
      points: described,
    })
    const { items } = (await side.ask('/points?limit=500')).body
    for (const [i, { name }] of described.entries())
      found.set(name, { id: items.find((item) => item.name === name)?.id ?? '', series: series[i] as number })
  }
  return found
}

beforeAll(async () => {
  platform = await startTestPlatform()
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  for (const [name, point] of await plant(north)) points.set(name, point)
  await plant(south)
  boiler = (await north.ask('/assets?search=boiler')).body.items.find(({ name }) => name === 'Boiler 1')?.id ?? ''
})
afterAll(() => platform.close())

const idOf = (name: string): string => points.get(name)?.id ?? ''
const send = (side: Pick<Side, 'token'>, id: string, offset: number, bytes: Uint8Array) =>
  platform.fetch(`/api/v1/history/imports/${id}/content?offset=${offset}`, {
    token: side.token,
    method: 'PUT',
    body: Buffer.from(bytes),
    headers: { 'content-type': 'application/octet-stream' },
  })

/** Sends a file whole and waits for what becomes of it. */
async function bring(
  content: string | Uint8Array,
  more: { mapping?: Mapping; dryRun?: boolean; format?: string; encoding?: string } = {},
  side: Pick<Side, 'ask' | 'token'> = north,
): Promise<Import> {
  const bytes = Buffer.from(content as string)
  const body = { name: 'file.csv', format: 'csv', size: bytes.length, ...more }
  const begun = await side.ask('/history/imports', { method: 'POST', body })
  expect(begun.body).toMatchObject({ state: 'receiving', received: 0 })
  const id = String(begun.body['id'])
  expect((await send(side, id, 0, bytes)).status).toBe(200)
  const now = async () => (await side.ask(`/history/imports/${id}`)).body as unknown as Import
  await expect.poll(async () => (await now()).state, settled).toMatch(/done|stopped/)
  return now()
}
/** What queries see may be a moment behind what is stored. */
const settled = { timeout: 60_000 }
const refusalsOf = async ({ id }: Import) => (await north.ask(`/history/imports/${id}/refusals`)).body

const stateOf = async (id: string): Promise<unknown> => (await north.ask(`/history/imports/${id}`)).body['state']

async function valuesOf(name: string, from = T0, to = T0 + 86_400_000_000, side = north): Promise<unknown[][]> {
  const id = side === north ? idOf(name) : (await side.ask(`/points?search=${name}`)).body.items[0]?.id
  const { items } = (await side.ask(`/points/${id}/history?from=${from}&to=${to}`)).body as unknown as {
    items: { time: string; value: unknown; status: number }[]
  }
  return items.map(({ time, value, status }) => [time.slice(11), value, status])
}

// Each file is read by a process of its own, which waits behind all others for a processor.
describe('an import', { timeout: 180_000 }, () => {
  it('takes a row a sample, of points by id or by path, with time, unit and status', async () => {
    const done = await bring(
      [
        'when;where;value;in;how',
        `2026-03-01T00:00:00.000001Z;${idOf('Pressure')};1.5;bar;`,
        `2026-03-01T00:00:01;Works/Boiler 1/Pressure;250000;Pa;UncertainSensorNotAccurate`,
        `2026-03-01T08:00:02+08:00;Works/Boiler 1/Temperature;300;K;0`,
        `2026-03-01T00:00:03Z;Works/Line ~1 2/Running;true;;good`,
        `2026-03-01T00:00:04Z;Works/Line ~1 2/Message;"läuft; 运行";;`,
        `2026-03-01T00:00:05Z;Works/Boiler 1/Energy;9007199254740993;kW.h;`,
        `2026-03-01T00:00:06Z;Works/Boiler 1/Energy;2;MW.h;`,
        `2026-03-01T00:00:07Z;Works/Boiler 1/Pressure;;;BadNoCommunication`,
      ].join('\n'),
      {
        mapping: {
          layout: 'long',
          time: { column: 'when' },
          point: { column: 'where' },
          values: ['value'],
          unit: { column: 'in' },
          status: 'how',
        },
      },
    )
    expect(done).toMatchObject({ state: 'done', rows: 8, stored: 8, refused: 0, progress: 1, reasons: {} })
    await expect
      .poll(() => valuesOf('Pressure'), settled)
      .toEqual([
        ['00:00:00.000001Z', 1.5, 0],
        ['00:00:01.000Z', 2.5, Status.UncertainSensorNotAccurate],
        ['00:00:07.000Z', null, Status.BadNoCommunication],
      ])
    await expect.poll(() => valuesOf('Temperature'), settled).toEqual([['00:00:02.000Z', expect.closeTo(26.85, 9), 0]])
    await expect
      .poll(() => valuesOf('Energy'), settled)
      .toEqual([
        ['00:00:05.000Z', '9007199254740993', 0],
        ['00:00:06.000Z', 2000, 0],
      ])
    await expect.poll(() => valuesOf('Running'), settled).toEqual([['00:00:03.000Z', true, 0]])
    await expect.poll(() => valuesOf('Message'), settled).toEqual([['00:00:04.000Z', 'läuft; 运行', 0]])
  })

  it('takes a column a point, where nothing is no sample', async () => {
    const done = await bring('t,p,run\n1772409600,1,1\n1772409601,,0\n1772409602.5,3,\n', {
      mapping: {
        layout: 'wide',
        time: { column: 't', format: 's' },
        columns: [
          { column: 'p', point: idOf('Pressure'), unit: 'kPa' },
          { column: 'run', point: 'Works/Line ~1 2/Running' },
        ],
      },
    })
    expect(done).toMatchObject({ state: 'done', rows: 3, stored: 4, refused: 0 })
    const day = T0 + 86_400_000_000
    await expect
      .poll(() => valuesOf('Pressure', day, day + 86_400_000_000), settled)
      .toEqual([
        ['00:00:00.000Z', expect.closeTo(0.01, 12), 0],
        ['00:00:02.500Z', expect.closeTo(0.03, 12), 0],
      ])
    await expect
      .poll(() => valuesOf('Running', day, day + 86_400_000_000), settled)
      .toEqual([
        ['00:00:00.000Z', true, 0],
        ['00:00:01.000Z', false, 0],
      ])
  })

  it('names each line that it refuses, counts by reason, and stores the others', async () => {
    const rows = [
      ['yesterday', idOf('Pressure'), '1', 'bar', ''],
      ['2026-03-03T00:00:00Z', 'Works/Boiler 1/Nothing', '1', '', ''],
      ['2026-03-03T00:00:01Z', '', '1', '', ''],
      ['2026-03-03T00:00:02Z', idOf('Pressure'), 'high', '', ''],
      ['2026-03-03T00:00:03Z', idOf('Pressure'), '1', 'furlong', ''],
      ['2026-03-03T00:00:04Z', idOf('Pressure'), '1', 'kg', ''],
      ['2026-03-03T00:00:05Z', idOf('Pressure'), '1', '', 'splendid'],
      ['2026-03-03T00:00:06Z', idOf('Pressure'), '', '', ''],
      ['2026-03-03T00:00:07Z', idOf('Running'), '7', '', ''],
      ['2026-03-03T00:00:08Z', idOf('Energy'), '1.5', '', ''],
      ['2026-03-03T00:00:09Z', idOf('Energy'), '9223372036854775808', '', ''],
      ['2099-01-01T00:00:00Z', idOf('Pressure'), '1', '', ''],
      ['1800-01-01T00:00:00Z', idOf('Pressure'), '1', '', ''],
      ['2026-03-03T00:00:10Z', idOf('Pressure'), '1e999', '', ''],
      ['2026-03-03T00:00:11Z', idOf('Message'), 'x'.repeat(20_000), '', ''],
      ['too', 'few'],
      ['2026-03-03T00:00:12Z', idOf('Pressure'), '-1.5e1', '', ''],
    ]
    const done = await bring(`time,point,value_double,unit,status\n${rows.map((row) => row.join()).join('\n')}\n`, {
      mapping: {
        layout: 'long',
        time: { column: 'time' },
        point: { column: 'point' },
        values: ['value_double'],
        unit: { column: 'unit' },
        status: 'status',
      },
    })
    expect(done).toMatchObject({ state: 'done', rows: 17, stored: 1, refused: 16 })
    expect(done.reasons).toEqual({
      time_malformed: 1,
      point_unknown: 2,
      type_mismatch: 3,
      unit_unknown: 1,
      unit_mismatch: 1,
      status_unknown: 1,
      no_value: 1,
      number_out_of_range: 2,
      future_time: 1,
      time_out_of_range: 1,
      string_too_long: 1,
      row_malformed: 1,
    })
    const { items, total } = (await refusalsOf(done)) as unknown as {
      items: { line: number; reason: string; detail: string }[]
      total: number
    }
    expect(total).toBe(16)
    expect(items.find(({ line }) => line === 5)).toEqual({
      line: 5,
      reason: 'type_mismatch',
      detail: 'Expected a number, saw "high".',
    })
    expect(items.map(({ line }) => line).sort((a, b) => a - b)).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
    ])
    const csv = await platform.fetch(`/api/v1/history/imports/${done.id}/refusals`, {
      token: north.token,
      headers: { accept: 'text/csv' },
    })
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="file.csv-refused.csv"')
    const lines = (await csv.text()).trim().split('\r\n')
    expect(lines).toHaveLength(17)
    expect(lines[0]).toBe('line,column,reason,detail')
    await expect
      .poll(() => valuesOf('Pressure', T0 + 2 * 86_400_000_000, T0 + 3 * 86_400_000_000), settled)
      .toEqual([['00:00:12.000Z', -15, 0]])
  })

  it('that is dry tells the same and stores nothing', async () => {
    const done = await bring(`time,point,value_double\n2026-03-05T00:00:00Z,${idOf('Pressure')},1\nx,y,z\n`, {
      dryRun: true,
      mapping: { layout: 'long', time: { column: 'time' }, point: { column: 'point' }, values: ['value_double'] },
    })
    expect(done).toMatchObject({ state: 'done', dryRun: true, rows: 2, stored: 1, refused: 1 })
    expect(await valuesOf('Pressure', T0 + 4 * 86_400_000_000, T0 + 5 * 86_400_000_000)).toEqual([])
  })

  it.each(['csv', 'arrow', 'parquet'])(
    'of our own export as %s needs no mapping here, and finds its points by path elsewhere',
    async (format) => {
      const day = T0 + 10 * 86_400_000_000
      const series = (name: string) => points.get(name)?.series as number
      await platform.history.append(
        north.id,
        batchOf([
          [series('Pressure'), day, 1.25],
          [series('Pressure'), day + 1, -0],
          [series('Energy'), day + 2, 2n ** 62n + 1n],
          [series('Running'), day + 3, false, Status.UncertainInitialValue],
          [series('Message'), day + 4, '=SUM(A1)'],
          [series('Message'), day + 5, ''],
          [series('Message'), day + 6, null, Status.BadSensorFailure],
        ]),
        50,
      )
      const range = `from=${day}&to=${day + 1_000}`
      const file = await platform.fetch(`/api/v1/history/export?${range}&format=${format}`, { token: north.token })
      const bytes = new Uint8Array(await file.arrayBuffer())
      expect(await bring(bytes, { format })).toMatchObject({ state: 'done', rows: 7, stored: 7, refused: 0 })
      const mapping: Mapping = {
        layout: 'long',
        time: { column: 'time' },
        point: { path: 'path', name: 'name' },
        values: ['value_double', 'value_int64', 'value_boolean', 'value_string'],
        unit: { column: 'unit' },
        status: 'status',
      }
      expect(await bring(bytes, { format, mapping }, south)).toMatchObject({
        state: 'done',
        rows: 7,
        stored: 7,
        refused: 0,
      })
      for (const name of ['Pressure', 'Energy', 'Running', 'Message'])
        await expect
          .poll(() => valuesOf(name, day, day + 1_000, south), settled)
          .toEqual(await valuesOf(name, day, day + 1_000))
    },
  )

  it('of values that are days late repairs what is summed up, and changes nothing when it comes again', async () => {
    const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 10 * 86_400_000
    const at = (minute: number) => new Date(hour + minute * 60_000).toISOString()
    const mapping: Mapping = { layout: 'long', time: { column: 'time' }, point: { column: 'point' }, values: ['value'] }
    const take = async (...rows: [time: string, value: number][]) => {
      const text = rows.map(([time, value]) => `${time},${idOf('Temperature')},${value}`)
      expect(await bring(`time,point,value\n${text.join('\n')}\n`, { mapping })).toMatchObject({
        state: 'done',
        stored: rows.length,
      })
    }
    const sums = async () => {
      const range = `from=${hour * 1_000}&to=${(hour + 3_600_000) * 1_000}&width=3600000000`
      const { count, min, max } = (await north.ask(`/points/${idOf('Temperature')}/buckets?${range}`)).body
      return { count, min, max }
    }
    await take([at(10), 1], [at(20), 2])
    await expect.poll(sums, settled).toEqual({ count: [2], min: [1], max: [2] })
    await take([at(30), 3], [at(10), 7], [at(5), -4])
    await expect.poll(sums, settled).toEqual({ count: [4], min: [-4], max: [7] })
    // The same once more changes nothing.
    await take([at(30), 3], [at(10), 7], [at(5), -4])
    const day = hour * 1_000
    await expect
      .poll(async () => (await valuesOf('Temperature', day, day + 3_600_000_000)).map(([, value]) => value), settled)
      .toEqual([-4, 7, 2, 3])
    expect(await sums()).toEqual({ count: [4], min: [-4], max: [7] })
  })

  it('is received in parts, each durable, in order, and once', async () => {
    const text = `time,point,value_double\n2026-03-06T00:00:00Z,${idOf('Pressure')},1\n`
    const bytes = Buffer.from(text)
    const mapping = { layout: 'long', time: { column: 'time' }, point: { column: 'point' }, values: ['value_double'] }
    const begun = await north.ask('/history/imports', {
      method: 'POST',
      body: { name: 'x', format: 'csv', size: bytes.length, mapping, fingerprint: 'f' },
    })
    const id = String(begun.body['id'])
    const part = async (offset: number, end: number) => {
      const reply = await send(north, id, offset, bytes.subarray(offset, end))
      const body = (await reply.json()) as { received?: number; code?: string }
      return body.received ?? body.code
    }
    expect(await part(10, 20)).toBe('imports.not_next')
    expect(await part(0, 10)).toBe(10)
    expect(await part(0, 10)).toBe(10)
    expect(await part(5, 20)).toBe(20)
    expect((await north.ask('/history/imports')).body.items[0]).toMatchObject({
      id,
      received: 20,
      state: 'receiving',
      fingerprint: 'f',
    })
    expect((await send(north, id, 20, Buffer.alloc(bytes.length))).status).toBe(422)
    expect(await part(20, bytes.length)).toBe(bytes.length)
    await expect.poll(() => stateOf(id), settled).toBe('done')
    expect((await send(north, id, bytes.length, Buffer.from('more'))).status).toBe(409)
    expect(
      (
        await platform.fetch(`/api/v1/history/imports/${id}/content?offset=0`, {
          token: north.token,
          method: 'PUT',
          body: '{}',
          headers: { 'content-type': 'application/json' },
        })
      ).status,
    ).toBe(415)
  })

  it('of a file that cannot be read is stopped, with the reason, and can be removed', async () => {
    const stopped = await bring('no parquet at all', { format: 'parquet' })
    expect(stopped).toMatchObject({ state: 'stopped', fault: { code: 'files.unreadable' } })
    const other = await bring('a,b\n1,2\n')
    expect(other).toMatchObject({
      state: 'stopped',
      fault: { code: 'files.column_missing', detail: 'Expected a column time, saw a, b.' },
    })
    // Told to go on in the moment in which it stopped, it is not forgotten.
    for (let again = 0; again < 2; again++) {
      expect((await north.ask(`/history/imports/${other.id}/resume`, { method: 'POST' })).status).toBe(200)
      await expect.poll(() => stateOf(other.id), { ...settled, interval: 2 }).toBe('stopped')
    }
    const { items } = (await north.ask('/audit?action=history.imported&limit=3')).body as unknown as { items: object[] }
    expect(items).toEqual(Array(3).fill(expect.objectContaining({ outcome: 'failed' })))
    expect((await north.ask(`/history/imports/${other.id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await north.ask(`/history/imports/${other.id}`)).status).toBe(404)
  })

  it('from the import folder stays in it', async () => {
    for (const path of ['../../secrets/local-token', '/etc/passwd', '..', '', 'nothing.csv', 'a/../../../x'])
      expect([
        path,
        (await north.ask('/history/imports', { method: 'POST', body: { name: 'x', format: 'csv', path } })).status,
      ]).toEqual([path, path === '' ? 400 : 422])
    expect((await north.ask('/history/imports', { method: 'POST', body: { name: 'x', format: 'csv' } })).status).toBe(
      400,
    )
  })

  it('is for engineers, in their part of the plant, and seen by their organisation alone', async () => {
    const operator = await north.member('operator', [{ role: 'operator' }])
    expect((await operator('/history/imports')).status).toBe(403)
    const ask = await north.member('part-engineer', [{ role: 'engineer', below: boiler }])
    const token = await platform.signIn('part-engineer')
    const mapping: Mapping = { layout: 'long', time: { column: 'time' }, point: { column: 'point' }, values: ['value'] }
    const text = `time,point,value\n2026-03-07T00:00:00Z,${idOf('Pressure')},1\n2026-03-07T00:00:00Z,${idOf('Running')},1\n2026-03-07T00:00:00Z,Works/Line ~1 2/Message,x\n`
    const done = await bring(text, { mapping }, { ask, token })
    expect(done).toMatchObject({ rows: 3, stored: 1, refused: 2, reasons: { point_unknown: 2 } })
    expect((await ask('/history/imports')).body.items.map(({ id }) => id)).toEqual([done.id])
    expect((await ask(`/history/imports/${(await north.ask('/history/imports')).body.items[1]?.id}`)).status).toBe(404)
    expect((await south.ask(`/history/imports/${done.id}`)).status).toBe(404)
    expect((await south.ask(`/history/imports/${done.id}`, { method: 'DELETE' })).status).toBe(404)
    expect((await askerOf(platform, '')('/history/imports')).status).toBe(401)
  })

  it('stands in the audit when it begins and when it ends', async () => {
    const { items } = (await north.ask('/audit?action=history.import&limit=3')).body as unknown as { items: object[] }
    expect(items[0]).toMatchObject({
      action: 'history.imported',
      outcome: 'done',
      detail: { rows: 3, stored: 1, refused: 2 },
    })
    expect(items[1]).toMatchObject({ action: 'history.import_begun', detail: { format: 'csv' } })
  })
})
