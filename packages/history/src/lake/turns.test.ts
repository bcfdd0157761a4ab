import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BatchBuilder, silentLog, systemClock } from '@millrace/core'
import { beforeEach, describe, expect, test } from 'vitest'
import { openLake } from './index.ts'
import { FairTurns } from './turns.ts'

let turns: FairTurns
let begun: string[]
let ends: Map<string, () => void>
beforeEach(() => {
  turns = new FairTurns({ running: 3, runningEach: 2, waitingEach: 4 })
  begun = []
  ends = new Map()
})

/** Runs until it is ended by name; the tenant is its first letter. */
const ask = (name: string, signal?: AbortSignal): Promise<void> =>
  turns.take(name.slice(0, 1), signal, () => {
    begun.push(name)
    return new Promise<void>((resolve) => ends.set(name, resolve))
  })
const end = async (name: string): Promise<void> => {
  ends.get(name)?.()
  await new Promise((resolve) => setImmediate(resolve))
}

describe('queries of the history take turns:', () => {
  test('one tenant never has all of them', async () => {
    for (const name of ['a1', 'a2', 'a3', 'a4']) void ask(name)
    expect(begun).toEqual(['a1', 'a2'])
    void ask('b1')
    expect(begun).toEqual(['a1', 'a2', 'b1'])
    await end('b1')
    expect(begun).toEqual(['a1', 'a2', 'b1'])
    await end('a2')
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3'])
  })

  test('those that wait are served one tenant after the other', async () => {
    for (const name of ['a1', 'a2', 'b1', 'a3', 'a4', 'a5', 'b2', 'b3', 'c1']) void ask(name)
    await end('a1')
    await end('b1')
    await end('a2')
    await end('a3')
    await end('b2')
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3', 'b2', 'c1', 'a4', 'b3'])
  })

  test('those of one tenant that wait are bounded', async () => {
    for (let i = 1; i <= 6; i++) void ask(`a${i}`)
    await expect(ask('a7')).rejects.toMatchObject({ code: 'history.query_queue_full' })
    void ask('b1')
    expect(begun.at(-1)).toBe('b1')
  })

  test('whoever leaves while waiting is forgotten, and a failure hands the turn on', async () => {
    void ask('a1')
    void ask('a2')
    const left = new AbortController()
    const gone = ask('a3', left.signal)
    void ask('a4')
    left.abort(new DOMException('left', 'AbortError'))
    await expect(gone).rejects.toThrow('left')
    await end('a1')
    expect(begun).toEqual(['a1', 'a2', 'a4'])
    await expect(turns.take('b', undefined, () => Promise.reject(new RangeError('no')))).rejects.toThrow('no')
    void ask('b1')
    expect(begun.at(-1)).toBe('b1')
    await expect(ask('c1', AbortSignal.abort(new DOMException('early', 'AbortError')))).rejects.toThrow('early')
  })
})

test('a light tenant is answered while another one has twenty heavy queries waiting', {
  timeout: 120_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lake-'))
  const lake = await openLake({ folder, clock: systemClock, log: silentLog })
  try {
    const series = Array.from({ length: 100 }, (_, i) => i)
    const rows = (count: number): BatchBuilder => {
      const builder = new BatchBuilder(count * series.length)
      for (let i = 0; i < count; i++)
        for (const one of series) builder.addDouble(one, 1_790_000_000_000_000 + i * 1_000_000, Math.sin(i + one))
      return builder
    }
    await lake.append('heavy', rows(4_000).take(), 1)
    await lake.append('light', rows(10).take(), 2)
    await lake.seal()
    const range = { from: -Infinity, to: Infinity }
    const ended: string[] = []
    const note = (name: string) => (): void => {
      ended.push(name)
    }
    const leave = new AbortController()
    const heavy = Array.from({ length: 20 }, () =>
      lake
        .buckets({ tenant: 'heavy', series, ...range, width: 2_000_000, signal: leave.signal })
        .then(note('heavy'), note('left')),
    )
    await lake.raw({ tenant: 'light', series: [1], ...range }).then(note('raw'))
    await lake.latest('light', series).then(note('latest'))
    await lake.at({ tenant: 'light', series: [2], times: [1_790_000_005_000_000], mode: 'step' }).then(note('at'))
    // Of the twenty only those that ran already may have ended before.
    expect(ended.filter((name) => name === 'heavy').length).toBeLessThanOrEqual(6)
    expect(ended.filter((name) => name !== 'heavy')).toEqual(['raw', 'latest', 'at'])
    // Whoever leaves is told at once, waiting or running, and costs nothing more.
    leave.abort(new DOMException('left', 'AbortError'))
    await Promise.all(heavy)
    expect(ended.filter((name) => name === 'left').length).toBeGreaterThanOrEqual(14)
    expect((await lake.raw({ tenant: 'heavy', series: [1], ...range })).length).toBe(4_000)
  } finally {
    await lake.close()
    await rm(folder, { recursive: true, force: true })
  }
})
