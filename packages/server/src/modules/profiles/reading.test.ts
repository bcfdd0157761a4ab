import { type Clock, ManualClock, systemClock } from '@millrace/core'
import { afterEach, expect, test } from 'vitest'
import { TextReading } from './reading.ts'

const open: TextReading[] = []
const reading = (clock: Clock = systemClock): TextReading => {
  const made = new TextReading(clock)
  open.push(made)
  return made
}
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

test('texts are read one after the other, and findings come back with their places', async () => {
  const texts = reading()
  const answers = await Promise.all(['maker: Acme', 'a: [', ''].map((text) => texts.read(text)))
  for (const { profile, findings } of answers) {
    expect(profile).toBeUndefined()
    expect(findings.length).toBeGreaterThan(0)
    expect(findings[0]).toMatchObject({ line: expect.any(Number), column: expect.any(Number) })
  }
})

test('a text that takes too long is given up, and the next one is read', async () => {
  const clock = new ManualClock()
  const texts = reading(clock)
  const slow = texts.read('maker: Acme')
  const refusal = expect(slow).rejects.toMatchObject({ code: 'profiles.too_slow' })
  // The question goes out in the next turn of the loop; the thread takes much longer to start.
  await new Promise((resolve) => setImmediate(resolve))
  await clock.advance(10_000)
  await refusal
  expect((await texts.read('maker: Acme')).findings.length).toBeGreaterThan(0)
})

test('more than wait are told to come back', async () => {
  const texts = reading()
  const asked = Array.from({ length: 21 }, () => texts.read('maker: Acme'))
  await expect(asked.at(-1)).rejects.toMatchObject({ code: 'profiles.busy' })
  expect((await Promise.allSettled(asked)).filter(({ status }) => status === 'fulfilled')).toHaveLength(20)
})
