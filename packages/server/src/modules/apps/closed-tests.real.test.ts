import { ManualClock, systemClock } from '@millrace/core'
import { expect, it } from 'vitest'
import { bounds, runClosedTests } from './closed-tests.ts'
import type { TestedOne } from './schema.ts'
import { testedApp } from './tests-app-for-tests.ts'

const codeOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'done',
    (thrown: { code?: string; message: string }) => [thrown.code, thrown.message],
  )

it('a test that loops or takes memory without end is stopped and named, and those after it are run', async () => {
  const results: TestedOne[] = []
  await runClosedTests({
    clock: systemClock,
    archive: testedApp({}, 'loops', 'hogs', 'passes'),
    signal: new AbortController().signal,
    onBegin: () => undefined,
    onResult: (result) => results.push(result),
  })
  expect(results.map(({ name, passed }) => [name, passed])).toEqual([
    ['never ends', false],
    ['takes all memory', false],
    ['counts on', true],
  ])
  expect(results[0]?.differences[0]).toContain('app.service_slow')
  expect(results[1]?.differences[0]).toContain('app.service_greedy')
})

it('a package whose tests outlast their time is ended with its process, and so is what the platform ends', async () => {
  const clock = new ManualClock()
  const begun = Promise.withResolvers<void>()
  const ended = codeOf(
    runClosedTests({
      clock,
      archive: testedApp({}, 'outlasts'),
      signal: new AbortController().signal,
      onBegin: () => begun.resolve(),
      onResult: () => undefined,
    }),
  )
  await begun.promise
  await clock.advance(bounds.seconds * 1_000)
  expect(await ended).toEqual(['apps.tests_slow', expect.stringContaining('outlasts everybody')])

  const closing = new AbortController()
  const cut = codeOf(
    runClosedTests({
      clock,
      archive: testedApp({}, 'outlasts'),
      signal: closing.signal,
      onBegin: () => closing.abort(new Error('the platform stops')),
      onResult: () => undefined,
    }),
  )
  expect(await cut).toEqual([undefined, 'the platform stops'])
})
