import { ManualClock, type TenantId } from '@millrace/core'
import { expect, test } from 'vitest'
import { Precedence } from './precedence.ts'
import type { TenantDb } from './tenancy.ts'

const one = 'one' as TenantId
const other = 'other' as TenantId
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Work that goes on until it is told. */
function work(name: string, log: string[]) {
  const { promise, resolve } = Promise.withResolvers<void>()
  const run = async (): Promise<string> => {
    log.push(`${name} begins`)
    await promise
    log.push(`${name} ends`)
    return name
  }
  return { run, end: resolve }
}

test('slices of a tenant come one after the other, also after one that failed; those of another do not wait for them', async () => {
  const precedence = new Precedence(new ManualClock())
  const log: string[] = []
  const [first, second, foreign] = [work('first', log), work('second', log), work('foreign', log)]
  const failed = precedence.slice(one, async () => {
    await first.run()
    throw new Error('no disk')
  })
  const told = precedence.slice(one, second.run)
  const elsewhere = precedence.slice(other, foreign.run)
  await turn()
  expect(log).toEqual(['first begins', 'foreign begins'])
  first.end()
  await expect(failed).rejects.toThrow('no disk')
  await turn()
  expect(log.at(-1)).toBe('second begins')
  second.end()
  foreign.end()
  expect(await Promise.all([told, elsewhere])).toEqual(['second', 'foreign'])
})

test('a slice waits for what people have begun, and goes on in the end however long they take', async () => {
  const clock = new ManualClock()
  const precedence = new Precedence(clock)
  const log: string[] = []
  const [quick, slow] = [work('quick', log), work('slow', log)]
  const tenants = precedence.ofPeople({ within: (_reach, run) => run({} as never) } as TenantDb)
  const acting = tenants.within(one, quick.run)
  const waiting = precedence.slice(one, async () => log.push('slice'))
  await turn()
  expect(log).toEqual(['quick begins'])
  quick.end()
  await acting
  await waiting
  expect(log).toEqual(['quick begins', 'quick ends', 'slice'])
  const long = tenants.within(one, slow.run)
  const later = precedence.slice(one, async () => log.push('slice again'))
  await turn()
  expect(log.at(-1)).toBe('slow begins')
  await clock.advance(1_000)
  await later
  expect(log.at(-1)).toBe('slice again')
  slow.end()
  await long
})
