import { spawn } from 'node:child_process'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ManualClock, silentLog } from '@millrace/core'
import { afterEach, describe, expect, it } from 'vitest'
import { type KeyWrapper, openVault, type VaultKeys } from './index.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-vault-'))
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'secrets')
}

const open = (folder: string, masterKey?: KeyWrapper): Promise<VaultKeys> =>
  openVault({ folder, masterKey, clock: new ManualClock(), log: silentLog })

/** A key service: POST /wrap and /unwrap, raw bytes in and out. `scramble` makes it give other bytes without saying so. */
async function startKeyService(): Promise<{
  wrapper: KeyWrapper
  faults: { down: boolean; scramble: boolean }
  calls: string[]
}> {
  const key = randomBytes(32)
  const faults = { down: false, scramble: false }
  const calls: string[] = []
  const answer = async (request: IncomingMessage, reply: ServerResponse): Promise<unknown> => {
    calls.push(request.url ?? '')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    if (faults.down) return reply.writeHead(503).end()
    // CTR without a tag: the worst wrapper there is, which takes any bytes for its own.
    if (request.url === '/wrap') {
      const nonce = randomBytes(16)
      return reply.end(Buffer.concat([nonce, createCipheriv('aes-256-ctr', key, nonce).update(body)]))
    }
    const under = faults.scramble ? randomBytes(32) : key
    return reply.end(createDecipheriv('aes-256-ctr', under, body.subarray(0, 16)).update(body.subarray(16)))
  }
  const server: Server = createServer((request, reply) => void answer(request, reply))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  undo.push(
    () => new Promise((done) => server.close(done)),
    () => server.closeAllConnections(),
  )
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ask = async (what: string, body: Uint8Array): Promise<Uint8Array> => {
    const answer = await fetch(`${address}/${what}`, { method: 'POST', body: Buffer.from(body) })
    if (!answer.ok) throw new TypeError(`status ${answer.status}`)
    return new Uint8Array(await answer.arrayBuffer())
  }
  return {
    wrapper: { id: 'test-kms:plant', wrap: (plain) => ask('wrap', plain), unwrap: (wrapped) => ask('unwrap', wrapped) },
    faults,
    calls,
  }
}

describe('a master key in a key service', () => {
  it('keeps the data keys, is asked at start alone, and leaves no key on the disk', async () => {
    const folder = newFolder()
    const { wrapper, calls } = await startKeyService()
    const sealed = (await open(folder, wrapper)).seal('x', 'c')
    calls.length = 0
    const vault = await open(folder, wrapper)
    expect(vault.open(sealed, 'c')).toBe('x')
    expect(calls).toEqual(['/unwrap'])
    expect(existsSync(join(folder, 'master-key'))).toBe(false)
  })

  it('that does not answer stops the start, with what it said', async () => {
    const folder = newFolder()
    const { wrapper, faults } = await startKeyService()
    await open(folder, wrapper)
    faults.down = true
    await expect(open(folder, wrapper)).rejects.toMatchObject({
      code: 'secrets.master_key_failed',
      message: expect.stringMatching(/test-kms:plant.*status 503/),
    })
  })

  it('that gives other bytes than were wrapped is noticed by the check value', async () => {
    const folder = newFolder()
    const { wrapper, faults } = await startKeyService()
    await open(folder, wrapper)
    faults.scramble = true
    await expect(open(folder, wrapper)).rejects.toMatchObject({ code: 'secrets.master_key_wrong' })
  })

  it('takes over from the file, but not when it could not give the keys back', async () => {
    const folder = newFolder()
    const { wrapper, faults } = await startKeyService()
    const vault = await open(folder)
    const sealed = vault.seal('x', 'c')
    faults.scramble = true
    await expect(vault.rewrap(wrapper)).rejects.toMatchObject({ code: 'secrets.master_key_wrong' })
    expect((await open(folder)).open(sealed, 'c')).toBe('x')
    faults.scramble = false
    await vault.rewrap(wrapper)
    expect((await open(folder, wrapper)).open(sealed, 'c')).toBe('x')
    await expect(open(folder)).rejects.toMatchObject({ code: 'secrets.master_key_wrong' })
  })
})

/** A process that opens the vault and changes it, and is killed with SIGKILL at its n-th rename, before it happens. */
async function killedAtRename(folder: string, nth: number, change: 'rotate' | 'nothing'): Promise<void> {
  const vault = fileURLToPath(new URL('./vault.ts', import.meta.url))
  const program = `
    import fs from 'node:fs/promises'
    import { syncBuiltinESMExports } from 'node:module'
    const rename = fs.rename
    let seen = 0
    fs.rename = async (...both) => {
      if (++seen === ${nth}) { process.kill(process.pid, 'SIGKILL'); await new Promise(() => undefined) }
      return rename(...both)
    }
    syncBuiltinESMExports()
    const { ManualClock, silentLog } = await import('@millrace/core')
    const { openVault } = await import(${JSON.stringify(vault)})
    const vault = await openVault({ folder: ${JSON.stringify(folder)}, clock: new ManualClock(), log: silentLog })
    if (${JSON.stringify(change)} === 'rotate') await vault.rotate()
  `
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program],
    { stdio: ['ignore', 'inherit', 'inherit'], cwd: fileURLToPath(new URL('.', import.meta.url)) },
  )
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
}

describe('a kill between write and rename', () => {
  it('of the master key at first start leaves a folder that starts', async () => {
    const folder = newFolder()
    await killedAtRename(folder, 1, 'nothing')
    expect(existsSync(join(folder, 'master-key.new'))).toBe(true)
    const sealed = (await open(folder)).seal('x', 'c')
    expect((await open(folder)).open(sealed, 'c')).toBe('x')
    expect(existsSync(join(folder, 'master-key.new'))).toBe(false)
  })

  it('of the data keys at first start leaves a folder that starts, with the same master key', async () => {
    const folder = newFolder()
    await killedAtRename(folder, 2, 'nothing')
    const master = readFileSync(join(folder, 'master-key'), 'utf8')
    await open(folder)
    expect(readFileSync(join(folder, 'master-key'), 'utf8')).toBe(master)
  })

  it('of a rotation leaves the keys as they were', async () => {
    const folder = newFolder()
    const sealed = (await open(folder)).seal('x', 'c')
    const before = readFileSync(join(folder, 'data-keys.json'), 'utf8')
    await killedAtRename(folder, 1, 'rotate')
    expect(readFileSync(join(folder, 'data-keys.json'), 'utf8')).toBe(before)
    const vault = await open(folder)
    expect(vault.open(sealed, 'c')).toBe('x')
    await vault.rotate()
    expect((await open(folder)).open(sealed, 'c')).toBe('x')
  })
})
