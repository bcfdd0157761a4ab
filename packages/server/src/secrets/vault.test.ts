import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault, type Log, ManualClock, silentLog } from '@millrace/core'
import { afterEach, describe, expect, it } from 'vitest'
import { openVault, type VaultKeys, type VaultOptions } from './index.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-vault-'))
  folders.push(folder)
  return join(folder, 'secrets')
}
const newKey = (): string => randomBytes(32).toString('base64')
const open = (folder: string, more: Partial<VaultOptions> = {}): Promise<VaultKeys> =>
  openVault({ folder, clock: new ManualClock(), log: silentLog, ...more })

/** The fault a run ends with. */
async function faultOf(run: () => unknown): Promise<Fault> {
  try {
    await run()
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown
    throw thrown
  }
  return expect.fail('expected a fault, saw none')
}

describe('a sealed secret', () => {
  it('opens again, in this process and after a restart', async () => {
    const folder = newFolder()
    const vault = await open(folder)
    for (const plain of ['', 'JBSWY3DPEHPK3PXP', 'schlüssel 密钥 🔑', 'x'.repeat(100_000)])
      expect((await open(folder)).open(vault.seal(plain, 'totp 1'), 'totp 1')).toBe(plain)
  })

  it('is of the form v1.key.nonce.content, and never twice the same', async () => {
    const vault = await open(newFolder())
    const [first, second] = [vault.seal('same', 'c'), vault.seal('same', 'c')]
    expect(first).toMatch(/^v1\.[\w-]{11}\.[\w-]{16}\.[\w-]+$/)
    expect(first.split('.')[1]).toBe(second.split('.')[1])
    expect(first.split('.')[2]).not.toBe(second.split('.')[2])
    expect(first.split('.')[3]).not.toBe(second.split('.')[3])
  })

  it('does not open for another context, which is how a copied row is noticed', async () => {
    const vault = await open(newFolder())
    const fault = await faultOf(() => vault.open(vault.seal('seed', 'totp anna'), 'totp bert'))
    expect(fault.code).toBe('secrets.unreadable')
    expect(fault.message).toContain('totp bert')
    expect(fault.remedy).toContain('data-keys.json')
  })

  it('does not open with any one character changed, taken away or added', async () => {
    const vault = await open(newFolder())
    const sealed = vault.seal('a seed', 'c')
    for (let at = 0; at < sealed.length; at++) {
      const other = sealed[at] === 'A' ? 'B' : 'A'
      for (const text of [
        sealed.slice(0, at) + other + sealed.slice(at + 1),
        sealed.slice(0, at) + sealed.slice(at + 1),
        `${sealed.slice(0, at)}*${sealed.slice(at)}`,
        sealed.slice(0, at),
      ])
        expect((await faultOf(() => vault.open(text, 'c'))).code).toBe('secrets.unreadable')
    }
    expect((await faultOf(() => vault.open(`${sealed}.AAAA`, 'c'))).code).toBe('secrets.unreadable')
  })

  it('of another vault is told apart from an altered one', async () => {
    const [here, there] = [await open(newFolder()), await open(newFolder())]
    const fault = await faultOf(() => here.open(there.seal('x', 'c'), 'c'))
    expect(fault.message).toContain('a data key not kept here')
  })
})

describe('data keys', () => {
  it('change for new seals, and the old ones still open, also after a restart', async () => {
    const folder = newFolder()
    const vault = await open(folder)
    const old = vault.seal('one', 'c')
    await Promise.all([vault.rotate(), vault.rotate()])
    const next = vault.seal('two', 'c')
    expect(next.split('.')[1]).not.toBe(old.split('.')[1])
    const again = await open(folder)
    expect([again.open(old, 'c'), again.open(next, 'c')]).toEqual(['one', 'two'])
    expect(again.seal('three', 'c').split('.')[1]).toBe(next.split('.')[1])
  })

  it('seal for a year', async () => {
    const folder = newFolder()
    const clock = new ManualClock()
    const keyOf = async (): Promise<string | undefined> => (await open(folder, { clock })).seal('x', 'c').split('.')[1]
    const first = await keyOf()
    await clock.advance(364 * 86_400_000)
    expect(await keyOf()).toBe(first)
    await clock.advance(2 * 86_400_000)
    expect(await keyOf()).not.toBe(first)
  })

  it('stand in no file and no log, nor does what they sealed', async () => {
    const folder = newFolder()
    const lines: string[] = []
    const say = (...all: unknown[]): void => void lines.push(JSON.stringify(all))
    const log: Log = { debug: say, info: say, warn: say, error: say }
    const key = newKey()
    const vault = await open(folder, { log, masterKey: { env: key } })
    vault.seal('a plain text', 'c')
    await vault.rotate()
    const said =
      lines.join() +
      readdirSync(folder)
        .map((file) => readFileSync(join(folder, file), 'utf8'))
        .join()
    expect(said).not.toContain('a plain text')
    expect(said).not.toContain(key)
    expect(readdirSync(folder)).toEqual(['data-keys.json'])
  })

  it('in a damaged file stop the start, and the file stays as it is', async () => {
    const folder = newFolder()
    await open(folder)
    const file = join(folder, 'data-keys.json')
    const whole = readFileSync(file, 'utf8')
    for (const damaged of ['', whole.slice(0, 40), '{"version":1,"master":"m","keys":[]}', '{"version":2}']) {
      writeFileSync(file, damaged)
      expect((await faultOf(() => open(folder))).code).toBe('secrets.keys_malformed')
      expect(readFileSync(file, 'utf8')).toBe(damaged)
    }
  })
})

describe('the master key', () => {
  it('is made at first start for this user alone', async () => {
    const folder = newFolder()
    await open(folder)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600)
  })

  it('that others may read stops the start until that is mended', async () => {
    const folder = newFolder()
    await open(folder)
    const file = join(folder, 'master-key')
    for (const mode of [0o640, 0o604, 0o660]) {
      chmodSync(file, mode)
      const fault = await faultOf(() => open(folder))
      expect(fault.code).toBe('secrets.open_to_others')
      expect(fault.message).toContain(`saw mode 0${mode.toString(8)}`)
      expect(fault.remedy).toContain(`chmod 0600 ${file}`)
    }
    chmodSync(file, 0o600)
    await open(folder)
  })

  it('in a folder where others may write stops the start; a folder they may list is closed', async () => {
    const folder = newFolder()
    await open(folder)
    chmodSync(folder, 0o770)
    expect((await faultOf(() => open(folder))).code).toBe('secrets.open_to_others')
    chmodSync(folder, 0o755)
    await open(folder)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  it('that is lost is missed, not made anew beside secrets it cannot open', async () => {
    const folder = newFolder()
    await open(folder)
    rmSync(join(folder, 'master-key'))
    expect((await faultOf(() => open(folder))).code).toBe('secrets.master_key_missing')
    expect(readdirSync(folder)).toEqual(['data-keys.json'])
  })

  it('from the environment is the same as from the file', async () => {
    const folder = newFolder()
    const sealed = (await open(folder)).seal('x', 'c')
    const key = readFileSync(join(folder, 'master-key'), 'utf8')
    rmSync(join(folder, 'master-key'))
    expect((await open(folder, { masterKey: { env: key } })).open(sealed, 'c')).toBe('x')
  })

  it('that is wrong is told at the start, by name', async () => {
    const folder = newFolder()
    await open(folder, { masterKey: { env: newKey() } })
    const fault = await faultOf(() => open(folder, { masterKey: { env: newKey() } }))
    expect(fault.code).toBe('secrets.master_key_wrong')
    expect(fault.message).toMatch(/aes256:\w{16}.*aes256:\w{16}/)
  })

  it('that is no key is refused without being shown', async () => {
    for (const env of [
      'secret!',
      newKey().slice(4),
      `${newKey()}AAAA`,
      randomBytes(16).toString('base64'),
      'x'.repeat(43),
    ]) {
      const fault = await faultOf(() => open(newFolder(), { masterKey: { env } }))
      expect(fault.code).toBe('secrets.master_key_malformed')
      expect(fault.message).not.toContain(env)
    }
  })

  it('changes at a start that is given both, and the old one then opens nothing', async () => {
    const folder = newFolder()
    const [first, second] = [newKey(), newKey()]
    const vault = await open(folder, { masterKey: { env: first } })
    const sealed = vault.seal('x', 'c')
    const changed = { masterKey: { env: second }, masterKeyBefore: { env: first } }
    expect((await open(folder, changed)).open(sealed, 'c')).toBe('x')
    // A supervisor that starts it again with both is no harm.
    expect((await open(folder, changed)).open(sealed, 'c')).toBe('x')
    expect((await open(folder, { masterKey: { env: second } })).open(sealed, 'c')).toBe('x')
    expect((await faultOf(() => open(folder, { masterKey: { env: first } }))).code).toBe('secrets.master_key_wrong')
  })

  it('moves from the environment into a file', async () => {
    const folder = newFolder()
    const first = newKey()
    const sealed = (await open(folder, { masterKey: { env: first } })).seal('x', 'c')
    await open(folder, { masterKeyBefore: { env: first } })
    expect((await open(folder)).open(sealed, 'c')).toBe('x')
  })
})
