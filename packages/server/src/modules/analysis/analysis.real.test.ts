import { batchOf } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, type Side } from '../../testing-people.ts'

const T0 = Date.UTC(2026, 10, 1, 8) * 1_000
const SECOND = 1_000_000
const MINUTE = 60 * SECOND
const range = `from=${T0}&to=${T0 + MINUTE}`

let platform: TestPlatform
let north: Side
let south: Side
let boiler: string
const ids: Record<string, string> = {}

const bad = 0x80000000
beforeAll(async () => {
  platform = await startTestPlatform()
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  const register = async (
    machine: string,
    points: readonly { name: string; type: 'double' | 'string' | 'int64'; unit?: string }[],
  ) => {
    const placed = {
      source: { group: 'g', node: 'n', device: machine },
      assetPath: ['Works', machine],
      points: [...points],
    }
    return (await platform.services.devices.directory.register(north.id, placed)).series as readonly number[]
  }
  const power = { name: 'Power', type: 'double', unit: 'kW' } as const
  const [power1, mode] = (await register('Boiler 1', [power, { name: 'Mode', type: 'string' }])) as [number, number]
  const [power2, counter] = (await register('Boiler 2', [power, { name: 'Counter', type: 'double' }])) as [
    number,
    number,
  ]
  // A changed type begins a new series.
  const [, , whole] = [0, 0, (await register('Boiler 2', [power, { name: 'Counter', type: 'int64' }]))[1] as number]
  const at = (second: number): number => T0 + second * SECOND
  await platform.history.append(
    north.id,
    batchOf([
      [power1, at(-30), 10],
      [power1, at(30), 20],
      [power1, at(50), 99, bad],
      [power2, at(0), 5],
      [power2, at(20), 7],
      [mode, at(-5), 'heat'],
      [mode, at(15), 'hold'],
      [mode, at(45), 'heat'],
      [counter, at(0), 1.5],
      [whole, at(40), 2n ** 60n + 1n],
    ]),
    1,
  )
  const points = (await north.ask('/points')).body.items
  for (const { id, name, path } of points) ids[`${path.at(-1)} ${name}`] = id
  boiler = (await north.ask('/assets?search=boiler')).body.items.find(({ name }) => name === 'Boiler 1')?.id ?? ''
})
afterAll(() => platform.close())

const read = async (ask: Ask, path: string) => {
  const { status, body } = await ask(path)
  return status === 200 ? (body as Record<string, unknown>) : { status, code: body['code'] }
}
const point = (name: string, path: string): string =>
  `/points/${ids[name]}/${path}${path.includes('?') ? '&' : '?'}${range}`

describe('questions about one point', () => {
  it('time-weighted means tell what stood before, and how much of the time is known', async () => {
    expect(await read(north.ask, point('Boiler 1 Power', 'time-weighted?width=30000000'))).toEqual({
      width: 30 * SECOND,
      start: [T0, T0 + 30 * SECOND],
      mean: [10, 20],
      coverage: [1, 20 / 30],
    })
    const lines = await read(north.ask, point('Boiler 1 Power', 'time-weighted?width=30000000&interpolation=linear'))
    expect(lines['mean']).toEqual([17.5, 20])
  })

  it('a curve ends where the type of its point changes', async () => {
    const counted = await read(north.ask, point('Boiler 2 Counter', 'time-weighted?width=60000000'))
    expect(counted).toMatchObject({ coverage: [1] })
    expect((counted['mean'] as number[])[0]).toBeCloseTo((1.5 * 40 + 2 ** 60 * 20) / 60, -5)
  })

  it('what stands is told up to the present, not beyond', async () => {
    const now = Date.now() * 1_000
    const { body } = await north.ask(
      `/points/${ids['Boiler 2 Power']}/states?from=${now - 10 * SECOND}&to=${now + 3_600 * SECOND}`,
    )
    const [state] = body.items as unknown as { duration: number; value: number }[]
    expect(state?.value).toBe(7)
    expect(state?.duration).toBeLessThan(60 * SECOND)
  })

  it('columns for pixels, durations of states, histograms', async () => {
    expect(await read(north.ask, point('Boiler 1 Power', 'm4?pixels=2'))).toMatchObject({
      pixels: 2,
      column: [1],
      first: [20],
      lastTime: [T0 + 30 * SECOND],
      count: [2],
      good: [1],
    })
    expect(await read(north.ask, point('Boiler 1 Mode', 'states'))).toEqual({
      items: [
        { start: T0, value: 'heat', duration: 30 * SECOND, entered: 1 },
        { start: T0, value: 'hold', duration: 30 * SECOND, entered: 1 },
      ],
    })
    expect(await read(north.ask, point('Boiler 2 Counter', 'states'))).toEqual({
      items: [
        { start: T0, value: 1.5, duration: 40 * SECOND, entered: 0 },
        { start: T0, value: String(2n ** 60n + 1n), duration: 20 * SECOND, entered: 0 },
      ],
    })
    expect(await read(north.ask, point('Boiler 2 Power', 'histogram?edges=0,6,7'))).toEqual({
      edges: [0, 6, 7],
      bins: [1, 0],
      below: 0,
      above: 1,
    })
    expect(await read(north.ask, point('Boiler 2 Power', 'histogram?bins=2&weight=time'))).toEqual({
      edges: [5, 6, 7, 8],
      bins: [20 * SECOND, 0, 40 * SECOND],
      below: 0,
      above: 0,
    })
    // What was set before the range, and stands in it, is within the edges as well.
    expect(await read(north.ask, point('Boiler 1 Power', 'histogram?bins=2&weight=time'))).toEqual({
      edges: [10, 15, 20, 25],
      bins: [30 * SECOND, 0, 20 * SECOND],
      below: 0,
      above: 0,
    })
  })

  it('raw samples come in pages that follow each other, over a change of type too', async () => {
    const first = await read(north.ask, point('Boiler 2 Counter', 'history?limit=1'))
    expect(first).toMatchObject({ items: [{ value: 1.5 }], truncated: true })
    const next = `/points/${ids['Boiler 2 Counter']}/history?limit=1&cursor=${String(first['next'])}`
    const second = await read(north.ask, next)
    expect(second).toMatchObject({ items: [{ value: String(2n ** 60n + 1n) }], truncated: false })
    expect(second['next']).toBeUndefined()
    const stolen = next.replace(ids['Boiler 2 Counter'] as string, ids['Boiler 2 Power'] as string)
    expect(await read(north.ask, stolen)).toEqual({ status: 400, code: 'history.cursor_malformed' })
    expect(await read(north.ask, `${next}&order=desc`)).toEqual({ status: 400, code: 'history.cursor_malformed' })
  })
})

describe('questions about many points', () => {
  it('values at instants, in the order of points and of time', async () => {
    const asked = [ids['Boiler 1 Mode'], ids['Boiler 2 Counter'], ids['Boiler 1 Power']].join(',')
    const times = [T0 + 45 * SECOND, T0 + 10 * SECOND].join(',')
    const { items } = (await read(north.ask, `/points/at?ids=${asked}&times=${times}`)) as {
      items: Record<string, unknown>[]
    }
    expect(items.map(({ value }) => value)).toEqual(['heat', 'heat', 1.5, String(2n ** 60n + 1n), 10, 20])
    expect(items[0]).toMatchObject({ point: ids['Boiler 1 Mode'], quality: 'good', time: '2026-11-01T08:00:10.000Z' })
    expect(items[0]?.['sampleTime']).toBe('2026-11-01T07:59:55.000Z')
    const line = await read(north.ask, `/points/at?ids=${ids['Boiler 1 Power']}&times=${T0}&mode=linear`)
    expect(line).toMatchObject({ items: [{ value: 15, statusName: 'Good' }] })
  })

  it('groups by name and by asset, and the first ones', async () => {
    const groups = await read(
      north.ask,
      `/history/groups?${range}&width=60000000&name=Power&by=name&of=weighted&with=sum`,
    )
    expect(groups).toMatchObject({ items: [{ key: 'Power', points: 2, start: [T0], members: [2] }] })
    const [fleet] = (groups as { items: { value: number[] }[] }).items
    expect(fleet?.value[0]).toBeCloseTo((10 * 30 + 20 * 20) / 50 + (5 * 20 + 7 * 40) / 60, 9)
    const assets = (await read(north.ask, `/history/groups?${range}&width=60000000&name=Power`)) as {
      items: { name: string; value: number[] }[]
    }
    expect(assets.items.map(({ name, value }) => [name, ...value])).toEqual([
      ['Works/Boiler 1', 20],
      ['Works/Boiler 2', 6],
    ])
    const top = (await read(north.ask, `/history/top?${range}&name=Power&of=max`)) as {
      items: Record<string, unknown>[]
    }
    expect(top.items).toMatchObject([
      { point: ids['Boiler 1 Power'], name: 'Power', path: ['Works', 'Boiler 1'], unit: 'kW', value: 20 },
      { point: ids['Boiler 2 Power'], value: 7 },
    ])
  })

  it('holds only what is in reach of whoever asks', async () => {
    const part = await north.member('part', [{ role: 'viewer', below: boiler }])
    const names = async (ask: Ask): Promise<unknown> =>
      ((await read(ask, `/history/top?${range}&of=max`)) as { items: { path: string[] }[] }).items.map(({ path }) =>
        path.at(-1),
      )
    expect(new Set((await names(north.ask)) as string[])).toEqual(new Set(['Boiler 1', 'Boiler 2']))
    expect(new Set((await names(part)) as string[])).toEqual(new Set(['Boiler 1']))
    expect(await names(south.ask)).toEqual([])
    const hidden = ids['Boiler 2 Power'] as string
    const unknown = { status: 404, code: 'assets.point_unknown' }
    for (const path of ['time-weighted', 'm4?pixels=9', 'states', 'histogram', 'history?limit=1'])
      for (const ask of [part, south.ask]) expect(await read(ask, point('Boiler 2 Power', path))).toEqual(unknown)
    for (const path of [
      `/points/at?ids=${hidden}&times=${T0}`,
      `/history/top?points=${hidden}`,
      `/history/groups?points=${hidden}`,
    ])
      for (const ask of [part, south.ask]) expect(await read(ask, path)).toEqual(unknown)
    const works = (await north.ask('/assets?parent=root')).body.items[0]?.id
    expect(await read(part, `/history/groups?asset=${works}`)).toEqual({ status: 404, code: 'assets.asset_unknown' })
    const auditor = await north.member('auditor', [{ role: 'auditor' }])
    expect((await read(auditor, `/history/top?${range}`))['status']).toBe(403)
  })

  it('says what it does not take', async () => {
    const codeOf = async (path: string): Promise<unknown> => (await read(north.ask, path))['code']
    expect(await codeOf(`/history/top?points=${ids['Boiler 1 Mode']}&asset=${boiler}`)).toBe('analysis.points_of_two')
    expect(await codeOf(`/points/at?ids=${ids['Boiler 1 Mode']}&times=,`)).toBe('analysis.times_malformed')
    expect(await codeOf(`/points/at?ids=${ids['Boiler 1 Mode']}&times=soon`)).toBe('telemetry.time_malformed')
    expect(await codeOf(point('Boiler 1 Power', 'histogram?edges=2,1'))).toBe('analysis.edges_malformed')
    expect(await codeOf(point('Boiler 1 Power', 'states?width=1'))).toBe('telemetry.buckets_too_many')
    expect(await codeOf(point('Boiler 1 Power', 'time-weighted?interpolation=cubic'))).toBe('http.request_malformed')
  })
})
