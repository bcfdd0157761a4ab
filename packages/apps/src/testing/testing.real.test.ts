import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Fault, silentLog } from '@millrace/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appWith } from './app-for-tests.ts'
import { type AppTestResult, runAppTests } from './run.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-testing-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const ran = async (tests: string, more: Readonly<Record<string, string>> = {}): Promise<AppTestResult[]> => {
  const results: AppTestResult[] = []
  for await (const one of runAppTests(appWith(tests, more), { folder, log: silentLog })) results.push(one)
  return results
}
const failing = (results: readonly AppTestResult[]) =>
  results.flatMap(({ name, differences }) => (differences.length === 0 ? [] : [[name, ...differences]]))

const machine = 'assets: { machine: [{ name: M-1, points: { power: [[0, 10], [60, 4], [120, 3]] } }] }'

test('a service is given what a test says, and held to all that it does', async () => {
  const results = await ran(
    `
- name: a stop is written down
  service: work
  now: 2026-03-01T08:05:00Z
  begin: 2026-03-01T08:00:00Z
  ${machine}
  every: true
  tables_after: { stops: [{ machine: M-1, began: 2026-03-01T08:01:00.000Z, reason: null, seconds: 240 }] }
  log: [stopped, ]
- name: an event is answered by another
  service: work
  event: { type: alarm.raised, data: { n: 2 } }
  emits: [{ type: stop.seen, data: { twice: 4 } }]
- name: newest values, of which one is bad
  service: work
  assets: { machine: [{ name: M-1, points: { power: [[0, 1], [60, null]] } }, { name: M-2, points: { power: 5 } }] }
  call: { do: latest, of: power }
  gives: [{ point: M-1/power, value: null, quality: bad }, { point: M-2/power, value: 5, quality: good }]
- name: history in buckets
  service: work
  ${machine}
  now: 2026-01-01T00:02:00Z
  call: { do: history }
  gives: { count: [1, 1], mean: [10, 4], last: [10, 4] }
- name: a recording of the app
  service: work
  assets: { machine: [{ name: M-1, recording: recordings/m-1.csv }] }
  call: { do: latest, of: power }
  gives: [{ value: 42.5, quality: uncertain, time: 2026-03-01T08:01:00.000Z }]
- name: a write is kept with its reason
  service: work
  assets: { machine: [{ name: M-1, points: { power: 1, target: 2 } }] }
  call: { do: write, to: 6 }
  gives: { state: done }
  writes: [{ asset: M-1, property: target, value: 6, reason: asked }]
- name: what the manifest does not write is refused
  service: work
  ${machine}
  call: { do: overwrite }
  refused: apps.not_agreed
  writes: []
- name: a host outside answers, and has the secret
  service: work
  secrets: { token: abc }
  answers: [{ url: 'https://prices.example.org/today?key=abc', body: { price: 0.71 } }]
  call: { do: price }
  gives: { status: 200, price: 0.7100001 }
  tolerance: 0.001
- name: a host that nobody agreed to is refused
  service: work
  call: { do: elsewhere }
  refused: apps.not_agreed
- name: figures without the permission for them are refused
  service: work
  assets: { machine: [{ name: M-1, points: { power: 1 } }] }
  call: { do: kpis }
  refused: apps.not_agreed
- name: a model of the app runs
  service: work
  call: { do: sum, a: 2, b: 5 }
  gives: { total: 7 }
- name: alarms of assets
  service: work
  ${machine}
  alarms: [{ asset: M-1, title: Hot }, { asset: M-2, title: Cold }]
  call: { do: alarms }
  gives: [{ title: Hot }]
- name: rows are ordered
  service: work
  tables: &rows { stops: [{ machine: M-1, began: 2026-03-01T00:00:00Z, seconds: 5 }, { machine: M-1, began: 2026-03-02T00:00:00+01:00, seconds: 9 }] }
  call: { do: longest }
  gives: { began: 2026-03-01T23:00:00.000Z, seconds: 9 }
- name: rows are chosen by a range
  service: work
  tables: *rows
  call: { do: between, from: 2026-03-01T00:00:00Z, to: 2026-03-01T23:00:00Z }
  gives: 1
- name: rows go
  service: work
  tables: *rows
  call: { do: clear }
  gives: { rows: 2 }
  tables_after: { stops: [] }
- name: a row of another shape is refused as the platform would
  service: work
  call: { do: badly }
  refused: apps.row_unfit
- name: the clock is the test's, and a person asks
  service: work
  now: 2026-05-01T00:00:00Z
  person: Ada
  call: { do: who }
  gives: { person: { name: Ada }, now: 2026-05-01T00:00:00.000Z, today: 2026-05-01T00:00:00.000Z }
- name: a flow by the setting that its parameter takes
  flow: double
  settings: { limit: 3 }
  inputs: { in: [[0, 4]] }
  expect: [{ node: twice, port: out, rows: [[0, 12]] }]
`.replace('log: [stopped, ]', 'log: [M-1]'),
    { 'recordings/m-1.csv': 'time,power,quality\n2026-03-01T08:00:00Z,40,\n2026-03-01T08:01:00Z,42.5,uncertain\n' },
  )
  expect(failing(results)).toEqual([])
  expect(results.map(({ kind, of, name }) => `${kind} ${of} ${name}`).slice(-2)).toEqual([
    'flow double its own',
    'model models/sum two and three',
  ])
  expect(results).toHaveLength(20)
})

test('what differs is told with expected and seen, and hurts no other test', async () => {
  const results = await ran(`
- { name: wrong, service: work, call: { do: sum, a: 2, b: 5 }, gives: { total: 8 } }
- { name: not refused, service: work, call: { do: sum, a: 2, b: 5 }, refused: apps.not_agreed }
- { name: nothing there, service: work, every: true, assets: { machine: [] }, log: [stopped], tables_after: { stops: [{ machine: M-1 }] } }
- { name: breaks, service: work, call: { do: nothing } }
- { name: no answer, service: work, secrets: { token: a }, call: { do: price } }
- { name: right, service: work, call: { do: sum, a: 2, b: 5 }, gives: { total: 7 } }
- { name: flow, flow: double, inputs: { in: [[0, 4]] }, expect: [{ node: twice, port: out, rows: [[0, 9]] }] }
`)
  const told = failing(results)
  expect(told).toEqual([
    ['wrong', 'gives.total: expected 8, saw 7'],
    ['not refused', 'expected a refusal apps.not_agreed, saw {"total":7}'],
    [
      'nothing there',
      'tables_after.stops: expected 1 in the list, saw 0: []',
      'log: expected a line with "stopped", saw []',
    ],
    ['breaks', expect.stringMatching(/^expected no refusal, saw app\.service_failed: .*not a function.*work\.js:\d+/)],
    ['no answer', expect.stringContaining('offline.answer_missing')],
    ['flow', 'twice.out, row 1: expected 9 at 0 s, saw 8 at 0 s.'],
  ])
})

test('tests that are none are told with their lines before anything runs', async () => {
  const refused = await ran(`- name: one
  service: work
  call: {}
  every: true
- { name: two, service: other, call: {} }
- name: three
  service: work
  call: {}
  assets: { machine: [{ name: M, points: { flow: 1 } }], pump: [] }
  gves: 1
`).catch((fault: Fault) => fault)
  expect(refused).toMatchObject({ code: 'offline.tests_malformed' })
  const lines = String((refused as Fault).facts['findings']).split('\n')
  expect(lines).toEqual([
    '  line 1, column 3: /0 must have call, event or every, one of them',
    '  line 5, column 25: /1/service is no service of app.yaml',
    expect.stringMatching(/line 10, column 3: \/2\/gves is no known setting/),
  ])
})
