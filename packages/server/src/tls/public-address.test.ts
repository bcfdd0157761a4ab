import { describe, expect, it } from 'vitest'
import { acmeOptionsOf, hostNames, isLoopback, listenersOf, publicAddress } from './index.ts'
import { isDnsName } from './names.ts'

describe('where the platform listens', () => {
  it('is without TLS on loopback alone', () => {
    for (const host of ['127.0.0.1', '127.9.9.9', 'localhost', '::1', '[::1]'])
      expect(listenersOf(host)).toEqual({ plainHost: host, secureHost: undefined })
    for (const host of ['0.0.0.0', '::', '192.0.2.7', 'plant.example', 'localhost.example', '127.0.0.1.example', ''])
      expect(isLoopback(host)).toBe(false)
    expect(listenersOf('0.0.0.0')).toEqual({ plainHost: '127.0.0.1', secureHost: '0.0.0.0' })
  })
})

describe('the address that people use', () => {
  const of = (host: string, port: number, isSecure: boolean, publicUrl?: string): string =>
    publicAddress({ host, port, isSecure, publicUrl })

  it('is the public URL when one is given', () => {
    expect(of('0.0.0.0', 8443, true, 'https://Plant.Example/')).toBe('https://plant.example')
    expect(of('0.0.0.0', 8443, true, 'https://plant.example:9443')).toBe('https://plant.example:9443')
  })

  it('is else made from the host, with brackets and without the standard port', () => {
    expect(of('127.0.0.1', 8080, false)).toBe('http://127.0.0.1:8080')
    expect(of('::1', 8080, false)).toBe('http://[::1]:8080')
    expect(of('plant.example', 443, true)).toBe('https://plant.example')
  })

  it('is never a wildcard', () => {
    for (const host of ['0.0.0.0', '::']) expect(of(host, 8443, true)).toMatch(/^https:\/\/(?!0\.0|\[::\]).+:8443$/)
  })

  it('refuses a public URL that is more or less than an origin', () => {
    for (const text of [
      'plant.example',
      'ftp://plant.example',
      'https://plant.example/app',
      'https://u:p@plant.example',
      'javascript:x',
      'https://plant.example/?a',
    ])
      expect(() => of('0.0.0.0', 1, true, text)).toThrow(/MILLRACE_PUBLIC_URL/)
  })
})

describe('the names of this host', () => {
  it('hold what it was given and loopback, no wildcard and nothing twice', () => {
    const names = hostNames(['plant.example', '0.0.0.0', '::', 'localhost', '*.example', 'a b'])
    expect(names[0]).toBe('plant.example')
    expect(names).toEqual(expect.arrayContaining(['localhost', '127.0.0.1', '::1']))
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => /[*\s]|^0\.0|^::$|%/.test(name))).toEqual([])
  })

  it('are told from addresses', () => {
    expect(['a', 'a.b', 'xn--fiqs8s'].every(isDnsName)).toBe(true)
    expect(['', 'a..b', '-a', 'a-', '192.0.2.7', '::1', 'a_b', 'x'.repeat(64)].some(isDnsName)).toBe(false)
  })
})

describe('the settings of ACME', () => {
  const none = { domains: undefined, email: undefined, directory: undefined, caFile: undefined, port: undefined }

  it('are off without domains, and else Let’s Encrypt on port 80', () => {
    expect(acmeOptionsOf({ ...none, email: 'it@plant.example' })).toBeUndefined()
    expect(
      acmeOptionsOf({ ...none, domains: ' Plant.example, www.plant.example', email: 'it@plant.example' }),
    ).toMatchObject({
      domains: ['plant.example', 'www.plant.example'],
      directoryUrl: 'https://acme-v02.api.letsencrypt.org/directory',
      challengePort: 80,
    })
  })

  it('are refused when HTTP-01 cannot work with them', () => {
    const email = 'it@plant.example'
    for (const texts of [
      { domains: '*.plant.example', email },
      { domains: '192.0.2.7', email },
      { domains: 'plant.example' },
      { domains: 'plant.example', email, directory: 'http://ca.example/directory' },
      { domains: 'plant.example', email, directory: 'nonsense' },
    ])
      expect(() => acmeOptionsOf({ ...none, ...texts })).toThrow(/for certificates by ACME/)
  })
})
