// `npm test`: sets up what the tests need (packages, Python peers, Debian packages where it may), then runs them all.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { checkVersions, ensureBuilt, ensureInstalled, node24, root, run, stop } from './toolchain.mjs'

/** Each foreign part that the tests talk to: the Debian package and a file that shows it is there. */
const debian = {
  chromium: '/usr/bin/chromium',
  'fonts-noto-cjk': '/usr/share/fonts/opentype/noto',
  mosquitto: '/usr/sbin/mosquitto',
  'mosquitto-clients': '/usr/bin/mosquitto_pub',
  openssl: '/usr/bin/openssl',
  unzip: '/usr/bin/unzip',
  curl: '/usr/bin/curl',
  snmpd: '/usr/sbin/snmpd',
  'mariadb-server': '/usr/sbin/mariadbd',
  'postgresql-15': '/usr/lib/postgresql/15/bin/postgres',
  influxdb: '/usr/bin/influxd',
  'python3-venv': '/usr/share/doc/python3-venv',
  socat: '/usr/bin/socat',
  libmodbus5: '/usr/share/doc/libmodbus5',
  'openjdk-17-jdk-headless': '/usr/bin/javac',
}

/** Files that are tried once more; where more fail, something is broken. */
const MOST_AGAIN = 10

function ensureDebianPackages() {
  const missing = Object.entries(debian).filter(([, shows]) => !existsSync(shows))
  if (missing.length === 0) return
  const names = missing.map(([name]) => name)
  const command = `apt-get install -y --no-install-recommends ${names.join(' ')}`
  if (process.getuid?.() !== 0)
    stop(`the tests need these Debian packages: ${names.join(', ')}.`, `Run: sudo ${command}`)
  process.stdout.write(`Installing Debian packages for the tests: ${names.join(', ')} …\n`)
  // Services that the packages bring must not start: the tests start their own on free ports.
  const policy = '/usr/sbin/policy-rc.d'
  const quiet = !existsSync(policy)
  if (quiet) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['update', '-qq'], { env })
  const status = run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (quiet) run('rm', ['-f', policy])
  if (status !== 0) stop('the Debian packages could not be installed.', `Run: ${command}`)
}

/** Protocol servers that we did not write, in a Python of their own. */
function ensurePythonPeers() {
  const requirements = join(root, 'scripts/python-requirements.txt')
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex')
  const done = join(root, '.venv/.millrace')
  if (existsSync(done) && readFileSync(done, 'utf8') === hash) return
  process.stdout.write('Setting up the Python peers …\n')
  const python = ['/usr/bin/python3', 'python3'].find(
    (name) => spawnSync(name, ['-c', 'import venv, ensurepip']).status === 0,
  )
  if (!python) stop('the tests need Python 3 with its venv module.', 'Install python3 and python3-venv.')
  if (run(python, ['-m', 'venv', '--clear', join(root, '.venv')]) !== 0)
    stop('the Python environment could not be made.', 'Remove .venv and try again.')
  if (run(join(root, '.venv/bin/pip'), ['install', '--quiet', '--disable-pip-version-check', '-r', requirements]) !== 0)
    stop('the Python peers could not be installed.', 'Check the network and the package index and try again.')
  mkdirSync(dirname(done), { recursive: true })
  writeFileSync(done, hash)
}

checkVersions()
ensureInstalled()
ensureDebianPackages()
ensurePythonPeers()
ensureBuilt()
const env = { ...process.env, PATH: `${dirname(node24)}:${process.env.PATH}` }
const vitest = (...args) => run(node24, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args], { env })
const asked = process.argv.slice(2)
process.exit(asked.length > 0 ? vitest(...asked) : runAll())

/** Few files that fail among all are tried once more, alone: one that passes then is unsteady, which is told at the end and is a defect to mend. */
function runAll() {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-test-'))
  const results = join(folder, 'results.json')
  try {
    const result = vitest('--reporter=default', '--reporter=json', `--outputFile.json=${results}`)
    if (result === 0 || !existsSync(results)) return result
    const failed = JSON.parse(readFileSync(results, 'utf8'))
      .testResults.filter(({ status }) => status === 'failed')
      .map(({ name }) => relative(root, name))
    if (failed.length === 0 || failed.length > MOST_AGAIN) return result
    process.stdout.write(`\nFailed, and tried once more, alone:\n  ${failed.join('\n  ')}\n\n`)
    const again = vitest('--maxWorkers=1', ...failed)
    if (again === 0)
      process.stdout.write(
        `\nUNSTEADY: failed among all, passed alone. Each is a defect to mend:\n  ${failed.join('\n  ')}\n`,
      )
    return again
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
