import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'

it('something runs once the process that started this one was killed, and not before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'orphan-'))
  const said = (): string => readFileSync(join(folder, 'said'), 'utf8')
  const module = new URL('orphan.mjs', import.meta.url).href
  writeFileSync(join(folder, 'said'), '')
  writeFileSync(
    join(folder, 'child.mjs'),
    `import { appendFileSync } from 'node:fs'
import { whenOrphaned } from ${JSON.stringify(module)}
const say = (word) => appendFileSync(${JSON.stringify(join(folder, 'said'))}, word + ' ')
whenOrphaned(() => { say('orphaned'); process.exit() }, 50)
say('waits')`,
  )
  const parent = spawn(process.execPath, [
    '-e',
    `require('node:child_process').spawn(process.execPath, [${JSON.stringify(join(folder, 'child.mjs'))}], { stdio: 'ignore', detached: true }); setInterval(() => {}, 1000)`,
  ])
  try {
    await vi.waitFor(() => expect(said()).toBe('waits '), { timeout: 20_000 })
  } finally {
    parent.kill('SIGKILL')
  }
  await vi.waitFor(() => expect(said()).toBe('waits orphaned '), { timeout: 20_000 })
  rmSync(folder, { recursive: true })
})
