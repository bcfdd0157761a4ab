import type { AppManifest, AppTable } from '@millrace/apps'
import { Fault } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { fitOf, type Place } from './fit.ts'
import { settingsOf } from './settings.ts'
import { grownTables } from './tables-grown.ts'
import { filtersOf, rowOf } from './values.ts'

const title = { en: 'x', zh: 'x' }
const codeOf = (run: () => unknown): unknown => {
  try {
    return run()
  } catch (thrown) {
    return thrown instanceof Fault ? thrown.code : thrown
  }
}

describe('settings', () => {
  const known = (more: object): AppManifest =>
    ({
      settings: [
        { name: 'price', title, ...more },
        { name: 'token', title, type: 'secret' },
      ],
    }) as unknown as AppManifest
  const price = known({ type: 'number', low: 0, high: 10, default: 1 })
  const none = { settings: {}, secrets: {} }

  it('are the default, what is given, or what was there', () => {
    expect(settingsOf(price, none, {})).toEqual({ settings: { price: 1 }, secrets: {} })
    const set = settingsOf(price, none, { price: 2, token: 'abc' })
    expect(set).toEqual({ settings: { price: 2 }, secrets: { token: 'abc' } })
    expect(settingsOf(price, set, {})).toEqual(set)
    expect(settingsOf(price, set, { price: null, token: null })).toEqual({ settings: { price: 1 }, secrets: {} })
  })

  it('are refused outside their bounds, and a secret is not told again', () => {
    expect(codeOf(() => settingsOf(price, none, { price: 11 }))).toBe('apps.setting_unfit')
    expect(codeOf(() => settingsOf(price, none, { constructor: 1 }))).toBe('apps.setting_unfit')
    expect(() => settingsOf(price, none, { token: 'hidden'.repeat(1_000) })).toThrow(/saw another/)
  })

  it('that another version does not take are its default, and stay for the one before', () => {
    const set = { settings: { price: 9, old: true }, secrets: {} }
    expect(settingsOf(known({ type: 'number', low: 0, high: 5, default: 3 }), set, {}).settings).toEqual({
      price: 3,
      old: true,
    })
    const named = { settings: [{ name: 'constructor', title, type: 'text' }] } as unknown as AppManifest
    expect(settingsOf(named, none, {})).toEqual(none)
  })
})

describe('an asset', () => {
  const need = {
    name: 'pump',
    title,
    equipmentClass: 'process-pump',
    properties: [
      { name: 'power', title, type: 'number' as const, unit: 'kW' },
      { name: 'running', title, type: 'boolean' as const, optional: true },
    ],
  }
  const point = (id: string, name: string, more: object = {}) =>
    ({
      id,
      name,
      path: ['Works', 'Pump'],
      type: 'double',
      unit: 'W',
      assetId: 'pump',
      ...more,
    }) as Place['points'][number]
  const place = (...points: Place['points'][number][]): Place => ({
    asset: 'pump',
    path: ['Works', 'Pump'],
    points,
    properties: new Map(),
  })

  it('fits by its names and units, its own points before those below', () => {
    const below = point('below', 'power', { path: ['Works', 'Pump', 'Motor'], assetId: 'motor' })
    expect(fitOf(need, place(point('own', 'Power'), below))).toMatchObject({
      fits: true,
      properties: { power: { point: 'own' }, running: { problem: 'missing' } },
    })
    expect(fitOf(need, place(below)).properties['power']).toEqual({ point: 'below', unit: 'W' })
    expect(fitOf(need, { ...place(point('a', 'p1')), properties: new Map([['power', 'a']]) }).fits).toBe(true)
  })

  it('does not fit without what must be there, and says why', () => {
    const problemOf = (...points: Place['points'][number][]) =>
      fitOf(need, place(...points)).properties['power']?.problem
    expect(problemOf()).toBe('missing')
    expect(problemOf(point('a', 'power', { unit: 'bar' }))).toBe('unit')
    expect(problemOf(point('a', 'power', { type: 'string' }))).toBe('type')
    expect(problemOf(point('a', 'power'), point('b', 'Power'))).toBe('several')
    expect(fitOf(need, place()).fits).toBe(false)
  })
})

const table = (columns: AppTable['columns'], more: object = {}): AppTable => ({
  name: 'entries',
  title,
  columns,
  key: ['id'],
  ...more,
})
const id = { name: 'id', type: 'text' as const }
const count = { name: 'count', type: 'integer' as const }

describe('tables of another version', () => {
  it('grow, and what is left may be empty and stays', () => {
    const note = { name: 'note', type: 'text' as const, optional: true }
    const { tables, texts } = grownTables(7, [table([id, count])], [table([id, note], { indexes: [['note']] })])
    expect(texts).toEqual([
      'alter table "app_7"."entries" add column "note" text',
      'alter table "app_7"."entries" alter column "count" drop not null',
      'create index on "app_7"."entries" ("note")',
    ])
    expect(tables).toEqual([table([id, note, { ...count, optional: true }], { indexes: [['note']] })])
    expect(grownTables(7, tables, [table([id])])).toMatchObject({ texts: [], tables })
  })

  it('that do not hold the rows that are there are refused', () => {
    expect(codeOf(() => grownTables(7, [table([id])], [table([id, count])]))).toBe('apps.tables_unfit')
  })
})

describe('a row', () => {
  const entries = table([id, { ...count, optional: true }])

  it('is whole, and has no column that the table has not', () => {
    expect(rowOf(entries, { id: 'a' })).toEqual({ id: 'a', count: null })
    expect(codeOf(() => rowOf(entries, {}))).toBe('apps.row_unfit')
    expect(codeOf(() => rowOf(entries, { id: 'a', _tenant: 'x' }))).toBe('apps.column_unknown')
    expect(codeOf(() => rowOf(entries, { id: 'a\ud800' }))).toBe('apps.row_unfit')
  })

  it('is found by values and ranges of its columns alone', () => {
    const shape = (where: string) => filtersOf(entries, where).map(({ column, is, value }) => [column.name, is, value])
    expect(shape('{"id":"a","count":{"from":1,"to":3}}')).toEqual([
      ['id', 'equal', 'a'],
      ['count', 'from', 1],
      ['count', 'to', 3],
    ])
    expect(shape('{"count":null}')).toEqual([['count', 'empty', undefined]])
    for (const wrong of ['', '[]', 'null', '{"id":{}}', '{"id":["a"]}', '{"id":{"like":"a"}}'])
      expect([wrong, codeOf(() => filtersOf(entries, wrong))]).toEqual([wrong, 'apps.where_malformed'])
    expect(codeOf(() => filtersOf(entries, '{"constructor":1}'))).toBe('apps.column_unknown')
  })
})
