import type { Fault } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mistakeOf } from '../kit/mistake-of.ts'
import { parseAddress } from './address.ts'
import { objectText, propertyText } from './names.ts'

const mistake = (address: string): Fault => mistakeOf(() => parseAddress(address))

describe('a BACnet address', () => {
  test.each([
    ['analog-input:1', { objectType: 0, instance: 1, property: 85 }],
    ['ai:1', { objectType: 0, instance: 1, property: 85 }],
    ['AV:3.present-value', { objectType: 2, instance: 3, property: 85 }],
    ['device:1234.object-name', { objectType: 8, instance: 1234, property: 77 }],
    ['mo:2@16', { objectType: 14, instance: 2, property: 85, priority: 16 }],
    ['ao:1.priority-array[8]', { objectType: 1, instance: 1, property: 87, index: 8 }],
    ['128:4194302.512', { objectType: 128, instance: 4_194_302, property: 512 }],
    ['dev:1.object-list[0]', { objectType: 8, instance: 1, property: 76, index: 0 }],
    ['analog-value:7.85[1]@1', { objectType: 2, instance: 7, property: 85, index: 1, priority: 1 }],
  ])('reads %s', (text, expected) => {
    expect(parseAddress(text)).toEqual(expected)
  })

  test.each([
    ['', 1],
    ['analog:1', 1],
    ['1024:1', 1],
    ['ai', 3],
    ['ai:', 4],
    ['ai:x', 4],
    ['ai:4194303', 4],
    ['ai:1.', 6],
    ['ai:1.presentvalue', 6],
    ['ai:1.toString', 6],
    ['ai:1[', 6],
    ['ai:1[1', 7],
    ['ai:1@0', 6],
    ['ai:1@17', 6],
    ['ai:1 ', 5],
  ])('%j is refused at position %i', (text, position) => {
    const { code, facts } = mistake(text)
    expect({ code, position: facts['position'] }).toEqual({ code: 'bacnet.address_malformed', position })
  })

  test('of any object and property comes back as it was written', () => {
    const number = (max: number) => fc.integer({ min: 0, max })
    fc.assert(
      fc.property(number(1_023), number(4_194_302), number(4_194_303), (objectType, instance, property) => {
        const text = `${objectText(objectType, instance)}.${propertyText(property)}`
        expect(parseAddress(text)).toEqual({ objectType, instance, property })
      }),
    )
  })
})
