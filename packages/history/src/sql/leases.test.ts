import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ManualClock } from '@millrace/core'
import { expect, test } from 'vitest'
import { Leases } from './leases.ts'

test('files are shared while they are fresh, but not after rows were removed; each goes with its last user', async () => {
  const base = await mkdtemp(join(tmpdir(), 'leases-'))
  let lent = 0
  let removals = 0
  const lender = {
    lend: async () => {
      const folder = join(base, String(++lent))
      await mkdir(folder)
      return { folder, sealed: [], hot: [], old: 0, shared: [] }
    },
    removals: () => removals,
  }
  const leases = new Leases(lender, new ManualClock())
  const first = await leases.take('t')
  const second = await leases.take('t')
  expect(second.lent.folder).toBe(first.lent.folder)
  removals++
  const third = await leases.take('t')
  expect(third.lent.folder).not.toBe(first.lent.folder)
  await first.close()
  expect(existsSync(first.lent.folder)).toBe(true)
  await second.close()
  expect(existsSync(first.lent.folder)).toBe(false)
  await third.close()
  expect(existsSync(third.lent.folder)).toBe(true)
  await leases.close()
  expect(existsSync(third.lent.folder)).toBe(false)
  await rm(base, { recursive: true })
})
