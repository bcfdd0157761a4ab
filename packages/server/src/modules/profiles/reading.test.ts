import { type Clock, ManualClock, systemClock } from '@millrace/core'
import { afterEach, expect, test } from 'vitest'
import { TextReading } from './reading.ts'
import type { ReadText } from './text.ts'

const open: TextReading[] = []
const reading = (clock: Clock = systemClock, limits: { mostMb?: number } = {}): TextReading => {
  const made = new TextReading(clock, limits)
  open.push(made)
  return made
}
const read = (texts: TextReading, yaml: string, tenant = 'north'): Promise<ReadText> =>
  texts.ask(tenant, { kind: 'read', yaml })
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

test('texts are read one after the other, and findings come back with their places', async () => {
  const texts = reading()
  const answers = await Promise.all(
    ['maker: Acme', 'a: [', ''].map((text, i) => read(texts, text, `organisation ${i}`)),
  )
  for (const { profile, findings } of answers) {
    expect(profile).toBeUndefined()
    expect(findings.length).toBeGreaterThan(0)
    expect(findings[0]).toMatchObject({ line: expect.any(Number), column: expect.any(Number) })
  }
})

test('a text that takes too long is given up, and the next one is read', async () => {
  const clock = new ManualClock()
  const texts = reading(clock)
  const slow = read(texts, 'maker: Acme')
  const refusal = expect(slow).rejects.toMatchObject({ code: 'profiles.too_slow' })
  // The question goes out in the next turn of the loop; the thread takes much longer to start.
  await new Promise((resolve) => setImmediate(resolve))
  await clock.advance(10_000)
  await refusal
  expect((await read(texts, 'maker: Acme')).findings.length).toBeGreaterThan(0)
})

test('more than wait are told to come back', async () => {
  const texts = reading()
  const asked = Array.from({ length: 21 }, (_, i) => read(texts, 'maker: Acme', `organisation ${i}`))
  await expect(asked.at(-1)).rejects.toMatchObject({ code: 'profiles.busy' })
  expect((await Promise.allSettled(asked)).filter(({ status }) => status === 'fulfilled')).toHaveLength(20)
})

test('two texts of one organisation wait, and those of others beside them', async () => {
  const texts = reading()
  const asked = [1, 2, 3].map(() => read(texts, 'maker: Acme'))
  const other = read(texts, 'maker: Acme', 'south')
  await expect(asked[2]).rejects.toMatchObject({ code: 'profiles.busy', message: expect.stringContaining('2 of this') })
  expect((await Promise.allSettled([...asked, other])).filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
})

test('of many findings the first leave the thread, and all are counted', async () => {
  const { findings, total } = await read(reading(), 'a:\n'.repeat(5_000))
  expect([findings.length, total]).toEqual([100, 4_999])
})

test('a text that takes too much memory is given up, and the next one is read', async () => {
  const texts = reading(systemClock, { mostMb: 24 })
  const wide = `connection: {a: [${'[],'.repeat(40_000)}]}`
  await expect(read(texts, wide)).rejects.toMatchObject({ code: 'profiles.too_costly' })
  expect((await read(texts, 'maker: Acme')).total).toBeGreaterThan(0)
})

test('closing refuses what is read, what waits and what comes later, and ends the thread', async () => {
  const texts = reading(new ManualClock())
  const asked = [read(texts, 'maker: Acme'), read(texts, 'maker: Acme', 'south')]
  const refused = Promise.all(asked.map((one) => expect(one).rejects.toMatchObject({ code: 'profiles.closing' })))
  await new Promise((resolve) => setImmediate(resolve))
  await texts.close()
  await refused
  await expect(read(texts, 'maker: Acme')).rejects.toMatchObject({ code: 'profiles.closing' })
})
