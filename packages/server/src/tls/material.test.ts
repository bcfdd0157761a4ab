import { mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, type Log, ManualClock, silentLog } from '@millrace/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openVault, type Vault } from '../secrets/index.ts'
import { covers } from './certificate.ts'
import { createTestAuthority, type TestAuthority } from './fakes.ts'
import { givenFiles, type TlsMaterial, type TlsOptions, tlsMaterial } from './index.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
let folder: string
let clock: ManualClock
let vault: Vault
let certificates: TestAuthority
const open: TlsMaterial[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-tls-'))
  clock = new ManualClock()
  vault = await openVault({ folder: join(folder, 'secrets'), clock, log: silentLog })
  certificates = await createTestAuthority(clock)
})
afterEach(async () => {
  for (const material of open.splice(0)) await material.close()
  rmSync(folder, { recursive: true, force: true })
})

const start = async (more: Partial<TlsOptions> = {}): Promise<TlsMaterial> => {
  const names = (): string[] => ['plant.example', 'localhost', '192.0.2.7']
  const material = await tlsMaterial({
    folder: join(folder, 'tls'),
    names,
    certificates,
    vault,
    clock,
    log: silentLog,
    ...more,
  })
  open.push(material)
  return material
}
const changed = (material: TlsMaterial): Promise<void> =>
  new Promise((done) => {
    const end = material.onChange(() => {
      end()
      done()
    })
  })
/** A log that keeps its warnings; `next` resolves with the one that comes. */
function listeningLog(): { log: Log; warnings: string[]; next: () => Promise<string> } {
  const warnings: string[] = []
  let tell: ((line: string) => void) | undefined
  const warn = (message: string, facts?: object): void => {
    const line = `${message} ${JSON.stringify(facts)}`
    warnings.push(line)
    tell?.(line)
  }
  return {
    log: { ...silentLog, warn },
    warnings,
    next: () =>
      new Promise((done) => {
        tell = done
      }),
  }
}

describe('a certificate of the platform’s own authority', () => {
  it('is issued at first start for every name and address, and is said to be self-issued', async () => {
    const material = await start()
    expect(covers(material.current(), ['plant.example', 'localhost', '192.0.2.7'])).toBe(true)
    expect(covers(material.current(), ['other.example'])).toBe(false)
    expect(covers(material.current(), ['192.0.2.8'])).toBe(false)
    expect(material.isSelfIssued()).toBe(true)
    expect(material.rootFingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
  })

  it('is the same after a restart, with its key sealed on the disk', async () => {
    const first = (await start()).current()
    expect((await start()).current()).toEqual(first)
    const file = join(folder, 'tls', 'issued.json')
    expect(readFileSync(file, 'utf8')).not.toContain('PRIVATE')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'tls')).mode & 0o777).toBe(0o700)
    expect(certificates.issued()).toBe(1)
  })

  it('is renewed at two thirds of its life, and those who listen are told', async () => {
    const material = await start()
    const first = material.current()
    await clock.advance(59 * DAY_MS)
    expect(material.current()).toBe(first)
    const change = changed(material)
    await clock.advance(1 * DAY_MS + HOUR_MS)
    await change
    expect(material.current().fingerprint).not.toBe(first.fingerprint)
    expect(material.current().until).toBeGreaterThan(first.until)
  })

  it('is issued anew when the host has a new address, or the root is another', async () => {
    const names = ['plant.example']
    const material = await start({ names: () => names })
    names.push('198.51.100.4')
    const change = changed(material)
    await clock.advance(HOUR_MS)
    await change
    expect(covers(material.current(), ['198.51.100.4'])).toBe(true)
    const other = await createTestAuthority(clock)
    await start({ names: () => names, certificates: other })
    expect(other.issued()).toBe(1)
  })

  it('that cannot be opened or read any more is replaced, with a warning', async () => {
    await start()
    const { log, warnings } = listeningLog()
    const another = await openVault({ folder: join(folder, 'other'), clock, log: silentLog })
    await start({ vault: another, log })
    writeFileSync(join(folder, 'tls', 'issued.json'), '{"root":')
    await start({ log })
    expect(warnings).toHaveLength(2)
    expect(certificates.issued()).toBe(3)
  })

  it('stays while none can be issued; it is tried again later and later, and found at the end', async () => {
    let refuses = false
    let asked = 0
    const flaky = {
      rootPem: certificates.rootPem,
      issue: async (names: readonly string[]) => {
        asked++
        if (refuses) throw new TypeError('the issuing key is locked')
        return certificates.issue(names)
      },
    }
    const { log, warnings } = listeningLog()
    const material = await start({ certificates: flaky, log })
    const first = material.current()
    refuses = true
    await clock.advance(65 * DAY_MS)
    expect(material.current()).toBe(first)
    // Five days: 5 min, 10, 20 … then every 6 hours.
    expect(asked).toBeGreaterThan(15)
    expect(asked).toBeLessThan(40)
    expect(warnings[0]).toContain('the issuing key is locked')
    refuses = false
    const change = changed(material)
    await clock.advance(7 * HOUR_MS)
    await change
    expect(material.current().fingerprint).not.toBe(first.fingerprint)
  })

  it('is issued at the start when the kept one is over', async () => {
    const first = await start()
    await first.close()
    await clock.advance(100 * DAY_MS)
    expect((await start()).current().until).toBeGreaterThan(clock.now())
  })
})

describe('a pair of the operator’s', () => {
  const files = (): { certFile: string; keyFile: string } => ({
    certFile: join(folder, 'own.crt'),
    keyFile: join(folder, 'own.key'),
  })
  const put = async (authority: TestAuthority = certificates): Promise<void> => {
    const { key, certificate } = await authority.issue(['own.example'])
    for (const [file, text] of [
      [files().certFile, certificate],
      [files().keyFile, key],
    ] as const) {
      writeFileSync(`${file}.next`, text)
      renameSync(`${file}.next`, file)
    }
  }

  it('goes before everything else, and browsers may be told to insist on TLS', async () => {
    await put()
    const material = await start({ given: files() })
    expect(covers(material.current(), ['own.example'])).toBe(true)
    expect(material.isSelfIssued()).toBe(false)
    expect(certificates.issued()).toBe(1)
  })

  it('is taken again when its files change', async () => {
    await put()
    const material = await start({ given: files() })
    const first = material.current().fingerprint
    await put()
    const change = changed(material)
    await clock.advance(10_000)
    await change
    expect(material.current().fingerprint).not.toBe(first)
  })

  it('stays when the new files are bad, missing, of different keys or over, each with one warning; a good one is then taken', async () => {
    await put()
    const { log, warnings, next } = listeningLog()
    const material = await start({ given: files(), log })
    const first = material.current()
    const spoil: (() => unknown)[] = [
      () => writeFileSync(files().certFile, 'no certificate'),
      () => rmSync(files().keyFile),
      async () => {
        await put()
        const other = await certificates.issue(['own.example'])
        writeFileSync(files().keyFile, other.key)
      },
      async () => put(await createTestAuthority(shifted(clock, -400 * DAY_MS))),
    ]
    for (const act of spoil) {
      await act()
      const warning = next()
      await clock.advance(10_000)
      expect(await warning).toContain('the one before stays')
      expect(material.current()).toBe(first)
    }
    await clock.advance(60_000)
    expect(warnings).toHaveLength(spoil.length)
    await put()
    const change = changed(material)
    await clock.advance(10_000)
    await change
    expect(material.current().fingerprint).not.toBe(first.fingerprint)
  })

  it('that cannot be used stops the start, saying which file and why and never the key', async () => {
    await put()
    const { certFile, keyFile } = files()
    const { key } = await certificates.issue(['own.example'])
    const cases: readonly (readonly [string, string, RegExp])[] = [
      [certFile, 'x', /no certificate in PEM/],
      [certFile, certificates.rootPem, /a key of another certificate/],
      [keyFile, 'x', /no unencrypted private key/],
      [keyFile, key, /a key of another certificate/],
    ]
    for (const [file, text, seen] of cases) {
      await put()
      writeFileSync(file, text)
      const starting = start({ given: files() })
      await expect(starting).rejects.toMatchObject({
        code: 'tls.certificate_unusable',
        message: expect.stringMatching(seen),
      })
      await expect(starting).rejects.not.toMatchObject({ message: expect.stringContaining('PRIVATE') })
    }
    await expect(start({ given: { certFile: join(folder, 'none'), keyFile } })).rejects.toMatchObject({
      code: 'tls.certificate_unusable',
      message: expect.stringContaining('ENOENT'),
    })
  })

  it('is warned of once when it ends soon', { timeout: 30_000 }, async () => {
    await put()
    const { log, warnings } = listeningLog()
    await start({ given: files(), log })
    await clock.advance(70 * DAY_MS)
    expect(warnings).toEqual([])
    await clock.advance(20 * DAY_MS)
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('ends soon')
  })

  it('needs both of its settings', () => {
    expect(givenFiles('a', 'b')).toEqual({ certFile: 'a', keyFile: 'b' })
    expect(givenFiles(undefined, '')).toBeUndefined()
    expect(() => givenFiles('a', undefined)).toThrow(/saw MILLRACE_TLS_CERT alone/)
    expect(() => givenFiles('', 'b')).toThrow(/saw MILLRACE_TLS_KEY alone/)
  })
})

/** The clock of an authority whose time is another. */
const shifted = (base: Clock, ms: number): Clock => new ManualClock(base.now() + ms * 1_000)
