import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog, systemClock } from '@millrace/core'
import { describe, test } from 'vitest'
import { historyContract } from '../contract.ts'
import { type Lake, openLake } from './index.ts'

describe.concurrent('the lake keeps the contract of a history:', () => {
  const cases = historyContract(async () => {
    // Glob letters and quotes in the folder's name are no pattern.
    const parent = await mkdtemp(join(tmpdir(), 'lake-'))
    const folder = join(parent, "it's [a] lake*")
    return {
      // One thread that answers: it is the same with more, and several hundred stores are opened.
      open: () => openLake({ folder, clock: systemClock, log: silentLog, readers: 1 }),
      settle: async (store) => {
        await (store as Lake).compact()
      },
      remove: () => rm(parent, { recursive: true }),
    }
  })
  for (const { says, run } of cases) test(says, run, 60_000)
})
