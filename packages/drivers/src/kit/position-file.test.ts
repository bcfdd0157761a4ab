import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PositionFile } from './position-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'position-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const fileOf = (device: string, source = 'a'): PositionFile => new PositionFile('sql', { folder, device }, source)
const only = (): string => join(folder, readdirSync(folder)[0]!)

describe('a position file', () => {
  test('has nothing before it was written, and what was written last after a restart', async () => {
    expect(await fileOf('press').read()).toBeUndefined()
    await fileOf('press').write('17')
    await fileOf('press').write({ next: 18, at: '2026-01-01T00:00:00Z' })
    expect(await fileOf('press').read()).toEqual({ next: 18, at: '2026-01-01T00:00:00Z' })
    expect(readdirSync(folder)).toHaveLength(1)
  })

  test('makes its folder, for its owner alone', async () => {
    const nested = join(folder, 'deep', 'down')
    const file = new PositionFile('sql', { folder: nested, device: 'press' }, 'a')
    await file.write(1)
    expect(await file.read()).toBe(1)
    expect(statSync(nested).mode & 0o777).toBe(0o700)
    expect(statSync(join(nested, readdirSync(nested)[0]!)).mode & 0o777).toBe(0o600)
  })

  test('is another one for another device or another source', async () => {
    const names: readonly [string, string][] = [
      ['press', 'a'],
      ['press', 'b'],
      ['press 2', 'a'],
      // Written alike once what a file name cannot hold is replaced.
      ['press/2', 'a'],
      ['press_2', 'a'],
    ]
    for (const [i, [device, source]] of names.entries()) await fileOf(device, source).write(i)
    for (const [i, [device, source]] of names.entries()) expect(await fileOf(device, source).read()).toBe(i)
    expect(readdirSync(folder)).toHaveLength(names.length)
  })

  test('stays in its folder, whatever the device is called', async () => {
    await fileOf('../../etc/passwd').write(1)
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^sql-[A-Za-z0-9_-]+-[0-9a-f]{12}\.json$/)])
  })

  test('that a power cut left half written counts as none; a draft beside it counts for nothing', async () => {
    await fileOf('press').write(5)
    const path = only()
    writeFileSync(`${path}.new`, '6')
    expect(await fileOf('press').read()).toBe(5)
    writeFileSync(path, '{"next":')
    expect(await fileOf('press').read()).toBeUndefined()
    await fileOf('press').write(7)
    expect(readFileSync(path, 'utf8')).toBe('7')
  })

  test('that cannot be written rejects, and what was there stays', async () => {
    await fileOf('press').write(5)
    const loop: { self?: unknown } = {}
    loop.self = loop
    await expect(fileOf('press').write(loop)).rejects.toThrow('circular')
    expect(await fileOf('press').read()).toBe(5)
  })
})
