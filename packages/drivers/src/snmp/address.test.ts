import type { Fault } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DataType } from '../kit/driver.ts'
import { mistakeOf } from '../kit/mistake-of.ts'
import { parseAddress, parseSubtree } from './address.ts'
import { nameOf, subtrees } from './names.ts'

const mistake = (address: string, type: DataType): Fault => mistakeOf(() => parseAddress(address, type))

describe('an SNMP address', () => {
  test.each([
    ['1.3.6.1.2.1.1.3.0', 'uint32', '1.3.6.1.2.1.1.3.0', 'text'],
    ['.1.3.6.1.2.1.1.3.0', 'uint32', '1.3.6.1.2.1.1.3.0', 'text'],
    ['sysUpTime.0', 'uint32', '1.3.6.1.2.1.1.3.0', 'text'],
    ['ifInOctets.3', 'uint32', '1.3.6.1.2.1.2.2.1.10.3', 'text'],
    ['ifHCInOctets.3', 'uint64', '1.3.6.1.2.1.31.1.1.1.6.3', 'text'],
    ['ipAdEntNetMask.127.0.0.1', 'string', '1.3.6.1.2.1.4.20.1.3.127.0.0.1', 'text'],
    ['ifPhysAddress.2/hex', 'string', '1.3.6.1.2.1.2.2.1.6.2', 'hex'],
    ['upsOutputPercentLoad.1', 'int32', '1.3.6.1.2.1.33.1.4.4.1.5.1', 'text'],
    ['2.999.4294967295', 'int32', '2.999.4294967295', 'text'],
  ] as const)('reads %s as %s', (text, type, oid, form) => {
    expect(parseAddress(text, type)).toEqual({ oid, form })
  })

  test.each([
    ['', 'int32', 1],
    ['3.1.2', 'int32', 1],
    ['1', 'int32', 2],
    ['1.40.1', 'int32', 3],
    ['1.3.x', 'int32', 5],
    ['1.3.6.', 'int32', 7],
    ['1.3.6.4294967296', 'int32', 7],
    ['1.3.6 ', 'int32', 6],
    ['sysUptime.0', 'uint32', 1],
    ['sysUpTime', 'uint32', 10],
    ['sysUpTime.', 'uint32', 11],
    ['1.3.6.1/hax', 'string', 9],
    ['1.3.6.1/hexx', 'string', 12],
    ['1.3..6', 'int32', 5],
  ] as const)('%j of type %s is refused at position %i', (text, type, position) => {
    const { code, facts } = mistake(text, type)
    expect({ code, position: facts['position'] }).toEqual({ code: 'snmp.address_malformed', position })
  })

  test('with bytes in hex is a string', () => {
    expect(mistake('1.3.6.1.1.0/hex', 'int32').code).toBe('snmp.address_type')
  })

  test('of more than 128 numbers is refused', () => {
    expect(mistake(`1.3${'.1'.repeat(127)}`, 'int32').code).toBe('snmp.address_malformed')
  })

  test('of numbers comes back as it was written', () => {
    const arc = fc.integer({ min: 0, max: 0xffff_ffff })
    fc.assert(
      fc.property(fc.array(arc, { maxLength: 100 }), (arcs) => {
        const oid = ['1.3', ...arcs].join('.')
        expect(parseAddress(oid, 'int32').oid).toBe(oid)
      }),
    )
  })

  test('by name and the name of its number are the same', () => {
    for (const { oid, objects } of subtrees) {
      for (const [name, arcs] of Object.entries(objects)) {
        expect(parseSubtree(name)).toBe(`${oid}.${arcs}`)
        expect(nameOf(`${oid}.${arcs}.7`)).toBe(`${name}.7`)
      }
    }
    expect(nameOf('1.3.6.1.4.1.9.1')).toBe('1.3.6.1.4.1.9.1')
  })
})
