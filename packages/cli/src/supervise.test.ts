import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@millrace/core'
import { afterAll, expect, test, vi } from 'vitest'
import { type Part, supervise } from './supervise.ts'

const folder = mkdtempSync(join(tmpdir(), 'millrace-supervise-'))
const parts: Part[] = []
afterAll(async () => {
  for (const part of parts) await part.stop()
  rmSync(folder, { recursive: true, force: true })
})

function part(name: string, script: string): Part {
  const entry = join(folder, `${name}.mjs`)
  writeFileSync(entry, script)
  const made = supervise({ name, entry }, { clock: systemClock, say: () => undefined })
  parts.push(made)
  return made
}

test('a part that is killed is started again, and again', async () => {
  const running = part('steady', `process.send({ type: 'ready', pid: process.pid }); setInterval(() => {}, 1000)`)
  await running.ready()
  for (const restarts of [1, 2]) {
    await vi.waitFor(() => expect(running.pid).toBeDefined())
    process.kill(running.pid!, 'SIGKILL')
    await vi.waitFor(() => expect(running.restarts).toBe(restarts), { timeout: 5_000 })
  }
})

test('a part that never got ready is not tried again: its mistake is shown', async () => {
  const broken = part('broken', 'process.exit(3)')
  await expect(broken.ready()).rejects.toThrow('The broken could not start (exit code 3).')
  expect(broken.restarts).toBe(0)
})

test('a stopped part stays stopped', async () => {
  const running = part(
    'stopped',
    `process.send({ type: 'ready' }); process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000)`,
  )
  await running.ready()
  await running.stop()
  expect([running.pid, running.restarts]).toEqual([undefined, 0])
})
