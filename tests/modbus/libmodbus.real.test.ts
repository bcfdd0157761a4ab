import { Status } from '@millrace/core'
import { modbusRtu } from '@millrace/drivers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Probe, probe } from '../peers/probe.ts'
import { type SerialCable, serialCable } from '../peers/pty.ts'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'
import { tag } from './numbers.ts'

const script = new URL('./libmodbus.py', import.meta.url)
const UNIT = 5
let cable: SerialCable
let peer: PythonPeer
let seen: Probe

beforeAll(async () => {
  cable = await serialCable()
  peer = await startPythonPeer(script, [cable.far, String(UNIT)])
  seen = probe(
    modbusRtu,
    { port: cable.near, unit: UNIT, timeoutMs: 1_000 },
    [
      tag(1, 'holding:7', 'uint16'),
      tag(2, 'holding:100', 'uint32'),
      tag(3, 'input:9', 'uint16'),
      tag(4, 'coil:3', 'bool'),
      tag(5, 'coil:4', 'bool'),
      tag(6, 'holding:199', 'uint16'),
      tag(7, 'holding:200', 'uint16'),
      tag(8, 'holding:20', 'uint16', { access: 'rw' }),
      tag(9, 'holding:30.4', 'bool', { access: 'rw' }),
      tag(10, 'holding:40', 'float64', { access: 'rw' }),
      tag(11, 'coil:10', 'bool', { access: 'rw' }),
    ],
    undefined,
    { random: () => 0.01 },
  )
})
afterAll(async () => {
  await seen.close()
  await peer.stop()
  await cable.unplug()
})

// libmodbus 3.1 does not know function 8 and leaves it unanswered.
test('a device on libmodbus, which leaves echoes unanswered, is read on a serial port', async () => {
  await seen.until(() => seen.latest.get(11)?.status === Status.Good && seen.latest.get(7)?.status !== Status.Good)
  const values = [1, 2, 3, 4, 5, 6].map((id) => seen.latest.get(id)!.value)
  expect(values).toEqual([1007n, BigInt(1100 * 65_536 + 1101), 2009n, true, false, 1199n])
  expect(seen.latest.get(7)).toMatchObject({ value: null, status: Status.BadNodeIdUnknown })
})

test('and written', async () => {
  const results = await seen.supervisor.write([
    { tag: 8, value: 4711, operation: 'a' },
    { tag: 9, value: true, operation: 'b' },
    { tag: 10, value: -2.5, operation: 'c' },
    { tag: 11, value: true, operation: 'd' },
  ])
  expect(results.map(({ status, readBack }) => [status, readBack])).toEqual([
    [Status.Good, 4711n],
    [Status.Good, true],
    [Status.Good, -2.5],
    [Status.Good, true],
  ])
  expect(await peer.ask('get 20')).toBe('4711')
  expect(await peer.ask('get 30')).toBe(String(1030 | 16))
})
