import { ManualClock, Status } from '@millrace/core'
import { SparkplugType } from '@millrace/wire'
import { describe, expect, it } from 'vitest'
import { misfit, PendingOrders } from './orders.ts'

const result = (operation: string, more: object = {}): string =>
  JSON.stringify({ operation: `${operation}:0`, point: 'p', status: 0, statusName: 'Good', value: 1, ...more })

describe('an order that waits for the word of its node', () => {
  it('is settled by that node alone', async () => {
    const orders = new PendingOrders(new ManualClock(0))
    let settled = false
    const answer = orders.wait('north', 'op').then((told) => {
      settled = true
      return told
    })
    orders.told('south', result('op', { value: 666 }))
    orders.told('north', result('another'))
    await Promise.resolve()
    expect(settled).toBe(false)
    orders.told('north', result('op'))
    expect(await answer).toEqual({ is: 'told', status: 0, value: 1 })
  })

  it('is silent when no word came in time, or the house closes', async () => {
    const clock = new ManualClock(0)
    const orders = new PendingOrders(clock)
    const late = orders.wait('north', 'one')
    await clock.advance(15_000)
    expect(await late).toEqual({ is: 'silent' })
    const closing = orders.wait('north', 'two')
    orders.close()
    expect(await closing).toEqual({ is: 'silent' })
  })

  it('takes no rubbish for an answer', async () => {
    const orders = new PendingOrders(new ManualClock(0))
    const answer = orders.wait('north', 'op')
    const rubbish = ['', 'null', '[]', '1', '{', '{"operation":"op:0"}', '{"operation":"op:0","status":"good"}']
    for (const text of rubbish) orders.told('north', text)
    orders.told('north', result('op', { status: Status.BadTimeout, value: { a: 1 }, message: 'x'.repeat(5_000) }))
    const told = await answer
    expect(told).toMatchObject({ is: 'told', status: Status.BadTimeout })
    expect(told).not.toHaveProperty('value')
    expect(JSON.stringify(told).length).toBeLessThan(1_000)
  })
})

describe('a value that a metric cannot hold', () => {
  it.each([
    [SparkplugType.Int8, 127n, 128n],
    [SparkplugType.Int16, -32_768n, -32_769n],
    [SparkplugType.Int32, 2_147_483_647n, 2_147_483_648n],
    [SparkplugType.UInt8, 0n, -1n],
    [SparkplugType.UInt16, 65_535n, 65_536n],
    [SparkplugType.UInt32, 4_294_967_295n, 4_294_967_296n],
    [SparkplugType.UInt64, 2n ** 63n - 1n, -1n],
    [SparkplugType.Float, 3.4e38, 3.5e38],
  ])('is refused and never cut to size (Sparkplug type %i)', (type, fits, tooMuch) => {
    expect(misfit(type, fits)).toBeUndefined()
    expect(misfit(type, tooMuch)).toMatchObject({ is: 'told', status: Status.BadOutOfRange })
  })
})
