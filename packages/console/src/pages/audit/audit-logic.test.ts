import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { areas, beginningsOf, isKnownAction } from './actions.ts'
import { readDetail } from './detail.ts'
import { parseAuditSearch, queryOf } from './search.ts'

const modules = join(import.meta.dirname, '../../../../server/src/modules')

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return entry.name.endsWith('.ts') && !/\.test\.|fakes/.test(entry.name) ? [readFileSync(path, 'utf8')] : []
  })
}

test('every action that the platform records has its words', () => {
  const written = sources(modules)
    .flatMap((source) => source.split('\n'))
    .filter((line) => /\baction\b|\bnote\(|\btold\(/.test(line) && !/Fault\(|\.code ===/.test(line))
    .flatMap((line) => [...line.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, code]) => code!))
  expect(written).toContain('certificate.cloned')
  expect(written).toContain('grant.received')
  expect(written.filter((code) => !isKnownAction(code))).toEqual([])
})

test('an area is asked for by how its actions begin, and takes in nothing of another', () => {
  expect(beginningsOf('machines')).toBe('machine.,certificate.')
  const begins = Object.keys(areas).flatMap((area) => beginningsOf(area as keyof typeof areas).split(','))
  expect(new Set(begins).size).toBe(begins.length)
})

test('the address keeps every filter, and drops what it does not know', () => {
  const search = { q: 'press', action: 'machine.', outcome: 'refused', actor: 'p1', target: 't1', record: 12 }
  expect(parseAuditSearch({ ...search, since: '7d' })).toEqual({ ...search, since: '7d' })
  expect(parseAuditSearch({ outcome: 'maybe', since: '5y', record: -1, raised: 'x', from: 'soon', q: '' })).toEqual({})
  const from = '2026-11-01T00:00:00.000Z'
  expect(parseAuditSearch({ since: '7d', from })).toEqual({ from })
  expect(parseAuditSearch({ q: 123 })).toEqual({ q: '123' })
})

test('what the platform raised is asked for in one click, in place of an action', () => {
  const now = Date.parse('2026-11-26T12:00:00Z')
  const asked = queryOf({ raised: true, action: 'member.', since: '24h', q: 'line', outcome: 'refused' }, now)
  expect(asked).toMatchObject({ search: 'line', outcome: 'refused', from: '2026-11-25T12:00:00.000Z' })
  expect(asked.action).toContain('certificate.cloned')
  expect(asked.action).not.toContain('member.')
  expect(Object.keys(asked)).not.toContain('raised')
})

test('a change tells what went and what came; what stayed, or was not touched, is not told', () => {
  const { changes, facts } = readDetail({
    before: { name: 'A', settings: { secondFactor: false, separateAdministrators: false }, domains: ['a', 'b'] },
    after: { settings: { secondFactor: true, separateAdministrators: false }, domains: ['b', 'c'] },
    secretChanged: true,
  })
  expect(changes).toEqual([
    { field: 'settings.secondFactor', removed: [false], added: [true] },
    { field: 'domains', removed: ['a'], added: ['c'] },
  ])
  expect(facts).toEqual([['secretChanged', true]])
})

test('a single value changes, also from and to nothing; without an after there is no change to tell', () => {
  expect(readDetail({ before: null, after: 200 }).changes).toEqual([{ field: '', removed: [], added: [200] }])
  expect(readDetail({ before: 5, after: 5 }).changes).toEqual([])
  expect(readDetail({ before: ['x'], left: [] })).toEqual({
    changes: undefined,
    facts: [
      ['before', ['x']],
      ['left', []],
    ],
  })
  expect(readDetail(undefined)).toEqual({ changes: undefined, facts: [] })
})
