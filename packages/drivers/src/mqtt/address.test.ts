import type { Fault } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { parseAddress } from './address.ts'

describe('an MQTT address', () => {
  test.each([
    ['plant/press/pressure', { topic: 'plant/press/pressure' }],
    ['plant/press#$.a[0]', { topic: 'plant/press', path: ['a', 0] }],
    ['/lead', { topic: '/lead' }],
  ])('%s is read', (text, expected) => expect(parseAddress(text)).toEqual(expected))

  test.each([
    ['', 1],
    ['#$.a', 1],
    ['plant/+/x', 7],
    ['plant/press#a', 13],
    ['plant/press#$.a[x]', 17],
  ])('%s is refused at position %d', (text, position) => {
    expect(() => parseAddress(text)).toThrow(
      expect.objectContaining<Partial<Fault>>({
        code: 'mqtt.address_malformed',
        facts: expect.objectContaining({ position }),
      }),
    )
  })
})
