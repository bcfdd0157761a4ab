import { ManualClock } from '@millrace/core'
import { ModbusSimulator, RegisterBank } from '@millrace/drivers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { serveMachine } from './serve-machine.ts'

const STEP_MS = 1_000
const simulator = (): ModbusSimulator =>
  new ModbusSimulator({ units: new Map([[1, new RegisterBank({ holding: 2 })]]) })

let other: ModbusSimulator
let taken: number
beforeEach(async () => {
  other = simulator()
  taken = await other.listen()
})
afterEach(() => other.close())

test('a machine lives from before anyone can connect until it is closed', async () => {
  const clock = new ManualClock()
  let steps = 0
  const served = await serveMachine(simulator(), { port: 0, stepMs: STEP_MS, step: () => steps++, clock })
  expect(served.port).toBeGreaterThan(0)
  expect(steps).toBe(1)
  await clock.advance(3 * STEP_MS)
  expect(steps).toBe(4)
  await served.close()
  await clock.advance(3 * STEP_MS)
  expect(steps).toBe(4)
})

test('a port that is taken is told, and the machine does not live on', async () => {
  const clock = new ManualClock()
  let steps = 0
  const serving = serveMachine(simulator(), { port: taken, stepMs: STEP_MS, step: () => steps++, clock })
  await expect(serving).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await clock.advance(3 * STEP_MS)
  expect(steps).toBe(1)
})
