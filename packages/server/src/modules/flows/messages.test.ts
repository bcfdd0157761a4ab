import { Status, valueAt } from '@millrace/core'
import { expect, it } from 'vitest'
import type { FlowDefinition } from '../../live/needs.ts'
import { Messages } from './messages.ts'

const listening = (topics: Record<number, string>, type: 'number' | 'text' = 'text'): FlowDefinition => ({
  number: 1,
  deployment: 'd',
  document: '{}',
  parameters: {},
  since: 0,
  inputs: Object.entries(topics).map(([series, topic]) => ({ node: 'm', series: Number(series), type, topic })),
  outputs: [],
})
const bytes = (text: string) => new TextEncoder().encode(text)

it('knows filters of MQTT, level by level', () => {
  const messages = new Messages()
  messages.put('t', [listening({ 1: 'v1/+/scan', 2: 'v1/a/#', 3: 'v1/a/scan' })])
  const heard = (topic: string) => {
    const { series, length } = messages.samplesOf('t', { topic, payload: bytes('x') }, 5)
    return [...series.subarray(0, length)]
  }
  expect(heard('v1/a/scan')).toEqual([1, 2, 3])
  expect(heard('v1/b/scan')).toEqual([1])
  expect(heard('v1/a')).toEqual([2])
  expect(heard('v1/b/scan/more')).toEqual([])
  expect([
    messages.listens('t', 'v1/b/scan'),
    messages.listens('t', 'v1/b'),
    messages.listens('o', 'v1/b/scan'),
  ]).toEqual([true, false, false])
})

it('gives every message a time of its own, and what is no number or no text is bad', () => {
  const messages = new Messages()
  messages.put('t', [listening({ 7: 'n' }, 'number'), listening({ 8: 's' })])
  const last = (topic: string, payload: Uint8Array) => {
    const batch = messages.samplesOf('t', { topic, payload }, 5)
    return [batch.time[0], valueAt(batch, 0), batch.status[0]]
  }
  expect(last('n', bytes('12.5'))).toEqual([5, 12.5, Status.Good])
  expect(last('n', bytes(''))).toEqual([6, null, Status.BadTypeMismatch])
  expect(last('s', bytes('lot'))).toEqual([5, 'lot', Status.Good])
  expect(last('s', Uint8Array.of(0xff))).toEqual([6, null, Status.BadDecodingError])
  expect(last('s', new Uint8Array(70_000))).toEqual([7, null, Status.BadEncodingLimitsExceeded])
})
