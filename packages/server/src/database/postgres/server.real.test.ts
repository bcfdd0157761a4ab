import { spawn, spawnSync } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Owned, silentLog, systemClock } from '@millrace/core'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Address, startPostgres } from './server.ts'

let owned: Owned
let folder: string
const isRoot = process.getuid?.() === 0
const module = fileURLToPath(new URL('server.ts', import.meta.url))

beforeEach(async () => {
  owned = new Owned()
  folder = await mkdtemp(join(tmpdir(), 'millrace-pg-'))
  await chmod(folder, 0o755)
  owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
})
afterEach(() => owned.close())

const start = async (dataFolder = folder) =>
  owned.add(await startPostgres({ dataFolder, clock: systemClock, log: silentLog }))

async function ask(address: Address, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ ...address, database: 'postgres' })
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows
}

const isAlive = (pid: number): boolean => spawnSync('kill', ['-0', String(pid)]).status === 0

/** Starts the server from a process of its own, which says its pid and then dies as told. */
function startElsewhere(dataFolder: string, then: string, as: { uid?: number; gid?: number } = {}) {
  const script = `
    import { startPostgres } from ${JSON.stringify(module)}
    import { systemClock, silentLog } from '@millrace/core'
    const server = await startPostgres({ dataFolder: ${JSON.stringify(dataFolder)}, clock: systemClock, log: silentLog })
    console.log(JSON.stringify({ pid: server.pid(), ...server.address }))
    ${then}`
  const child = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', script], {
    ...as,
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (piece: Buffer) => (said += String(piece)))
  child.stderr.on('data', (piece: Buffer) => (said += String(piece)))
  return new Promise<{ code: number | null; said: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, said })),
  )
}

describe('the embedded PostgreSQL', () => {
  it('answers on a socket alone, syncs what it acknowledges, and is gone when closed', async () => {
    const server = await start()
    const [settings] = await ask(
      server.address,
      `select current_setting('listen_addresses') as tcp, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
    )
    expect(settings).toEqual({ tcp: '', fsync: 'on', commit: 'on' })
    await server.close()
    expect(isAlive(server.pid())).toBe(false)
  })

  it('wants its password, also of who reaches the socket', async () => {
    const { address } = await start()
    await expect(ask({ ...address, password: 'guess' }, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  })

  it('keeps its data over a restart', async () => {
    const first = await start()
    await ask(first.address, 'create table kept as select 42 as answer')
    await first.close()
    const second = await start()
    expect(await ask(second.address, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  it('is taken over when its parent was killed', async () => {
    const { said } = await startElsewhere(folder, `process.kill(process.pid, 'SIGKILL')`)
    const left = JSON.parse(said) as { pid: number }
    expect(isAlive(left.pid)).toBe(true)
    const server = await start()
    expect(server.pid()).toBe(left.pid)
    expect(await ask(server.address, 'select 1 as one')).toEqual([{ one: 1 }])
    await server.close()
    expect(isAlive(left.pid)).toBe(false)
  })

  it('that is still stopping is waited for', async () => {
    const first = await start()
    const stopping = first.close()
    // It says so as soon as it has heard the signal; until then it is one that runs.
    const said = () => readFile(join(folder, 'pg/data/postmaster.pid'), 'utf8').catch(() => 'gone')
    await expect.poll(said, { timeout: 30_000 }).not.toContain('ready')
    const second = await start()
    await stopping
    expect(second.pid()).not.toBe(first.pid())
    expect(await ask(second.address, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('is started again when it dies by itself', async () => {
    const server = await start()
    const pid = server.pid()
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => server.pid(), { timeout: 30_000 }).not.toBe(pid)
    expect(await ask(server.address, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('runs in a folder whose path is longer than a socket may have', async () => {
    const deep = join(folder, 'a'.repeat(60), 'b'.repeat(60))
    await mkdir(deep, { recursive: true })
    const server = await start(deep)
    expect(server.address.host.length).toBeLessThan(90)
    expect(await ask(server.address, 'select 1 as one')).toEqual([{ one: 1 }])
    if (isRoot) await rm(server.address.host, { recursive: true, force: true })
  })

  it('refuses a cluster of another major version', async () => {
    const server = await start()
    await server.close()
    await writeFile(join(folder, 'pg', 'data', 'PG_VERSION'), '17\n')
    await expect(start()).rejects.toMatchObject({ code: 'database.other_version' })
  })

  it.runIf(isRoot)('runs for root in a folder that others cannot enter, under another user', async () => {
    const home = join(folder, 'home')
    await mkdir(home, { mode: 0o700 })
    const server = await start(home)
    const owner = spawnSync('stat', ['-c', '%u', `/proc/${server.pid()}`])
      .stdout.toString()
      .trim()
    expect(Number(owner)).toBeGreaterThan(0)
    const place = (await readFile(join(home, 'pg.place'), 'utf8')).trim()
    owned.add({ close: () => rm(place, { recursive: true, force: true }) })
    expect(await readdir(home)).toEqual(['pg.place'])
    await ask(server.address, 'create table kept as select 42 as answer')
    await server.close()
    expect(await ask((await start(home)).address, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  it.runIf(isRoot)('runs for a plain user', async () => {
    const own = join(folder, 'own')
    await mkdir(own)
    const nobody = { uid: 65_534, gid: 65_534 }
    await chown(own, nobody.uid, nobody.gid)
    const { code, said } = await startElsewhere(own, 'await server.close()', nobody)
    expect({ code, host: (JSON.parse(said) as Address).host }).toEqual({ code: 0, host: join(own, 'pg') })
  })
})
