// `npm run check`: types, lint, promises, who imports whom, unused code, shapes, translations, generated files, profiles, models.
// Runs every step even when one fails, so that one run names everything.
import { join } from 'node:path'
import { checkVersions, ensureInstalled, node24, root, run } from './toolchain.mjs'

checkVersions()
ensureInstalled()

const bin = (path) => join(root, 'node_modules', path)
const steps = [
  ['types', node24, [bin('typescript/bin/tsc'), '-b']],
  ['types of the tests', node24, [bin('typescript/bin/tsc'), '-p', 'tests']],
  [
    'format and lint',
    node24,
    [bin('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings', '--max-diagnostics=40', '.'],
  ],
  [
    'promises',
    node24,
    [bin('oxlint/bin/oxlint'), '--type-aware', '--quiet', 'packages', 'demo', 'bench', 'tests', 'scripts'],
  ],
  [
    'who imports whom',
    node24,
    [
      bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'err',
      'packages',
      'demo',
      'bench',
      'tests',
    ],
  ],
  ['unused code', node24, [bin('knip/bin/knip.js'), '--no-progress']],
  ['references', node24, ['scripts/references.mjs', '--check']],
  ['shape', node24, ['scripts/shape.mjs']],
  [
    'error table',
    node24,
    ['--conditions=source', '--disable-warning=ExperimentalWarning', 'scripts/errors.ts', '--check'],
  ],
  [
    'page of expressions',
    node24,
    ['--conditions=source', '--disable-warning=ExperimentalWarning', 'scripts/expression-page.ts', '--check'],
  ],
  [
    'nodes of flows',
    node24,
    ['--conditions=source', '--disable-warning=ExperimentalWarning', 'scripts/flow-pages.ts', '--check'],
  ],
  [
    'driver pages',
    node24,
    ['--conditions=source', '--disable-warning=ExperimentalWarning', 'scripts/driver-pages.ts', '--check'],
  ],
  [
    'generated SDK',
    node24,
    ['--conditions=source', '--disable-warning=ExperimentalWarning', 'scripts/generate-sdk.ts', '--check'],
  ],
  ['translations', node24, ['scripts/translations.mjs']],
  [
    'security evidence',
    node24,
    ['--conditions=source', '--disable-warning=ExperimentalWarning', 'scripts/security.ts', '--check'],
  ],
  [
    'device profiles',
    node24,
    ['--conditions=source', '--disable-warning=ExperimentalWarning', 'scripts/device-profiles.ts'],
  ],
  [
    'device library',
    node24,
    ['--conditions=source', '--disable-warning=ExperimentalWarning', 'scripts/profile-pages.ts', '--check'],
  ],
  [
    'equipment classes',
    node24,
    ['--conditions=source', '--disable-warning=ExperimentalWarning', 'scripts/equipment-pages.ts', '--check'],
  ],
  [
    'models',
    node24,
    ['--conditions=source', '--disable-warning=ExperimentalWarning', 'scripts/model-pages.ts', '--check'],
  ],
  [
    'dependencies',
    node24,
    ['--conditions=source', '--disable-warning=ExperimentalWarning', 'scripts/security-dependencies.ts'],
  ],
]

const failed = []
for (const [name, command, args] of steps) {
  const begun = performance.now()
  const status = run(command, args)
  process.stdout.write(
    `${status === 0 ? '  ok  ' : 'FAILED'}  ${name}  ${((performance.now() - begun) / 1000).toFixed(1)} s\n`,
  )
  if (status !== 0) failed.push(name)
}
if (failed.length > 0) {
  process.stdout.write(`\nFailed: ${failed.join(', ')}\n`)
  process.exit(1)
}
