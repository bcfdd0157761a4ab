import { Fault } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { allowedOf } from './allowed.ts'
import { badPorts, portOf } from './ports.ts'
import { isPublicAddress } from './public-address.ts'

const inside = `
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.254 127.0.0.1 127.255.255.254 169.254.0.1
169.254.169.254 169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1
198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 168.63.129.16
:: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1
100::1 100:0:0:1::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::
2002:a9fe:a9fe::1 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff0e::1
2a01:4f8::5efe:7f00:1 2a01:4f8::200:5efe:a00:1 4000::1
`
  .trim()
  .split(/\s+/)

describe('an address', () => {
  it.each(inside)('of no public network is told: %s', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a01:4f8::1'])(
    'of the internet is one: %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  it.each(['', 'example.com', '1.1.1', '0x01010101', '01.1.1.1', '1.1.1.1:80', '[2606:4700::1111]'])(
    'in another spelling is none: %s',
    (text) => {
      expect(isPublicAddress(text)).toBe(false)
    },
  )
})

describe('what the operator opens', () => {
  const allowed = allowedOf(['SSO.Plant.Example:8443', '[FD00::5]:443', '10.20.0.0/16', 'fd77::/32', '127.1:9000'])

  it('is that host on that port', () => {
    expect(allowed.place('sso.plant.example', 8443)).toBe(true)
    expect(allowed.place('[fd00::5]', 443)).toBe(true)
    expect(allowed.place('127.0.0.1', 9000)).toBe(true)
    for (const [host, port] of [
      ['sso.plant.example', 443],
      ['plant.example', 8443],
      ['x.sso.plant.example', 8443],
      ['[fd00::6]', 443],
    ] as const)
      expect(allowed.place(host, port)).toBe(false)
  })

  it('is that range, in either family, mapped addresses included', () => {
    for (const address of ['10.20.0.1', '10.20.255.255', '::ffff:10.20.0.1', 'fd77::1'])
      expect(allowed.address(address)).toBe(true)
    for (const address of ['10.21.0.1', 'fd78::1', '::ffff:10.21.0.1', '10.20.0.1.example', ''])
      expect(allowed.address(address)).toBe(false)
  })

  it.each([
    '',
    'host',
    'host:',
    'host:0',
    'host:65536',
    'http://host:80',
    'a b:80',
    '10.0.0.0/33',
    'u@host:80',
    '::1:80',
  ])('is refused at start when it says nothing clear: "%s"', (entry) => {
    expect(() => allowedOf([entry])).toThrow(Fault)
  })
})

describe('ports', () => {
  it('of mail, shells and printers are not spoken to, those of the web are', () => {
    for (const port of [0, 22, 23, 25, 465, 587, 6000, 6667, 10080]) expect(badPorts.has(port)).toBe(true)
    for (const port of [80, 443, 8080, 8443, 9443, 3000]) expect(badPorts.has(port)).toBe(false)
    expect(badPorts.size).toBe(83)
    expect([portOf(new URL('https://a')), portOf(new URL('http://a')), portOf(new URL('http://a:8443'))]).toEqual([
      443, 80, 8443,
    ])
  })
})
