import { BatchBuilder, ManualClock, type SampleBatch, Status, valueAt } from '@millrace/core'
import { expect, test } from 'vitest'
import { Coalescer } from './coalesce.ts'

function coalesced(texts: readonly string[]): SampleBatch[] {
  const emitted: SampleBatch[] = []
  const coalescer = new Coalescer(new ManualClock(), (_device, batch) => emitted.push(batch))
  const builder = new BatchBuilder()
  for (const [i, text] of texts.entries()) builder.addString(1, 1_000_000 + i, text, Status.Good)
  coalescer.add(0, builder.take())
  coalescer.close()
  return emitted
}

test('a text that the platform would not take has no value and a status that says so; its neighbours stay', () => {
  const [batch] = coalesced(['a', 'ü'.repeat(8_192), 'ü'.repeat(8_193), 'b'])
  const values = [0, 1, 2, 3].map((row) => valueAt(batch!, row))
  expect(values).toEqual(['a', 'ü'.repeat(8_192), null, 'b'])
  expect(batch!.status[2]).toBe(Status.BadEncodingLimitsExceeded)
})

test('many texts go in messages of a bounded size, in order and none left out', () => {
  const texts = Array.from({ length: 2_000 }, (_, i) => `${i} ${'x'.repeat(900)}`)
  const emitted = coalesced(texts)
  expect(emitted.length).toBeGreaterThan(5)
  const sizes = emitted.map((batch) => batch.text.join('').length)
  expect(Math.max(...sizes)).toBeLessThan(300_000)
  expect(emitted.flatMap((batch) => Array.from({ length: batch.length }, (_, row) => valueAt(batch, row)))).toEqual(
    texts,
  )
})
