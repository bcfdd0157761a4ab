// Checks the packages we stand on: licences, sources, install scripts, hashes, bill of materials, known vulnerabilities.
// Writes the bill to dist/sbom.cdx.json. Works without a network: then the vulnerabilities are said to be not checked.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  auditFaults,
  type Bill,
  billFaults,
  type Lock,
  licenceOf,
  packageFaults,
  shippedBill,
} from './security-packages.ts'

const root = join(import.meta.dirname, '..')
const bill = join(root, 'dist', 'sbom.cdx.json')

/** Runs npm and gives what it printed; empty when it did not end in time. */
function npm(...args: string[]): string {
  const windows = process.platform === 'win32'
  const done = spawnSync(windows ? 'npm.cmd' : 'npm', args, {
    cwd: root,
    encoding: 'utf8',
    shell: windows,
    timeout: 8_000,
    maxBuffer: 64 * 1024 * 1024,
  })
  return done.stdout ?? ''
}

const lock = (JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Lock }).packages
const faults = packageFaults(lock, (path, entry) => {
  // A package for another platform is not installed here; the lock has what its manifest says.
  const manifest = join(root, path, 'package.json')
  return licenceOf(existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : entry)
})

const whole = npm('sbom', '--sbom-format', 'cyclonedx', '--package-lock-only')
if (whole === '') faults.push('npm sbom made no bill of materials')
else {
  const shipped = shippedBill(JSON.parse(whole) as Bill)
  faults.push(...billFaults(lock, shipped))
  mkdirSync(dirname(bill), { recursive: true })
  writeFileSync(bill, `${JSON.stringify(shipped, null, 2)}\n`)
}

const audit = auditFaults(npm('audit', '--json', '--fetch-retries=0', '--fetch-timeout=6000'))
faults.push(...audit.faults)

for (const fault of faults) process.stderr.write(`${fault}\n`)
process.stdout.write(
  `        ${Object.keys(lock).filter((path) => path.includes('node_modules/')).length} packages; known vulnerabilities: ${audit.said}\n`,
)
process.exit(faults.length > 0 ? 1 : 0)
