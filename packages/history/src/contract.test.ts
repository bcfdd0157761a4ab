import { describe, expect, test } from 'vitest'
import { historyContract } from './contract.ts'
import { type Flaw, PlainHistory, type PlainShelf } from './contract-plain.ts'

const contractOn = (flaw?: Flaw) =>
  historyContract(async () => {
    const shelf: PlainShelf = { tenants: new Map(), durable: 0 }
    return { open: async () => new PlainHistory(shelf, flaw), remove: async () => undefined }
  })

describe('a plain list of rows keeps the contract of a history:', () => {
  for (const { says, run } of contractOn()) test(says, run, 60_000)
})

test('every case of the contract can fail: a spoilt store breaks it', { timeout: 300_000 }, async () => {
  const flaws: Flaw[] = [
    'tells nothing',
    'refuses nothing',
    'removes nothing',
    'takes the first write',
    'mixes tenants',
    'is durable at once',
    'shifts by a microsecond',
    'knows no range',
  ]
  const kept = new Set(contractOn().map(({ says }) => says))
  expect(kept.size).toBeGreaterThanOrEqual(120)
  for (const flaw of flaws)
    for (const { says, run } of contractOn(flaw)) {
      if (!kept.has(says)) continue
      const held = await run().then(
        () => true,
        () => false,
      )
      if (!held) kept.delete(says)
    }
  expect([...kept]).toEqual([])
})
