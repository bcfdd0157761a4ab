import { Owned } from '@millrace/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, type Side } from '../../testing-people.ts'
import { readCsv } from './csv.ts'
import type { Asset } from './schema.ts'
import type { PlantChanges } from './sheet-schema.ts'

const owned = new Owned()
let platform: TestPlatform
let counter = 0

beforeAll(async () => {
  platform = owned.add(await startTestPlatform())
})
afterAll(() => owned.close())

/** An organisation of its own, with a plant of two machines. */
async function plant(): Promise<Side & { sheet: () => Promise<string> }> {
  const side = await addOrganisation(platform, `Org${++counter}`)
  for (const machine of ['Boiler', 'Mill'])
    await platform.services.devices.directory.register(side.id, {
      source: { group: 'g', node: 'n', device: machine },
      assetPath: ['Works', machine],
      points: [{ name: `${machine} speed`, type: 'double', unit: 'm/s', description: 'of the belt' }],
    })
  const sheet = async () => (await platform.fetch('/api/v1/assets/sheet', { token: side.token })).text()
  return { ...side, sheet }
}

async function send(
  side: Side,
  path: string,
  text: string | Uint8Array,
): Promise<{ status: number; body: PlantChanges & { code?: string; detail?: string } }> {
  const reply = await platform.fetch(`/api/v1${path}`, {
    token: side.token,
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: typeof text === 'string' ? text : Buffer.from(text),
  })
  return { status: reply.status, body: (await reply.json()) as PlantChanges }
}
const preview = async (side: Side, text: string | Uint8Array) => (await send(side, '/assets/sheet/preview', text)).body
const apply = async (side: Side, text: string | Uint8Array) => {
  const looked = await preview(side, text)
  expect(looked.items.filter(({ is }) => is === 'refused')).toEqual([])
  return send(side, `/assets/sheet?seen=${looked.seen}`, text)
}
const assets = async (ask: Ask): Promise<Asset[]> => (await ask('/assets?limit=500')).body.items as unknown as Asset[]
const idOf = async (ask: Ask, name: string): Promise<string> =>
  (await assets(ask)).find((each) => each.name === name)?.id ?? ''
/** The sheet with cells of one line changed, found by a word in it. */
function edited(text: string, word: string, cells: Record<string, string>): string {
  const [head, ...lines] = readCsv(text.replace('\ufeff', ''))
  const columns = head?.cells ?? []
  const out = [
    columns,
    ...lines.map(({ cells: old }) =>
      old.includes(word) ? old.map((cell, at) => cells[columns[at] ?? ''] ?? cell) : old,
    ),
  ]
  return out.map((line) => line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')
}
const columns = 'row,id,parent,name,level,kind,description,tags,latitude,longitude,retired,serial,maker,since'
const line = (cells: Record<string, string>): string =>
  columns
    .split(',')
    .map((column) => cells[column] ?? '')
    .join(',')

describe('a sheet', () => {
  it('told back as it was changes nothing, whatever people named their places', async () => {
    const side = await plant()
    const names = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((name) => /^[^\p{C}]*$/u.test(name) && name.trim() !== '')
    const odd = fc.oneof(
      names,
      fc.constantFrom('a/b~1', "'=1+1", '=SUM(A1)', '-5', 'x;y', 'he said "no"', ' ends ', '泵 #1'),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            name: odd,
            up: fc.nat(),
            description: odd,
            tag: fc.constantFrom('a', '热', 'x y'),
            at: fc.option(fc.double({ min: -90, max: 90, noNaN: true })),
          }),
          { minLength: 1, maxLength: 5 },
        ),
        async (places) => {
          const made: string[] = []
          for (const { name, up, description, tag, at } of places) {
            const parent = made[up % (made.length + 1)]
            const body = {
              name,
              description,
              tags: [tag],
              ...(parent ? { parent, level: 'equipment' } : {}),
              ...(at === null ? {} : { position: { latitude: at, longitude: -at } }),
            }
            const reply = await side.ask('/assets', { method: 'POST', body })
            if (reply.status === 201) made.push(String(reply.body['id']))
          }
          const text = await side.sheet()
          const looked = await preview(side, text)
          expect(looked.items).toEqual([])
          expect(looked.unchanged).toBe(readCsv(text).length - 1)
          expect((await apply(side, text)).status).toBe(200)
          expect(await side.sheet()).toBe(text)
        },
      ),
      { numRuns: 15 },
    )
  })

  it('makes, renames, moves and describes, with what hangs below and points by hand, and says so before', async () => {
    const side = await plant()
    const works = await idOf(side.ask, 'Works')
    const boiler = await idOf(side.ask, 'Boiler')
    const text = [
      columns,
      line({ row: 'asset', id: works, parent: '', name: 'Steel works', description: 'renamed' }),
      line({ row: 'asset', parent: 'Works', name: 'Hall', level: 'area', tags: 'new; hot' }),
      line({ row: 'asset', id: boiler, parent: 'Works/Hall', name: 'Boiler', latitude: '31.2', longitude: '121' }),
      line({ row: 'asset', parent: 'Works/Hall/Line', name: 'Mixer' }),
      line({ row: 'asset', parent: 'Works/Hall', name: 'Line', level: 'work_center', kind: 'production_line' }),
    ].join('\r\n')
    const looked = await preview(side, text)
    expect(looked.items.map(({ line, is, name, reason }) => [line, is, name, reason])).toEqual([
      [2, 'changed', 'Steel works', undefined],
      [3, 'made', 'Hall', undefined],
      [4, 'moved', 'Boiler', undefined],
      [5, 'made', 'Mixer', undefined],
      [6, 'made', 'Line', undefined],
    ])
    expect((await assets(side.ask)).map(({ name }) => name)).not.toContain('Hall')
    const done = await apply(side, text)
    expect([done.status, done.body.made, done.body.moved, done.body.changed]).toEqual([200, 3, 1, 1])
    const byName = new Map((await assets(side.ask)).map((each) => [each.name, each]))
    expect(byName.get('Boiler')).toMatchObject({
      path: ['Steel works', 'Hall', 'Boiler'],
      pointCount: 1,
      level: 'work_center',
      position: { latitude: 31.2, longitude: 121 },
    })
    expect(byName.get('Mixer')).toMatchObject({ path: ['Steel works', 'Hall', 'Line', 'Mixer'], level: 'work_unit' })
    expect(byName.get('Steel works')).toMatchObject({ childCount: 2, pointCount: 2, description: 'renamed' })
    expect(byName.get('Hall')).toMatchObject({ childCount: 2, pointCount: 1, tags: ['new', 'hot'] })
    expect((await preview(side, await side.sheet())).items).toEqual([])

    const moved = edited(await side.sheet(), 'Mill speed', { parent: 'Steel works/Hall/Line/Mixer' })
    expect((await apply(side, moved)).body).toMatchObject({ moved: 1, changed: 0, made: 0 })
    const [point] = (await side.ask('/points?search=mixer')).body.items
    expect(point?.path).toEqual(['Steel works', 'Hall', 'Line', 'Mixer'])
    const audit = (await side.ask('/audit?limit=50')).body.items.map(({ action }) => action)
    expect(audit).toEqual(expect.arrayContaining(['asset.made', 'asset.moved', 'asset.changed', 'points.placed']))
  })

  it('is refused line by line with the reason, and then changes nothing at all', async () => {
    const side = await plant()
    const other = await plant()
    const [works, boiler, mill] = await Promise.all(['Works', 'Boiler', 'Mill'].map((name) => idOf(side.ask, name)))
    const text = [
      columns,
      line({ row: 'asset', id: works ?? '', parent: 'Works/Mill', name: 'Works' }),
      line({ row: 'asset', id: boiler ?? '', parent: 'Works', name: 'Mill' }),
      line({ row: 'asset', parent: 'Nowhere', name: 'Lost' }),
      line({ row: 'asset', id: await idOf(other.ask, 'Boiler'), parent: '', name: 'Theirs' }),
      line({ row: 'asset', parent: '', name: 'Bad level', level: 'galaxy' }),
      line({ row: 'asset', parent: '', name: 'Half', latitude: '5' }),
      line({ row: 'machine', parent: '', name: 'x' }),
      line({ row: 'point', parent: 'Works', name: 'new point' }),
      line({ row: 'asset', parent: '', name: 'Fine' }),
    ].join('\n')
    const looked = await preview(side, text)
    const reasons = Object.fromEntries(
      looked.items.filter(({ is }) => is === 'refused').map(({ line, code }) => [line, code]),
    )
    expect(reasons).toEqual({
      2: 'assets.inside_itself',
      3: 'assets.name_taken',
      4: 'assets.sheet_row',
      5: 'assets.asset_unknown',
      6: 'assets.sheet_row',
      7: 'assets.sheet_row',
      8: 'assets.sheet_row',
      9: 'assets.sheet_row',
    })
    expect(looked).toMatchObject({ refused: 8, made: 1 })
    const before = await side.sheet()
    const refused = await send(side, `/assets/sheet?seen=${looked.seen}`, text)
    expect([refused.status, refused.body.code]).toEqual([422, 'assets.sheet_refused'])
    expect(await side.sheet()).toBe(before)
    expect(mill).not.toBe('')
  })

  it('is not applied to another plant than the one that was looked at', async () => {
    const side = await plant()
    const text = edited(await side.sheet(), 'Boiler', { name: 'Kettle' })
    const { seen } = await preview(side, text)
    await side.ask(`/assets/${await idOf(side.ask, 'Boiler')}`, { method: 'PUT', body: { name: 'Old boiler' } })
    expect((await send(side, `/assets/sheet?seen=${seen}`, text)).body.code).toBe('assets.sheet_stale')
  })

  it('swaps names, and swaps what fills two places, since only the end counts', async () => {
    const side = await plant()
    const [boiler, mill] = await Promise.all(['Boiler', 'Mill'].map((name) => idOf(side.ask, name)))
    const swap = [
      columns,
      line({ row: 'asset', id: boiler ?? '', parent: 'Works', name: 'Mill' }),
      line({ row: 'asset', id: mill ?? '', parent: 'Works', name: 'Boiler' }),
    ].join('\n')
    expect((await apply(side, swap)).body.changed).toBe(2)
    const begin = [
      columns,
      line({ row: 'physical', parent: 'Works/Boiler', serial: 'S1', maker: 'M', since: '2026-01-01' }),
      line({ row: 'physical', parent: 'Works/Mill', serial: 'S2', maker: 'M', since: '2026-01-01' }),
      line({ row: 'physical', serial: 'S3', maker: 'M' }),
    ].join('\n')
    expect((await apply(side, begin)).body.made).toBe(3)
    const sheet = await side.sheet()
    expect((await preview(side, sheet)).items).toEqual([])
    const crossed = edited(edited(sheet, 'S1', { parent: 'Works/Mill', since: '2026-06-01T00:00:00Z' }), 'S2', {
      parent: 'Works/Boiler',
      since: '2026-06-01T00:00:00Z',
    })
    expect((await apply(side, crossed)).body.moved).toBe(2)
    const history = (await side.ask('/role-fillings?serialNumber=S1')).body.items as unknown as {
      path: string[]
      until?: string
    }[]
    expect(history.map(({ path, until }) => [path[1], until])).toEqual([
      ['Mill', undefined],
      ['Boiler', '2026-06-01T00:00:00.000Z'],
    ])
    const twice = edited(await side.sheet(), 'S3', { parent: 'Works/Mill' })
    expect((await preview(side, twice)).items.map(({ line, code }) => [line > 0, code])).toEqual([
      [true, 'assets.role_filled'],
    ])
    expect((await apply(side, edited(await side.sheet(), 'S1', { parent: '' }))).body.moved).toBe(1)
    expect((await side.ask('/physical-assets?serialNumber=S1')).body.items[0]).not.toHaveProperty('fills')
  })

  it('comes as spreadsheets write it: with semicolons, in GB 18030, without some columns', async () => {
    const side = await plant()
    const gb = Buffer.concat([
      Buffer.from('row;id;name;description\r\nasset;;'),
      Buffer.from([0xb1, 0xc3]),
      Buffer.from(';"a;b"\r\n'),
    ])
    expect((await apply(side, gb)).body.made).toBe(1)
    expect((await assets(side.ask)).find(({ name }) => name === '泵')).toMatchObject({
      description: 'a;b',
      parent: null,
    })
    for (const text of [
      '',
      'row,id,colour\n',
      'row,name\nasset,x\n',
      'row,id,id\n',
      new Uint8Array([0xff, 0xff, 0xff]),
    ])
      expect((await send(side, '/assets/sheet/preview', text)).body.code).toBe('assets.sheet_malformed')
  })

  it('is for whoever may draw the whole plant', async () => {
    const side = await plant()
    const below = await idOf(side.ask, 'Works')
    const local = await side.member(`local${counter}`, [{ role: 'engineer', below }])
    expect((await local('/assets/sheet')).body['code']).toBe('assets.whole_needed')
    const viewer = await side.member(`viewer${counter}`, [{ role: 'viewer' }])
    expect((await viewer('/assets/sheet')).status).toBe(403)
  })
})

describe('an edit of many', () => {
  it('changes what a filter finds after it was looked at', async () => {
    const side = await plant()
    const bulk = async (change: object, seen?: string) =>
      (
        await side.ask('/assets/bulk', {
          method: 'POST',
          body: { filter: { level: 'site' }, change, ...(seen ? { seen } : {}) },
        })
      ).body as unknown as PlantChanges & { code?: string }
    const looked = await bulk({ addTags: ['rotating'], level: 'work_unit' })
    expect([looked.changed, looked.refused]).toEqual([2, 0])
    expect((await side.ask('/assets?tag=rotating')).body.items).toEqual([])
    expect((await bulk({ addTags: ['rotating'], level: 'work_unit' }, looked.seen)).changed).toBe(2)
    expect((await side.ask('/assets?tag=rotating&level=work_unit')).body.items).toHaveLength(2)
    const wrong = await side.ask('/assets/bulk', {
      method: 'POST',
      body: { filter: { tag: 'rotating' }, change: { kind: 'process_cell' } },
    })
    expect((wrong.body as unknown as PlantChanges).items.map(({ code }) => code)).toEqual([
      'assets.kind_misplaced',
      'assets.kind_misplaced',
    ])
  })
})
