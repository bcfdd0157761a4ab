import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { breaksOf, type Document, type Release, releaseOf } from './api-release.ts'

const root = join(import.meta.dirname, '..')
const read = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), 'utf8')) as T
const versions = readdirSync(join(root, 'packages/sdk/api-releases'))
  .map((name) => name.replace('.json', ''))
  .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
const last = read<Release>(`packages/sdk/api-releases/${versions.at(-1)}.json`)
const today = releaseOf(read<Document>('packages/sdk/openapi.json'))

/** What stands under "Breaks" of what is not released yet. */
function admitted(page: string, unreleased: string, breaks: string): string {
  const text = readFileSync(join(root, page), 'utf8')
  const section = text.split(/^## /m).find((part) => part.startsWith(unreleased)) ?? ''
  return section.split(/^### /m).find((part) => part.startsWith(breaks)) ?? ''
}

it.each([
  ['docs/api-changelog.md', 'Unreleased', 'Breaks'],
  ['docs/api-changelog.zh.md', '未发布', '不兼容'],
])('breaks nothing that programs rely on without a word in %s', (page, unreleased, breaks) => {
  const said = admitted(page, unreleased, breaks)
  expect(said).not.toBe('')
  const silent = breaksOf(last, today).filter(({ of }) => !said.includes(`\`${of}\``))
  expect(silent.map(({ of, what }) => `${of}: ${what}`)).toEqual([])
})

it('knows what breaks a program, and what does not', () => {
  const before: Release = {
    version: '1',
    operations: {
      'GET /a': { parameters: ['id', 'limit?'], reply: [':A'] },
      'POST /a': { parameters: [], body: [':ARequest'], reply: [':A'] },
      'GET /b': { parameters: [] },
    },
    schemas: { A: ['id', 'name', 'note?'], ARequest: ['name', 'note?'] },
  }
  const now: Release = {
    version: '2',
    operations: {
      'GET /a': { parameters: ['grant?', 'id', 'zone'], reply: [':A'] },
      'POST /a': { parameters: [], body: [':ARequest'], reply: [':A'] },
      'GET /new': { parameters: [] },
    },
    schemas: { A: ['id', 'more', 'name?'], ARequest: ['kind', 'name'] },
  }
  expect(breaksOf(before, now)).toEqual([
    { of: 'GET /a', what: 'limit is gone' },
    { of: 'GET /a', what: 'zone is required' },
    { of: 'GET /b', what: 'is gone' },
    { of: 'A', what: 'name may be missing' },
    { of: 'A', what: 'note is gone' },
    { of: 'ARequest', what: 'note is gone' },
    { of: 'ARequest', what: 'kind is required' },
  ])
  expect(breaksOf(now, now)).toEqual([])
})
