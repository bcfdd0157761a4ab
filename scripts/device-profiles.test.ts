import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { deviceProfiles } from './device-profiles.ts'

let folder = ''
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a wrong profile is named with its line, a right library says nothing', async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-library-'))
  await mkdir(join(folder, 'acme'))
  await writeFile(join(folder, 'acme', 'm1.yaml'), 'maker: Acme\nmodel: 7\n')
  const faults = await deviceProfiles(folder)
  expect(faults.some((fault) => /acme\/m1\.yaml: {2}line 2, column 8: \/model/.test(fault))).toBe(true)
  expect(await deviceProfiles(join(import.meta.dirname, '..', 'library', 'devices'))).toEqual([])
})
