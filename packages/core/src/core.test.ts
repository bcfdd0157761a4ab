import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ManualClock, systemClock } from './clock.ts'
import { Owned } from './close.ts'
import { defineFaults, Fault, faultTable, sayFault } from './fault.ts'
import { newId, parseId } from './ids.ts'
import { isBad, isGood, Status, severityOf, sparkplugQuality, statusName, worst } from './quality.ts'
import { BatchBuilder, batchOf, decodeBatch, encodeBatch, type Value, valueAt } from './sample-batch.ts'
import { isoOf, microsOf } from './time.ts'

const value: fc.Arbitrary<Value> = fc.oneof(
  fc.double(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.boolean(),
  fc.string({ unit: 'grapheme' }),
  fc.constant(null),
)
const row = fc.tuple(
  fc.nat(),
  fc.integer({ min: 0, max: 8_000_000_000_000_000 }),
  value,
  fc.constantFrom(0, 0x40920000, 0x80000000, 0xffffffff),
)
const rowsOf = (batch: ReturnType<typeof batchOf>): [number, number, Value, number][] =>
  Array.from({ length: batch.length }, (_, i) => [
    batch.series[i]!,
    batch.time[i]!,
    valueAt(batch, i),
    batch.status[i]!,
  ])

describe('a sample batch', () => {
  test('keeps every value, time and status, also through bytes', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 600 }), (rows) => {
        const batch = batchOf(rows)
        expect(rowsOf(batch)).toEqual(rows)
        expect(rowsOf(decodeBatch(encodeBatch(batch)))).toEqual(rows)
        expect(rowsOf(decodeBatch(Buffer.from(encodeBatch(batch))))).toEqual(rows)
      }),
      { numRuns: 200 },
    )
  })

  test('is not changed by the builder that goes on', () => {
    const builder = new BatchBuilder(1)
    builder.addString(1, 1, 'first')
    const batch = builder.take()
    builder.addString(2, 2, 'second')
    expect(rowsOf(batch)).toEqual([[1, 1, 'first', 0]])
    expect(rowsOf(builder.take())).toEqual([[2, 2, 'second', 0]])
  })

  test('copies single rows of another batch', () => {
    const from = batchOf([
      [1, 10, 'text', 5],
      [2, 20, 2n ** 60n],
      [3, 30, -0],
      [4, 40, null, Status.Bad],
    ])
    const builder = new BatchBuilder()
    for (let i = from.length - 1; i >= 0; i--) builder.addRow(i + 100, from, i)
    expect(rowsOf(builder.take())).toEqual([
      [103, 40, null, Status.Bad],
      [102, 30, -0, 0],
      [101, 20, 2n ** 60n, 0],
      [100, 10, 'text', 5],
    ])
  })

  test('that was cut or damaged is refused by name and never misread', () => {
    const bytes = encodeBatch(
      batchOf([
        [1, 1, 'a'],
        [2, 2, 5n],
        [3, 3, 1.5, Status.Bad],
      ]),
    )
    for (let cut = 0; cut < bytes.length; cut++)
      expect(() => decodeBatch(bytes.subarray(0, cut))).toThrow(/Expected an encoded sample batch/)
    for (let at = 0; at < 16; at++) {
      const damaged = bytes.slice()
      damaged[at]! ^= 0xff
      try {
        decodeBatch(damaged)
      } catch (failure) {
        expect((failure as Fault).code).toBe('core.batch_malformed')
      }
    }
  })
})

describe('quality', () => {
  test('the worst of two wins, and between equals the first', () => {
    expect(worst(Status.Good, Status.BadTimeout)).toBe(Status.BadTimeout)
    expect(worst(Status.UncertainInitialValue, Status.Good)).toBe(Status.UncertainInitialValue)
    expect(worst(Status.BadTimeout, Status.BadNoCommunication)).toBe(Status.BadTimeout)
  })
  test('severity is in the top two bits', () => {
    expect([Status.GoodLocalOverride, Status.UncertainSubNormal, Status.BadDataLost].map(severityOf)).toEqual([
      'good',
      'uncertain',
      'bad',
    ])
    expect([isGood(0), isGood(Status.Bad), isBad(Status.Bad)]).toEqual([true, false, true])
  })
  test('has the standard’s name, also with info bits, and a number where there is no name', () => {
    expect(statusName(0x800a0000)).toBe('BadTimeout')
    expect(statusName(0x40920400)).toBe('UncertainInitialValue')
    expect(statusName(0x80ab0000)).toBe('Bad (0x80ab0000)')
  })
  test('maps to Sparkplug’s three', () => {
    expect([Status.Good, Status.UncertainInitialValue, Status.BadTimeout].map(sparkplugQuality)).toEqual([192, 500, 0])
  })
})

describe('time', () => {
  test('keeps its microseconds in ISO 8601, both ways', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8_000_000_000_000_000 }), (micros) => {
        expect(microsOf(isoOf(micros))).toBe(micros)
      }),
    )
  })
  test.each([
    ['2026-11-23T08:00:00.000250Z', 1_795_420_800_000_250],
    ['2026-11-23T16:00:00+08:00', 1_795_420_800_000_000],
    ['2026-11-23', 1_795_392_000_000_000],
    ['yesterday', undefined],
    ['2026-13-40T00:00:00Z', undefined],
  ])('%s is %d', (iso, micros) => {
    expect(microsOf(iso)).toBe(micros)
  })
  test('the manual clock runs what falls due, in order, and only then', async () => {
    const clock = new ManualClock(0)
    const ran: string[] = []
    clock.after(20, () => ran.push(`b${clock.monotonic()}`))
    clock.after(10, () => ran.push(`a${clock.monotonic()}`))
    const ticking = clock.every(15, () => ran.push(`t${clock.monotonic()}`))
    await clock.advance(30)
    ticking.cancel()
    await clock.advance(100)
    expect(ran).toEqual(['a10', 't15', 'b20', 't30'])
    expect(clock.now()).toBe(130_000)
  })
  test('a sleep that is aborted rejects with the reason', async () => {
    const abort = new AbortController()
    const sleeping = new ManualClock().sleep(1_000, abort.signal)
    abort.abort('enough')
    await expect(sleeping).rejects.toBe('enough')
  })
  test('the system clock agrees with the machine’s to a few milliseconds', () => {
    expect(Math.abs(systemClock.now() / 1000 - Date.now())).toBeLessThan(5)
  })
})

describe('a fault', () => {
  defineFaults('test', {
    odd: { blame: 'caller', status: 422, says: 'Expected {expected}, saw {seen}.', remedy: 'Give {expected}.' },
  })
  test('says what was expected and seen, and what to do', () => {
    const fault = new Fault('test.odd', { expected: 'an even number', seen: 3 })
    expect(fault.message).toBe('Expected an even number, saw 3.')
    expect(fault.remedy).toBe('Give an even number.')
    expect(sayFault(fault)).toBe('test.odd: Expected an even number, saw 3. Give an even number.')
    expect(faultTable().get('test.odd')?.status).toBe(422)
  })
})

test('ids sort by the time they were made, and others are refused', () => {
  const ids = [newId(1_000), newId(2_000), newId(3_000)]
  expect([...ids].sort()).toEqual(ids)
  expect(parseId(ids[0]!)).toBe(ids[0])
  expect(() => parseId('1; drop table')).toThrow(/Expected a UUID/)
})

test('what was opened closes in reverse, once, even when one fails', async () => {
  const closed: string[] = []
  const owned = new Owned()
  owned.add({ close: () => void closed.push('first') })
  owned.add({ close: () => Promise.reject(new Fault('test.odd', { expected: 'x', seen: 'y' })) })
  owned.add({ close: () => void closed.push('last') })
  await expect(owned.close()).rejects.toThrow('Expected x, saw y.')
  await expect(owned.close()).rejects.toThrow('Expected x, saw y.')
  expect(closed).toEqual(['last', 'first'])
})
