import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { security } from './security.ts'

const repo = join(import.meta.dirname, '..')
let root: string

const write = (file: string, text: string): void => {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
/** Changes one place of a file as text; the place must be there. */
function plant(file: string, from: string, to: string): void {
  expect(read(file)).toContain(from)
  write(file, read(file).replace(from, to))
}

const held = (id: string, stride: string): object => ({
  id,
  arrow: 'machine-driver',
  stride,
  what: 'Something happens.',
  how: 'Something holds it.',
  control: ['src/guard.ts'],
  tests: [{ file: 'src/guard.test.ts', title: 'the guard holds' }],
  state: 'held',
})
const requirement = (id: string, more: object = {}): object => ({
  id,
  title: 'A requirement',
  source: 'a clause',
  verified: true,
  state: 'met',
  capability: 'It is so.',
  control: ['src/guard.ts'],
  tests: [{ drill: 'kill' }],
  ...more,
})
const standard = (id: string, chapter: string, more: object = {}): string =>
  JSON.stringify({
    standard: 'S',
    title: 'T',
    sources: [{ says: 'a source', verified: true }],
    chapters: [{ id: chapter, title: 'C', count: 1 }],
    requirements: [requirement(id, more)],
  })

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'millrace-security-'))
  cpSync(join(repo, 'library/standards/schema'), join(root, 'library/standards/schema'), { recursive: true })
  write('ARCHITECTURE.md', ' machine ─▶ driver\n')
  write('bench/src/drills.ts', "const drills = { kill: { says: '' }, 'uplink-cut': { says: '' } }\n")
  write('src/guard.ts', '')
  write('src/guard.test.ts', "test('the guard holds', () => {})\ntest.skip('the guard sleeps', () => {})\n")
  write('SECURITY.md', readFileSync(join(repo, 'SECURITY.md'), 'utf8'))
  const arrow = {
    id: 'machine-driver',
    from: 'machine',
    to: 'driver',
    picture: 'machine ─▶ driver',
    none: { R: 'Never.', I: 'Never.', D: 'Never.', E: 'Never.' },
  }
  write(
    'library/standards/threats.json',
    JSON.stringify({ arrows: [arrow], threats: [held('T-101', 'S'), held('T-102', 'T')] }),
  )
  write('library/standards/iec-62443-3-3.json', standard('SR 1.1', 'SR 1', { from: 1, claim: 1 }))
  write('library/standards/mlps-2.0-level-3.json', standard('8.1.4.1 a', '8.1.4', { zh: '身份鉴别' }))
  expect(security(root, false)).toEqual([])
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('what holds is silent, and the pages that were written are not stale', () => {
  expect(security(root, true)).toEqual([])
  expect(read('SECURITY.md')).toContain('“the guard holds”')
})

test('a test that is not there is named', () => {
  write('src/guard.test.ts', "// test('the guard holds')\ntest('something else', () => {})\n")
  expect(security(root, true)).toContain(
    'library/standards/threats.json: T-101: src/guard.test.ts has no test "the guard holds"',
  )
})

test('a test that never runs proves nothing', () => {
  write('src/guard.test.ts', "describe.skip('the guard', () => { test('the guard holds', () => {}) })\n")
  expect(security(root, true)).toContain(
    'library/standards/threats.json: T-101: src/guard.test.ts skips the test "the guard holds"',
  )
})

const threats = 'library/standards/threats.json'
const iec = 'library/standards/iec-62443-3-3.json'
test.each([
  [threats, '"src/guard.ts"', '"src/gone.ts"', 'T-101: control src/gone.ts does not exist'],
  [threats, '"src/guard.ts"', '"../guard.ts"', 'T-101: control ../guard.ts is no plain path inside the repo'],
  [threats, 'guard.test.ts', 'gone.test.ts', 'T-101: test file src/gone.test.ts does not exist'],
  [threats, 'the guard holds', 'the guard sleeps', 'T-101: src/guard.test.ts skips the test "the guard sleeps"'],
  [threats, '["src/guard.ts"]', '[]', 'T-101 is held and names no control'],
  [threats, '"state":"held"', '"state":"accepted"', 'T-101 is accepted and does not say why'],
  [threats, '"state":"held"', '"state":"open"', 'T-101 is open and names no issue'],
  [threats, 'T-102', 'T-101', 'T-101 is given twice'],
  [threats, '"arrow":"machine-driver"', '"arrow":"driver-edge"', 'T-101: no arrow driver-edge'],
  [threats, '"R":"Never.",', '', 'arrow machine-driver has no row for R (repudiation) and no word why there is none'],
  [iec, '"drill":"kill"', '"drill":"nap"', 'SR 1.1: drill nap is not in bench/src/drills.ts'],
  [iec, '"count":1', '"count":13', 'chapter SR 1 has 1 clauses; the standard has 13'],
  [iec, '"state":"met"', '"state":"partly"', 'SR 1.1 is partly and does not say why'],
  [iec, '"claim":1', '"claim":0', 'SR 1.1 is met and claims level 0; the standard asks it from level 1'],
])('%s with %s for %s says: %s', (file, from, to, says) => {
  plant(file, from, to)
  expect(security(root, true)).toContain(`${file}: ${says}`)
})

test('a held threat without a test is named', () => {
  plant(threats, '[{"file":"src/guard.test.ts","title":"the guard holds"}]', '[]')
  expect(security(root, true)).toContain(`${threats}: T-101 is held and names no test`)
})

test('a file that breaks its schema is named with the place', () => {
  plant(iec, '"SR 1.1"', '"1.1"')
  expect(security(root, true)).toEqual([
    `${iec}/requirements/0/id: must match pattern "^SR [1-7]\\.[0-9]{1,2}$" (schema/iec-62443-3-3.json)`,
  ])
})

test('a new arrow of the picture asks for its threats', () => {
  write('ARCHITECTURE.md', ' machine ─▶ driver ─▶ moon\n')
  expect(security(root, true)).toContain(
    `${threats}: no arrow stands for "driver ─▶ moon" of the picture in ARCHITECTURE.md`,
  )
})

test('a stale page is named with what makes it anew', () => {
  plant(threats, 'Something happens.', 'Something else happens.')
  plant('docs/security/mlps-2.0-level-3.md', '身份鉴别', '访问控制')
  expect(security(root, true)).toEqual([
    'SECURITY.md differs from library/standards. Run: npm run security',
    'docs/security/mlps-2.0-level-3.md differs from library/standards. Run: npm run security',
  ])
})

test('a page without a place for its tables is named', () => {
  write('SECURITY.md', '# Security\n')
  expect(security(root, true)).toEqual(['SECURITY.md has no place for the threat tables'])
})
