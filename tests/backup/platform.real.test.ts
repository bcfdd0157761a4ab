import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { entriesOf, openTarget, readSnapshot } from '@millrace/backup'
import { Owned, systemClock } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPythonPeer } from '../peers/python-peer.ts'
import { millrace, type Plant, startPlant } from './plant.ts'

const owned = new Owned()
let base = ''
let data = ''
let key = ''
let plant: Plant
let pump: { name: string; secret: string }
let sent = 0

/** Ten acknowledged samples, each with the next number. */
async function send(): Promise<void> {
  const samples = Array.from({ length: 10 }, () => ({ time: Date.UTC(2026, 10, 1) + sent, values: { count: sent++ } }))
  await plant.send(pump, samples)
}
const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n)
const backUp = (place: string, more: readonly string[] = [], env: Record<string, string> = {}) =>
  millrace(['backup', place, ...more], { MILLRACE_DATA: data, ...env }).ended
const restore = (place: string, to: string, more: readonly string[] = [], env: Record<string, string> = {}) =>
  millrace(['restore', place, to, ...more], env).ended

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'millrace-backup-'))
  // PostgreSQL runs under another user when the tests run as root; it must reach its data.
  await chmod(base, 0o755)
  owned.add({ close: () => rm(base, { recursive: true, force: true }) })
  data = join(base, 'data')
  key = join(data, 'secrets', 'master-key')
  plant = await startPlant(data)
  owned.add({ close: () => plant.close() })
  pump = await plant.client.createCredential({ as: 'device', name: 'pump' })
  await send()
})
afterAll(() => owned.close())

describe('backup and restore of a platform', () => {
  test('what was acknowledged before each backup is there when it is restored by its time, and the audit verifies', async () => {
    const place = join(base, 'place')
    expect(await backUp(place)).toMatchObject({ code: 0, out: expect.stringContaining('new ') })
    const between = new Date().toISOString()
    await send()
    expect(await backUp(place)).toMatchObject({ code: 0 })
    await send()
    for (const [count, args] of [
      [10, ['--at', between]],
      [20, []],
    ] as const) {
      const to = join(base, `as-of-${count}`)
      const { code, out } = await restore(place, to, ['--master-key', key, ...args])
      expect(out).toContain('the platform as of')
      expect(code).toBe(0)
      const copy = await startPlant(to)
      try {
        expect(await copy.values('count')).toEqual(upTo(count))
        expect(await (await copy.ask('/audit/verification')).json()).toMatchObject({ intact: true })
        // Devices and edge nodes know it again: names, secrets and the authority are the same.
        await copy.send(pump, [{ time: Date.UTC(2026, 10, 2), values: { count: 99 } }])
        expect(await copy.values('count')).toEqual([...upTo(count), 99])
      } finally {
        await copy.close()
      }
    }
  })

  test('list and verify tell what is there; a damaged object is named, and stops a restore that leaves nothing behind', async () => {
    const place = join(base, 'damaged')
    await backUp(place)
    const { out } = await millrace(['backup', 'list', place]).ended
    expect(out).toMatch(/^20\d\d-.* values .* files {2}release 0\.1\.0\n$/)
    expect(await millrace(['backup', 'verify', place]).ended).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Intact: 1 snapshots/),
    })
    const target = await openTarget(place, { environment: {}, clock: systemClock })
    const { snapshot } = await readSnapshot(target, (await entriesOf(target))[0]?.key ?? '')
    const victim = snapshot.files.find(({ path }) => path.endsWith('.parquet'))
    const object = join(place, 'objects', victim?.sha256.slice(0, 2) ?? '', victim?.sha256 ?? '')
    const bytes = await readFile(object)
    bytes[bytes.length >> 1]! ^= 1
    await writeFile(object, bytes)
    const verified = await millrace(['backup', 'verify', place]).ended
    expect(verified.code).toBe(1)
    expect(verified.out).toContain(`${victim?.sha256} (${victim?.path})`)
    const to = join(base, 'from-damaged')
    const refused = await restore(place, to, ['--master-key', key])
    expect(refused.code).toBe(1)
    expect(refused.err).toContain(`${victim?.sha256} (${victim?.path})`)
    expect(await readdir(to)).toEqual([])
  })

  test('a restore without the master key, with another, from nothing, or over something is refused in words', async () => {
    const place = join(base, 'refusals')
    await backUp(place)
    const to = join(base, 'never')
    const other = join(base, 'other-key')
    await writeFile(other, Buffer.alloc(32, 7).toString('base64'))
    const said = async (...args: Parameters<typeof restore>): Promise<string> => {
      const { code, err } = await restore(...args)
      expect(code).toBe(1)
      expect(err).toContain('What to do:')
      return err
    }
    expect(await said(place, to)).toContain('none was given')
    expect(await said(place, to, ['--master-key', other])).toMatch(/Expected the master key aes256:.*saw aes256:/)
    expect(await said(place, to, [], { MILLRACE_MASTER_KEY: 'word' })).not.toContain('"word"')
    expect(await said(join(base, 'nothing'), to)).toContain('saw none')
    expect(await said(place, to, ['--at', '2001-01-01T00:00:00Z'])).toContain('not later than 2001')
    expect(await said(place, data, ['--master-key', key])).toContain('to be empty')
    await expect(readdir(to)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('a list that somebody without the master key has written is not believed', async () => {
    const place = join(base, 'forged')
    await backUp(place)
    const [name] = await readdir(join(place, 'snapshots'))
    const file = join(place, 'snapshots', name ?? '')
    const { createHash } = await import('node:crypto')
    const sealed = JSON.parse(await readFile(file, 'utf8')) as { snapshot: object; sha256: string; seal: string }
    const snapshot = { ...sealed.snapshot, release: '6.6.6' }
    const sha256 = createHash('sha256').update(JSON.stringify(snapshot)).digest('hex')
    await writeFile(file, JSON.stringify({ ...sealed, snapshot, sha256 }))
    const { code, err } = await restore(place, join(base, 'never'), ['--master-key', key])
    expect(code).toBe(1)
    expect(err).toContain('sealed by the platform it tells of')
  })

  test('secrets leave the platform sealed alone, and its master key never', async () => {
    const place = join(base, 'secrets')
    await writeFile(join(data, 'secrets', 'a-plain-one'), 'a-plain-secret')
    await backUp(place)
    const master = (await readFile(key, 'utf8')).trim()
    const token = (await readFile(join(data, 'secrets', 'local-token'), 'utf8')).trim()
    for (const entry of await readdir(place, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const text = await readFile(join(entry.parentPath, entry.name), 'latin1')
      for (const secret of [master, token, 'a-plain-secret']) expect(text).not.toContain(secret)
    }
    const to = join(base, 'with-secrets')
    expect(await restore(place, to, [], { MILLRACE_MASTER_KEY: master })).toMatchObject({ code: 0 })
    expect(await readFile(join(to, 'secrets', 'a-plain-one'), 'utf8')).toBe('a-plain-secret')
    expect(await readdir(join(to, 'secrets'))).not.toContain('master-key')
  })

  test('of two backups at a time one is refused, and both places stay whole', async () => {
    const place = join(base, 'twice')
    const ended = await Promise.all([backUp(place), backUp(place)])
    expect(ended.map(({ code }) => code).sort()).not.toEqual([1, 1])
    for (const { code, err } of ended)
      if (code !== 0) expect(err).toMatch(/saw a backup by process|one backup at a time/)
    expect(await millrace(['backup', 'verify', place]).ended).toMatchObject({ code: 0 })
    expect(await readdir(place)).not.toContain('busy.json')
  })

  test('a schedule backs up again and again, keeps so many, and ends when told', async () => {
    const place = join(base, 'schedule')
    const running = millrace(['backup', place, '--every', '2s', '--keep', '2'], { MILLRACE_DATA: data })
    const newest = async (): Promise<string[]> => readdir(join(place, 'snapshots')).catch(() => [])
    const first = new Set<string>()
    while (first.size < 4) {
      for (const name of await newest()) first.add(name)
      await systemClock.sleep(100)
    }
    running.child.kill('SIGTERM')
    expect(await running.ended).toMatchObject({ code: 0 })
    expect((await newest()).length).toBeLessThanOrEqual(3)
    expect(await millrace(['backup', 'verify', place]).ended).toMatchObject({ code: 0 })
  })

  test.runIf(process.getuid?.() === 0)(
    'a place that is full is told as such and holds no new snapshot',
    async () => {
      const place = join(base, 'full')
      await mkdir(place)
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32k', 'tmpfs', place])
      try {
        const { code, err } = await backUp(place)
        expect(code).toBe(1)
        expect(err).toContain('saw a full disk')
        expect(await readdir(join(place, 'snapshots')).catch(() => [])).toEqual([])
        const { err: small } = await restore(join(base, 'place'), place, ['--master-key', key])
        expect(small).toMatch(/to be empty|MB free/)
      } finally {
        execFileSync('umount', [place])
      }
    },
    60_000,
  )

  test('over an S3 store that checks signatures the same comes back', async () => {
    const server = await startPythonPeer(new URL('./server.py', import.meta.url))
    try {
      const { id, secret } = JSON.parse(await server.ask('keys')) as { id: string; secret: string }
      const env = {
        AWS_ACCESS_KEY_ID: id,
        AWS_SECRET_ACCESS_KEY: secret,
        AWS_REGION: 'eu-central-1',
        AWS_ENDPOINT_URL: `http://127.0.0.1:${server.port}`,
      }
      const { code, out, err } = await backUp('s3://plant/works', ['--keep', '1'], env)
      expect([code, out + err]).toEqual([0, expect.not.stringContaining(secret)])
      const to = join(base, 'from-s3')
      expect(await restore('s3://plant/works', to, ['--master-key', key], env)).toMatchObject({ code: 0 })
      const copy = await startPlant(to)
      try {
        expect(await copy.values('count')).toEqual(upTo(sent))
      } finally {
        await copy.close()
      }
    } finally {
      await server.stop()
    }
  })

  // Last: the platform is gone after it.
  test('a platform that was killed is backed up as it lies, with what its journal alone holds', async () => {
    await send()
    await plant.kill()
    const place = join(base, 'stopped')
    const { code, err } = await backUp(place)
    expect(err).toContain('does not run')
    expect(code).toBe(0)
    const to = join(base, 'from-stopped')
    expect(await restore(place, to, ['--master-key', key])).toMatchObject({ code: 0 })
    const copy = await startPlant(to)
    try {
      expect(await copy.values('count')).toEqual(upTo(sent))
    } finally {
      await copy.close()
    }
    expect(await millrace(['backup', place], { MILLRACE_DATA: join(base, 'nowhere') }).ended).toMatchObject({
      code: 1,
      err: expect.stringContaining('the data folder of a platform'),
    })
  })
})
