import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { systemClock } from '@millrace/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bodyOfText } from './body.ts'
import { targetContract } from './contract.ts'
import { FolderTarget } from './folder.ts'
import { holdTarget } from './hold.ts'
import { openTarget } from './open.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-folder-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const checks = {
  equal: (seen: unknown, expected: unknown) => expect(seen).toEqual(expected),
  match: (seen: unknown, expected: object) => expect(seen).toMatchObject(expected),
  rejects: (run: Promise<unknown>, expected: object) => expect(run).rejects.toMatchObject(expected),
}

describe('a folder as the place of backups', () => {
  test.each(targetContract)('$says', ({ run }) => run(new FolderTarget(join(folder, 'deep', 'place')), checks))

  test('what was being written when its writer died is not listed, and goes when the next one holds the place', async () => {
    const target = new FolderTarget(folder)
    await mkdir(join(folder, 'incoming'))
    await writeFile(join(folder, 'incoming', 'half'), 'ha')
    const keys: string[] = []
    for await (const { key } of target.list('objects/')) keys.push(key)
    expect(keys).toEqual([])
    await (await holdTarget(target, systemClock)).close()
    expect(await readdir(folder)).toEqual([])
  })

  test('the note of a process of this machine that is gone is passed over at once', async () => {
    const target = new FolderTarget(folder)
    const note = { id: 'x', host: hostname(), pid: 2 ** 22 + 1, until: '2999-01-01T00:00:00Z' }
    await target.put('busy.json', bodyOfText(JSON.stringify(note)))
    await (await holdTarget(target, systemClock)).close()
  })

  test('objects are closed to other users', async () => {
    const target = new FolderTarget(join(folder, 'new'))
    await target.put('objects/aa/x', bodyOfText('x'))
    expect((await stat(join(folder, 'new'))).mode & 0o777).toBe(0o700)
    expect((await stat(join(folder, 'new/objects/aa/x'))).mode & 0o777).toBe(0o600)
  })

  test.runIf(process.platform === 'linux')('a full disk is told as one, and leaves nothing half written', async () => {
    const target = new FolderTarget(folder)
    const full = { bytes: 1, sha256: 'x', open: () => Readable.from(failing()) }
    await expect(target.put('objects/aa/x', full)).rejects.toMatchObject({ code: 'backup.target_full' })
    expect(await readdir(join(folder, 'incoming'))).toEqual([])
  })

  test('a place that is a file is refused with the reason', async () => {
    await writeFile(join(folder, 'file'), '')
    await chmod(join(folder, 'file'), 0o600)
    const target = new FolderTarget(join(folder, 'file'))
    await expect(target.put('objects/aa/x', bodyOfText('x'))).rejects.toMatchObject({
      code: 'backup.target_unwritable',
    })
  })
})

/** Stands for the disk: the same error, from where the bytes come. */
// biome-ignore lint/correctness/useYield: it fails before it has anything to give
async function* failing(): AsyncGenerator<Buffer> {
  throw Object.assign(new RangeError('no space left on device'), { code: 'ENOSPC' })
}

test.each(['', 'ftp://host/x', 's3://', 's3://user:word@bucket/x', 's3://bucket?endpoint=file:///x'])(
  'a place "%s" is refused, and told without a secret',
  async (text) => {
    const opened = openTarget(text, {
      environment: { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' },
      clock: systemClock,
    })
    await expect(opened).rejects.toMatchObject({ code: 'backup.target_malformed' })
    await expect(opened).rejects.not.toMatchObject({ message: expect.stringContaining('word') })
  },
)
