import { Fault } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAddress, sayAddress } from './address.ts'

describe('an address', () => {
  test.each([
    ['i=85', { is: 'value', namespace: 0, identifier: { is: 'number', value: 85 } }],
    ['ns=2;s=Boiler.Steam', { is: 'value', namespace: 2, identifier: { is: 'string', value: 'Boiler.Steam' } }],
    ['ns=3;s="DB 1"."a;b"[3]', { is: 'value', namespace: 3, identifier: { is: 'string', value: '"DB 1"."a;b"[3]' } }],
    [
      'nsu=http://example.com/a;i=7',
      { is: 'value', namespace: 'http://example.com/a', identifier: { is: 'number', value: 7 } },
    ],
    ['nsu=urn:a%3Bb%25;i=7', { is: 'value', namespace: 'urn:a;b%', identifier: { is: 'number', value: 7 } }],
    [
      'ns=1;g=72962b91-fa75-4ae6-8d28-b404dc7daf63',
      { is: 'value', namespace: 1, identifier: { is: 'guid', value: '72962b91-fa75-4ae6-8d28-b404dc7daf63' } },
    ],
    ['ns=1;b=AQL/', { is: 'value', namespace: 1, identifier: { is: 'bytes', value: 'AQL/' } }],
    ['index=3;ns=2;s=Levels', { is: 'value', namespace: 2, identifier: { is: 'string', value: 'Levels' }, range: '3' }],
    ['index=0:3,7;ns=2;s=A', { is: 'value', namespace: 2, identifier: { is: 'string', value: 'A' }, range: '0:3,7' }],
  ])('%s', (text, address) => {
    expect(parseAddress(text)).toEqual(address)
    expect(sayAddress(parseAddress(text))).toBe(text)
  })

  test.each([
    ['event;i=2253', { namespace: 0, identifier: { is: 'number', value: 2253 }, select: [] }],
    [
      'event;type=nsu=urn:a;i=5;severity=500;select=Batch;select=2:Line/0:Id;ns=2;s=Boiler;1',
      {
        namespace: 2,
        identifier: { is: 'string', value: 'Boiler;1' },
        type: { namespace: 'urn:a', identifier: { is: 'number', value: 5 } },
        severity: 500,
        select: [
          [{ name: 'Batch' }],
          [
            { namespace: 2, name: 'Line' },
            { namespace: 0, name: 'Id' },
          ],
        ],
      },
    ],
    [
      'event;type=ns=2;s=a%3Bb%25;select=x%2Fy%3Az%3B;s=type=',
      {
        namespace: 0,
        identifier: { is: 'string', value: 'type=' },
        type: { namespace: 2, identifier: { is: 'string', value: 'a;b%' } },
        select: [[{ name: 'x/y:z;' }]],
      },
    ],
  ])('of events: %s', (text, address) => {
    expect(parseAddress(text)).toEqual({ is: 'event', ...address })
    expect(sayAddress(parseAddress(text))).toBe(text)
  })

  test.each([
    [
      'call;ns=2;s=Boiler;nsu=urn:a;i=7',
      {
        object: { namespace: 2, identifier: { is: 'string', value: 'Boiler' } },
        namespace: 'urn:a',
        identifier: { is: 'number', value: 7 },
      },
    ],
    [
      'call;i=2253;ns=2;s=call;x',
      {
        object: { namespace: 0, identifier: { is: 'number', value: 2253 } },
        namespace: 2,
        identifier: { is: 'string', value: 'call;x' },
      },
    ],
  ])('of a method: %s', (text, address) => {
    expect(parseAddress(text)).toEqual({ is: 'call', ...address })
    expect(sayAddress(parseAddress(text))).toBe(text)
  })

  test.each([
    ['', 1, 'ns=, nsu=, i=, s=, g= or b=, index=, event; or call;'],
    ['Boiler', 1, 'ns=, nsu=, i=, s=, g= or b=, index=, event; or call;'],
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
    ['event;', 7, 'type=, severity=, select=, ns=, nsu=, i=, s=, g= or b='],
    ['event;type=i=2915', 18, '";" and another node'],
    ['event;type=x;i=1', 12, 'ns=, nsu=, i=, s=, g= or b='],
    ['event;type=ns=2;i=x;i=1', 19, 'a number from 0 to 4294967295'],
    ['event;type=s=a%20;i=1', 15, '%25 for a percent sign'],
    ['event;severity=0;i=1', 16, 'a severity from 1 to 1000'],
    ['event;severity=1001;i=1', 16, 'a severity from 1 to 1000'],
    ['event;select=;i=1', 14, 'a name such as Message or 2:Batch'],
    ['event;select=a//b;i=1', 16, 'a name such as Message or 2:Batch'],
    ['event;select=70000:a;i=1', 14, 'a namespace from 0 to 65535'],
    ['event;select=a', 15, '";" after the path'],
    ['event;severity=5;type=i=1;i=1', 18, 'select=, ns=, nsu=, i=, s=, g= or b='],
    ['call;ns=2;s=Boiler', 19, '";" and another node'],
    ['call;ns=2;s=Boiler;x=1', 20, 'ns=, nsu=, i=, s=, g= or b='],
    ['call;ns=2;g=7;i=1', 13, 'a GUID such as 72962b91-fa75-4ae6-8d28-b404dc7daf63'],
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

  test('says itself as it is read, whatever namespaces, identifiers and paths hold', () => {
    const identifier = fc.oneof(
      fc.record({ is: fc.constant('number' as const), value: fc.nat(4_294_967_295) }),
      fc.record({ is: fc.constant('string' as const), value: fc.string({ minLength: 1, unit: 'binary' }) }),
      fc.record({ is: fc.constant('guid' as const), value: fc.uuid() }),
      fc.record({ is: fc.constant('bytes' as const), value: fc.base64String({ minLength: 4 }) }),
    )
    const node = { namespace: fc.oneof(fc.nat(65_535), fc.string({ minLength: 1 })), identifier }
    const step = fc.record(
      { namespace: fc.nat(65_535), name: fc.string({ minLength: 1, unit: 'binary' }) },
      { requiredKeys: ['name'] },
    )
    const address = fc.oneof(
      fc.record({ is: fc.constant('value' as const), ...node }),
      fc.record({ is: fc.constant('call' as const), ...node, object: fc.record(node) }),
      fc.record(
        {
          is: fc.constant('event' as const),
          ...node,
          type: fc.record(node),
          severity: fc.integer({ min: 1, max: 1_000 }),
          select: fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { maxLength: 5 }),
        },
        { requiredKeys: ['is', 'namespace', 'identifier', 'select'] },
      ),
    )
    fc.assert(
      fc.property(address, (one) => {
        expect(parseAddress(sayAddress(one))).toEqual(one)
      }),
    )
  })

  test('is read or refused by a fault at a place within it, never anything else', () => {
    const starts = [
      '',
      'ns=',
      'nsu=',
      'index=',
      'ns=2;',
      'event;',
      'event;type=',
      'event;select=',
      'call;',
      'call;i=1;',
    ]
    const parts = fc.oneof(fc.string(), fc.constantFrom('ns=2;', 'i=1', ';', 's=', '%', '%3B', 'select=', '/', ':'))
    const texts = fc.tuple(fc.constantFrom(...starts), fc.array(parts, { maxLength: 8 }))
    fc.assert(
      fc.property(texts, ([start, rest]) => {
        const text = start + rest.join('')
        try {
          parseAddress(text)
        } catch (reason) {
          expect(reason).toBeInstanceOf(Fault)
          const { position } = (reason as Fault).facts as { position: number }
          expect(position).toBeGreaterThanOrEqual(1)
          expect(position).toBeLessThanOrEqual(text.length + 1)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})
