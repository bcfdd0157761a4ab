import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ImportFiles } from './files.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-imports-'))
})
afterAll(() => rm(folder, { recursive: true }))

it('knows that what was sent is gone, and makes no zeros of it', async () => {
  const files = new ImportFiles(folder)
  await files.write('one', Buffer.from('12345'), 0)
  await files.write('one', Buffer.from('678'), 5)
  await files.check('one', 8)
  // A part of which the end was not counted before a crash is written again.
  await files.write('one', Buffer.from('67'), 5)
  expect(await readFile(files.content('one'), 'utf8')).toBe('1234567')

  await truncate(files.content('one'), 3)
  const lost = { code: 'imports.content_lost', facts: { expected: 7, seen: 3 } }
  await expect(files.write('one', Buffer.from('8'), 7)).rejects.toMatchObject(lost)
  await expect(files.check('one', 7)).rejects.toMatchObject(lost)
  await files.dropContent('one')
  await expect(files.check('one', 7)).rejects.toMatchObject({ ...lost, facts: { expected: 7, seen: 0 } })
})

it('says at once that a file of that size has no room', async () => {
  const files = new ImportFiles(folder)
  await files.room(1)
  await expect(files.room(2 ** 50)).rejects.toMatchObject({ code: 'imports.no_room', facts: { size: 2 ** 50 } })
})
