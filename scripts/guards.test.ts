import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const copy = mkdtempSync(join(tmpdir(), 'millrace-guards-'))

/** Each planted file and the rule that must name it: a rule that has never fired is not known to work. */
const faults: Record<string, { file: string; text: string }> = {
  'room-core': { file: 'packages/core/src/planted.ts', text: `import '../../wire/src/index.ts'` },
  'room-wire': { file: 'packages/wire/src/planted.ts', text: `import '@millrace/history'` },
  'room-drivers': {
    file: 'packages/drivers/src/planted.ts',
    text: `import type { Lake } from '@millrace/history'\nexport type L = Lake`,
  },
  'room-history': { file: 'packages/history/src/planted.ts', text: `import '@millrace/drivers'` },
  'room-edge': { file: 'packages/edge/src/planted.ts', text: `import '@millrace/history'` },
  'room-server': { file: 'packages/server/src/planted.ts', text: `import '@millrace/drivers'` },
  'room-sdk': { file: 'packages/sdk/src/planted.ts', text: `import '@millrace/core'` },
  'room-console': {
    file: 'packages/console/src/planted.ts',
    text: `import type { Micros } from '@millrace/core'\nexport type M = Micros`,
  },
  'room-demo': { file: 'demo/src/planted.ts', text: `import '@millrace/server'` },
  'door-core': { file: 'packages/wire/src/planted-door.ts', text: `import '../../core/src/clock.ts'` },
  'engine-duckdb-node-api': { file: 'packages/history/src/planted-engine.ts', text: `import '@duckdb/node-api'` },
  'engine-fastify': { file: 'packages/server/src/live/planted.ts', text: `import 'fastify'` },
  'module-identity': {
    file: 'packages/server/src/modules/identity/planted.ts',
    text: `import '../telemetry/index.ts'`,
  },
  'module-door-devices': {
    file: 'packages/server/src/modules/telemetry/planted.ts',
    text: `import '../devices/service.ts'`,
  },
  'routes-know-no-tables': { file: 'packages/server/src/modules/planted/routes.ts', text: `import './tables.ts'` },
  'service-knows-no-http': { file: 'packages/server/src/modules/planted/service.ts', text: `import './routes.ts'` },
  'the-way-knows-no-module': {
    file: 'packages/server/src/ingest/planted.ts',
    text: `import '../modules/devices/index.ts'`,
  },
  'no-circle': { file: 'packages/core/src/planted-circle.ts', text: `import './planted-other.ts'` },
  'not-to-test': { file: 'packages/core/src/planted-shipped.ts', text: `import './planted.test.ts'` },
}
const beside: Record<string, string> = {
  'packages/server/src/modules/planted/tables.ts': 'export const planted = 1',
  'packages/core/src/planted-other.ts': `import './planted-circle.ts'`,
  'packages/core/src/planted.test.ts': 'export const planted = 1',
}

function plant(file: string, text: string): void {
  mkdirSync(dirname(join(copy, file)), { recursive: true })
  writeFileSync(join(copy, file), `${text}\n`)
}

function cruise(): { from: string; rule: { name: string } }[] {
  const run = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'json',
      'packages',
      'demo',
      'bench',
    ],
    { cwd: copy, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  )
  return JSON.parse(run.stdout).summary.violations
}

beforeAll(() => {
  for (const entry of [
    'packages',
    'demo',
    'bench',
    'package.json',
    'tsconfig.base.json',
    'architecture.mjs',
    '.dependency-cruiser.mjs',
  ])
    cpSync(join(root, entry), join(copy, entry), {
      recursive: true,
      filter: (path) => !/\/(node_modules|dist)(\/|$)/.test(path),
    })
  mkdirSync(join(copy, 'node_modules/@millrace'), { recursive: true })
  for (const entry of readdirSync(join(root, 'node_modules')))
    if (entry !== '@millrace' && entry !== '.cache')
      symlinkSync(join(root, 'node_modules', entry), join(copy, 'node_modules', entry))
  for (const name of readdirSync(join(root, 'packages')))
    symlinkSync(join(copy, 'packages', name), join(copy, 'node_modules/@millrace', name))
  for (const { file, text } of Object.values(faults)) plant(file, text)
  for (const [file, text] of Object.entries(beside)) plant(file, text)
}, 120_000)

afterAll(() => rmSync(copy, { recursive: true, force: true }))

test('each planted fault is named by its rule', () => {
  const seen = new Set(cruise().map(({ from, rule }) => `${rule.name} ${from}`))
  const missed = Object.entries(faults)
    .filter(([rule, { file }]) => !seen.has(`${rule} ${file}`))
    .map(([rule]) => rule)
  expect(missed).toEqual([])
}, 120_000)
