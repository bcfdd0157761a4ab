import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** Runs a drill or benchmark as a person would, small, and reads its last line. */
async function quick(kind: 'bench' | 'drill', name: string): Promise<Record<string, unknown>> {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', kind, '--', name, '--quick'], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  })
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Record<string, unknown>
}

test.each([
  'uplink-cut',
  'kill',
  'bus-noise',
  'dead-neighbours',
  'opcua-restart',
  'other-tenant',
  'enrol-revoke',
  'audit-tamper',
  'attack',
  'restore',
  'history-crash',
  'disk-full',
])('the drill %s passes, small', { timeout: 300_000 }, async (name) => {
  expect(await quick('drill', name)).toMatchObject({ drill: name, pass: true })
})

test.each([
  ['ingest', ['sparkplug_values_per_s', 'json_msgs_per_s']],
  ['edge', ['tags', 'edge_cores', 'edge_rss_mib', 'late_cycles']],
  ['authz', ['authorised_requests_per_s', 'decision_p50_us']],
  ['history-load', ['quiet_p99_ms', 'loaded_p99_ms', 'ingest_loss', 'loop_block_ms_max']],
] as const)('the benchmark %s runs, small, and tells its figures', { timeout: 300_000 }, async (name, keys) => {
  const { bench, figures } = await quick('bench', name)
  expect(bench).toBe(name)
  for (const key of keys) expect(figures).toHaveProperty(key, expect.any(Number))
})

test.each(['bench', 'drill'] as const)('%s without a name lists the names', async (kind) => {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', kind], { cwd: root })
  expect(stdout).toContain(kind === 'bench' ? 'ingest' : 'uplink-cut')
})
