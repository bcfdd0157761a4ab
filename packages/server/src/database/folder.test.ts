import { spawn } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RESTORING, takeFolder } from './folder.ts'

let base: string
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'millrace-folder-'))
  await chmod(base, 0o755)
})
afterEach(() => rm(base, { recursive: true, force: true }))

const module = fileURLToPath(new URL('folder.ts', import.meta.url))

/** Takes the folder from another process, which says what happened and then runs `then`. */
function takeElsewhere(folder: string, then: string, as: { uid?: number; gid?: number } = {}) {
  const script = `
    import { takeFolder } from ${JSON.stringify(module)}
    try { const held = await takeFolder(${JSON.stringify(folder)}); console.log('taken ' + process.pid); ${then} }
    catch (fault) { console.log(fault.code + ' ' + fault.message) }`
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
    {
      ...as,
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const said = new Promise<string>((resolve) =>
    child.stdout.once('data', (piece: Buffer) => resolve(String(piece).trim())),
  )
  return { child, said }
}

describe('the data folder', () => {
  it('is made when there is none, and free again when closed', async () => {
    const folder = join(base, 'deep', 'data')
    for (let i = 0; i < 2; i++) {
      const held = await takeFolder(folder)
      expect((await readFile(join(folder, 'lock.pid'), 'utf8')).trim()).toBe(String(process.pid))
      await held.close()
      await held.close()
    }
  })

  it('serves one process, and tells the other which', async () => {
    const held = await takeFolder(base)
    await expect(takeFolder(base)).rejects.toMatchObject({ code: 'folder.in_use', facts: { pid: String(process.pid) } })
    const { said } = takeElsewhere(base, '')
    expect(await said).toBe(
      `folder.in_use Expected the data folder ${base} to be free, saw it held by process ${process.pid}.`,
    )
    await held.close()
  })

  it('is free at once after its process was killed', async () => {
    const { child, said } = takeElsewhere(base, 'setInterval(() => {}, 1000)')
    expect(await said).toBe(`taken ${child.pid}`)
    await expect(takeFolder(base)).rejects.toMatchObject({ code: 'folder.in_use', facts: { pid: String(child.pid) } })
    const gone = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGKILL')
    await gone
    await (await takeFolder(base)).close()
  })

  it('whose restore did not end is refused, and stays as it is', async () => {
    await writeFile(join(base, RESTORING), '')
    await expect(takeFolder(base)).rejects.toMatchObject({ code: 'folder.half_restored' })
    await rm(join(base, RESTORING))
    await (await takeFolder(base)).close()
  })

  it('that is a file is refused', async () => {
    const file = join(base, 'file')
    await writeFile(file, '')
    await expect(takeFolder(file)).rejects.toMatchObject({ code: 'folder.not_writable' })
  })

  it.runIf(process.getuid?.() === 0)('that this user may not write in is refused with the reason', async () => {
    const folder = join(base, 'foreign')
    await mkdir(folder, { mode: 0o755 })
    await chown(folder, 0, 0)
    const { said } = takeElsewhere(folder, '', { uid: 65_534, gid: 65_534 })
    expect(await said).toMatch(/^folder.not_writable .*EACCES/)
  })
})
