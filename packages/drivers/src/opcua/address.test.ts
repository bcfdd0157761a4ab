import { Fault } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAddress, sayAddress } from './address.ts'

describe('an address', () => {
  test.each([
    ['i=85', { namespace: 0, identifier: { is: 'number', value: 85 } }],
    ['ns=2;s=Boiler.Steam', { namespace: 2, identifier: { is: 'string', value: 'Boiler.Steam' } }],
    ['ns=3;s="DB 1"."a;b"[3]', { namespace: 3, identifier: { is: 'string', value: '"DB 1"."a;b"[3]' } }],
    ['nsu=http://example.com/a;i=7', { namespace: 'http://example.com/a', identifier: { is: 'number', value: 7 } }],
    ['nsu=urn:a%3Bb%25;i=7', { namespace: 'urn:a;b%', identifier: { is: 'number', value: 7 } }],
    [
      'ns=1;g=72962b91-fa75-4ae6-8d28-b404dc7daf63',
      { namespace: 1, identifier: { is: 'guid', value: '72962b91-fa75-4ae6-8d28-b404dc7daf63' } },
    ],
    ['ns=1;b=AQL/', { namespace: 1, identifier: { is: 'bytes', value: 'AQL/' } }],
    ['index=3;ns=2;s=Levels', { namespace: 2, identifier: { is: 'string', value: 'Levels' }, range: '3' }],
    ['index=0:3,7;ns=2;s=A', { namespace: 2, identifier: { is: 'string', value: 'A' }, range: '0:3,7' }],
  ])('%s', (text, address) => {
    expect(parseAddress(text)).toEqual(address)
    expect(sayAddress(parseAddress(text))).toBe(text)
  })

  test.each([
    ['', 1, 'ns=, nsu=, i=, s=, g= or b='],
    ['Boiler', 1, 'ns=, nsu=, i=, s=, g= or b='],
    ['ns=x;i=1', 4, 'a namespace from 0 to 65535'],
    ['ns=65536;i=1', 4, 'a namespace from 0 to 65535'],
    ['ns=2,i=1', 5, '";"'],
    ['ns=2;x=1', 6, 'i=, s=, g= or b='],
    ['ns=2;i=4294967296', 8, 'a number from 0 to 4294967295'],
    ['ns=2;i=1 ', 9, 'the end'],
    ['ns=2;s=', 8, 'an identifier'],
    ['ns=2;g=72962b91', 8, 'a GUID such as 72962b91-fa75-4ae6-8d28-b404dc7daf63'],
    ['ns=2;b=A', 8, 'base64'],
    ['nsu=urn:a', 10, '";" after the namespace URI'],
    ['nsu=;i=1', 5, 'a namespace URI'],
    ['nsu=urn:%20;i=1', 9, '%25 for a percent sign'],
    ['index=;i=1', 7, 'an index such as 3 or 0:3'],
    ['index=3:2;i=1', 9, 'an index above 3'],
    ['index=3', 8, '";"'],
  ])('that is malformed is refused with the position of the mistake: "%s"', (address, position, expected) => {
    let seen: unknown
    try {
      parseAddress(address)
    } catch (reason) {
      seen = reason
    }
    expect(seen).toBeInstanceOf(Fault)
    expect(seen).toMatchObject({ code: 'opcua.address_malformed', facts: { position, expected } })
  })

  test('says itself as it is read, whatever namespace and identifier hold', () => {
    const identifier = fc.oneof(
      fc.record({ is: fc.constant('number' as const), value: fc.nat(4_294_967_295) }),
      fc.record({ is: fc.constant('string' as const), value: fc.string({ minLength: 1, unit: 'binary' }) }),
      fc.record({ is: fc.constant('guid' as const), value: fc.uuid() }),
      fc.record({ is: fc.constant('bytes' as const), value: fc.base64String({ minLength: 4 }) }),
    )
    const namespace = fc.oneof(fc.nat(65_535), fc.string({ minLength: 1 }))
    fc.assert(
      fc.property(namespace, identifier, (space, id) => {
        const address = { namespace: space, identifier: id }
        expect(parseAddress(sayAddress(address))).toEqual(address)
      }),
    )
  })

  test('is read or refused by a fault, never anything else', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', 'ns=', 'nsu=', 'index=', 'ns=2;'), (rest, start) => {
        try {
          parseAddress(start + rest)
        } catch (reason) {
          expect(reason).toBeInstanceOf(Fault)
        }
      }),
    )
  })
})
