import { ManualClock } from '@millrace/core'
import { Table, tableToIPC, vectorFromArray } from 'apache-arrow'
import { afterAll, expect, test } from 'vitest'
import { ArrowReading } from './arrow-reading.ts'

const clock = new ManualClock()
const reading = new ArrowReading(clock)
afterAll(() => reading.close())

const bytes = tableToIPC(new Table({ x: vectorFromArray([1.5, 2.5, null]) }), 'stream')
const wanted = { names: ['x'], most: 100 }
const table = { table: { length: 3, columns: [{ name: 'x', values: [1.5, 2.5, null] }], metadata: new Map() } }

test('a table whose reading would never end is given up in its time, what is none is told, and the next one is read', async () => {
  expect(await reading.read('a', bytes, wanted)).toEqual(table)
  const endless = bytes.slice()
  // A place in the schema where a length is claimed.
  endless[40] = (endless[40] as number) ^ 0x80
  const hostile = reading.read('a', endless, wanted)
  const others = [reading.read('a', Buffer.from('no table'), wanted), reading.read('b', bytes, wanted)]
  let isOver = false
  void hostile.then(() => {
    isOver = true
  })
  while (!isOver) {
    void clock.advance(1_000)
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(await hostile).toEqual({ seen: 'more than 5 s to read it' })
  expect(await others[0]).toMatchObject({ seen: expect.any(String) })
  expect(await others[1]).toEqual(table)
})

test('one whose tables wait already is told so, and holds up nobody else', async () => {
  const all = await Promise.all([
    ...Array.from({ length: 6 }, () => reading.read('a', bytes, wanted)),
    reading.read('b', bytes, wanted),
  ])
  expect(all.filter((answer) => answer === 'busy')).toHaveLength(2)
  expect(all.at(-1)).toEqual(table)
})
