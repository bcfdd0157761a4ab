import { expect, test } from 'vitest'
import { checksumOf, FORMAT, keyOfSnapshot, parseSnapshot, type Snapshot } from './snapshot.ts'

const place = { target: 'place', snapshot: 'snapshots/x.json' }
const sum = 'a'.repeat(64)
const whole: Snapshot = {
  format: FORMAT,
  at: '2026-11-26T17:02:03.123456Z',
  release: '0.1.0',
  platform: 'p',
  masterKey: 'aes256:1',
  history: { durable: 5, segments: 1, rows: 2 },
  metadata: {
    migrations: [{ name: '0001.sql', sum }],
    tables: [{ name: 'users', columns: ['id'], rows: 1, parts: ['metadata/users.0.copy.zst'] }],
    sequences: [{ name: 'series_number', last: 9 }, { name: 'unused' }],
  },
  files: [{ path: 'history/manifest.json', bytes: 1, sha256: sum, modified: '1' }],
}
const textOf = (snapshot: unknown): string =>
  JSON.stringify({ snapshot, sha256: checksumOf(snapshot as Snapshot), seal: 'v1.x' })
const withFile = (path: string): unknown => ({ ...whole, files: [{ ...whole.files[0], path }] })

test('a snapshot is read as it was written', () => {
  expect(parseSnapshot(textOf(whole), place).snapshot).toEqual(whole)
})

test('its name sorts by time', () => {
  expect(keyOfSnapshot(whole.at)).toBe('snapshots/20261126T170203.123456Z.json')
})

test.each([
  ['no JSON', '{'],
  ['null', 'null'],
  ['another checksum', textOf(whole).replace('"rows":2', '"rows":3')],
  ['missing fields', textOf({ ...whole, history: {} })],
  ['a table without columns', textOf({ ...whole, metadata: { ...whole.metadata, tables: [{ name: 'x' }] } })],
  ['a path out of the folder', textOf(withFile('history/../../etc/passwd'))],
  ['an absolute path', textOf(withFile('/etc/passwd'))],
  ['a path of Windows out of the folder', textOf(withFile('history\\..\\x'))],
  ['a path of a place that is none of a data folder', textOf(withFile('bin/sh'))],
  ['no seal', JSON.stringify({ snapshot: whole, sha256: checksumOf(whole) })],
])('a snapshot with %s is refused', (_, text) => {
  expect(() => parseSnapshot(text, place)).toThrowError(expect.objectContaining({ code: 'backup.snapshot_damaged' }))
})

test('a snapshot of a later format is told as such', () => {
  expect(() => parseSnapshot(textOf({ ...whole, format: 2 }), place)).toThrowError(
    expect.objectContaining({ code: 'backup.snapshot_newer' }),
  )
})
