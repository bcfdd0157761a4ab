import { describe, expect, it } from 'vitest'
import { addressOf, trustedProxies } from './caller-address.ts'

const proxies = trustedProxies(['10.0.0.0/8', '192.0.2.7', 'fd00::/8'])

describe('the address of a caller', () => {
  it.each([
    ['the peer, without a header', '198.51.100.1', undefined, '198.51.100.1'],
    ['the peer, when it is no proxy, whatever the header claims', '198.51.100.1', '127.0.0.1', '198.51.100.1'],
    ['the peer, when it is near a proxy', '192.0.2.8', '203.0.113.5', '192.0.2.8'],
    ['what the proxy saw', '10.0.0.1', '203.0.113.5', '203.0.113.5'],
    [
      'the right-most hop that is no proxy, not what the caller wrote before',
      '10.0.0.1',
      '127.0.0.1, 203.0.113.5',
      '203.0.113.5',
    ],
    ['seen through two proxies', '10.0.0.1', '203.0.113.5, 192.0.2.7', '203.0.113.5'],
    ['seen through two proxies behind a forged chain', '10.0.0.1', '10.1.1.1, 203.0.113.5, 10.9.9.9', '203.0.113.5'],
    ['the farthest proxy, when all are', '10.0.0.1', '10.0.0.3,10.0.0.2', '10.0.0.3'],
    ['the proxy that passed on nonsense', '10.0.0.1', '127.0.0.1, unknown', '10.0.0.1'],
    ['the proxy before nonsense', '10.0.0.1', '127.0.0.1, <script>, 10.0.0.2', '10.0.0.2'],
    ['the peer, with an empty header', '10.0.0.1', '', '10.0.0.1'],
    ['the peer, with commas alone', '10.0.0.1', ', ,', '10.0.0.1'],
    ['without its port', '10.0.0.1', '203.0.113.5:4711', '203.0.113.5'],
    ['without brackets and port', '10.0.0.1', '[2001:db8::5]:4711', '2001:db8::5'],
    ['in one spelling', 'fd00::1', '2001:DB8:0:0:0:0:0:5', '2001:db8::5'],
    ['IPv4, where the socket takes both', '::ffff:198.51.100.1', '127.0.0.1', '198.51.100.1'],
    ['seen by a proxy in IPv4, where the socket takes both', '::ffff:10.0.0.1', '203.0.113.5', '203.0.113.5'],
    ['IPv4, where the proxy writes it as IPv6', '10.0.0.1', '::ffff:203.0.113.5', '203.0.113.5'],
    ['without its zone', 'fe80::1%eth0', '203.0.113.5', 'fe80::1'],
  ])('is %s', (_, peer, header, expected) => {
    expect(addressOf(peer, header, proxies)).toBe(expected)
  })

  it.each([
    '0x7f.0.0.1',
    '0177.0.0.1',
    '010.0.0.2',
    '2130706433',
    '127.1',
    '1.2.3.4.5',
    '203.0.113.5, ',
    'for=203.0.113.5',
  ])('is not read from %s', (header) => {
    expect(addressOf('10.0.0.1', header, proxies)).toBe('10.0.0.1')
  })

  it('is the peer alone when no proxy is trusted', () => {
    for (const peer of ['10.0.0.1', '127.0.0.1', '::1'])
      expect(addressOf(peer, '203.0.113.5', trustedProxies([]))).toBe(peer)
  })

  it('is never what a caller wrote, in 2,000 forged chains', () => {
    const letters = '0123456789abcdef.:,[]% /x'
    for (let i = 0; i < 2_000; i++) {
      const forged = Array.from({ length: i % 60 }, () => letters[Math.floor(Math.random() * letters.length)]).join('')
      expect(addressOf('10.0.0.1', `${forged},203.0.113.5`, proxies)).toBe('203.0.113.5')
      expect(addressOf('198.51.100.1', forged, proxies)).toBe('198.51.100.1')
    }
  })
})

describe('the list of proxies', () => {
  it.each([
    '',
    '10.0.0.0/33',
    'fd00::/129',
    'proxy.example',
    '10.0.0/8',
    '010.0.0.0/8',
    '*',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '::ffff:10.0.0.0/104',
  ])('is refused with %s in it', (seen) => {
    expect(() => trustedProxies(['10.0.0.1', seen])).toThrow(
      expect.objectContaining({ code: 'http.proxy_malformed', facts: { seen } }),
    )
  })
})
