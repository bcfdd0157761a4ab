import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeState, encodeState, formatTopic, hostOfStateTopic, isValidId, parseTopic, stateTopic } from './topic.ts'

const id = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter(isValidId)

test('topic-structure-namespace-*: any valid ids come back from their topic, the device in D… messages only', () => {
  fc.assert(
    fc.property(id, id, id, fc.constantFrom('BIRTH', 'DEATH', 'DATA', 'CMD'), (group, node, device, what) => {
      const ofNode = { type: `N${what}`, group, node } as const
      const ofDevice = { type: `D${what}`, group, node, device } as const
      expect(parseTopic(formatTopic(ofNode))).toEqual(ofNode)
      expect(parseTopic(formatTopic(ofDevice))).toEqual(ofDevice)
    }),
  )
})

test.each(['', 'a/b', 'a+', '#', 'a\0', 'x'.repeat(257)])(
  'topic-structure-namespace-valid-*: "%s" is no id',
  (text) => {
    expect(isValidId(text)).toBe(false)
  },
)

test.each([
  'spBv1.0/g/NDATA/n/d',
  'spBv1.0/g/DDATA/n',
  'spBv1.0//NDATA/n',
  'spBv1.0/g+/NDATA/n',
  'spAv1.0/g/NDATA/n',
  'spBv1.0/g/XDATA/n',
  'spBv1.0/g/DDATA/n/d/e',
  'spBv1.0/STATE/host',
  '',
])('the topic "%s" is refused', (topic) => {
  expect(() => parseTopic(topic)).toThrow(/Expected a Sparkplug topic/)
})

test('host-topic-phid-birth-*: a host tells its state as JSON on a topic of its own', () => {
  expect(stateTopic('millrace')).toBe('spBv1.0/STATE/millrace')
  expect(hostOfStateTopic('spBv1.0/STATE/millrace')).toBe('millrace')
  expect(hostOfStateTopic('spBv1.0/g/NDATA/n')).toBeUndefined()
  const state = { online: true, timestamp: 1_760_000_000_000 }
  expect(JSON.parse(Buffer.from(encodeState(state)).toString())).toEqual(state)
  expect(decodeState(encodeState(state))).toEqual(state)
})

test.each([
  'ONLINE',
  '{}',
  '{"online":"true","timestamp":1}',
  '{"online":true}',
  '[1]',
  'null',
  '{"online":true,"timestamp":1e999}',
])('the state %s is refused by name', (text) => {
  expect(() => decodeState(Buffer.from(text))).toThrow(expect.objectContaining({ code: 'wire.state_malformed' }))
})
