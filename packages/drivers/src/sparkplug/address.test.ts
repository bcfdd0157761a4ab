import type { Fault } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { parseAddress } from './address.ts'

describe('a Sparkplug address', () => {
  test.each([
    ['Ramp', { metric: 'Ramp' }],
    ['press:Hydraulics/Pressure', { device: 'press', metric: 'Hydraulics/Pressure' }],
    ['press:a:b', { device: 'press', metric: 'a:b' }],
    [':a:b', { metric: 'a:b' }],
  ])('%s is read', (text, expected) => expect(parseAddress(text)).toEqual(expected))

  test.each([
    ['', 1],
    ['press:', 7],
    ['pr+ess:x', 3],
  ])('%s is refused at position %d', (text, position) => {
    expect(() => parseAddress(text)).toThrow(
      expect.objectContaining<Partial<Fault>>({
        code: 'sparkplug.address_malformed',
        facts: expect.objectContaining({ position }),
      }),
    )
  })
})
