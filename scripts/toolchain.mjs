// What every script of the repo needs before it can begin: the right Node and npm, installed packages, a build.
// Plain JavaScript without dependencies: it runs on the machine's own Node, before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { shareAppModules } from './app-shared.mjs'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')
export const node24 = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** Prints what was expected and seen and what to do, then ends with code 1. */
export function stop(message, remedy) {
  process.stderr.write(`\nMillrace cannot go on: ${message}\n  What to do: ${remedy}\n\n`)
  process.exit(1)
}

export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options })
  if (done.error)
    stop(`${command} did not start (${done.error.message}).`, 'Check that it is installed and on the PATH.')
  return done.status ?? 1
}

/** What is too old to begin with and how to get newer, or undefined. `agent` is what npm says of itself (npm_config_user_agent). */
export function versionComplaint(node, agent) {
  const [major, minor] = node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    return [
      `it needs Node 20.19 or newer to begin; this is ${node}.`,
      'Install Node 20.19 or newer (nodejs.org, or your system’s packages) and try again.',
    ]
  const npm = /npm\/(\d+)\.(\d+)/.exec(agent)
  if (npm && Number(npm[1]) < 10)
    return [`it needs npm 10 or newer; this is ${npm[1]}.${npm[2]}.`, 'Run: npm install --global npm@11']
  return undefined
}

export function checkVersions() {
  const complaint = versionComplaint(process.versions.node, process.env.npm_config_user_agent ?? '')
  if (complaint) stop(...complaint)
}

const stampFile = (name) => join(root, 'node_modules', '.cache', 'millrace', name)
const isStamped = (name, hash) => existsSync(stampFile(name)) && readFileSync(stampFile(name), 'utf8') === hash
function stamp(name, hash) {
  mkdirSync(dirname(stampFile(name)), { recursive: true })
  writeFileSync(stampFile(name), hash)
}
const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex')

/** Installs exactly what package-lock.json says, unless it is there. */
export function ensureInstalled() {
  const lock = hashOf(join(root, 'package-lock.json'))
  if (isStamped('installed', lock) && existsSync(node24)) return
  process.stdout.write('Installing packages (once; a minute or two) …\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  // `install` and not `ci`: a registry that lacks other platforms' optional packages leaves them out of the lock, and `ci` then refuses.
  const status = run(npm, ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    shell: process.platform === 'win32',
  })
  if (status !== 0)
    stop(
      'the packages could not be installed (npm’s own words are above).',
      'Check the network and the registry (npm ping) and try again.',
    )
  if (!existsSync(node24))
    stop(
      'npm installed no Node 24: its install script was blocked.',
      'Run: npm install-scripts approve node && npm install',
    )
  stamp('installed', lock)
}

/** Names, sizes and times of all sources: cheap, and changes with any of them. */
function sourcesHash() {
  const hash = createHash('sha256')
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name.startsWith('.')) continue
      const path = join(folder, entry.name)
      if (entry.isDirectory()) walk(path)
      else {
        const { size, mtimeMs } = statSync(path)
        hash.update(`${path} ${size} ${mtimeMs}\n`)
      }
    }
  }
  for (const folder of ['packages', 'demo']) walk(join(root, folder))
  hash.update(hashOf(join(root, 'package-lock.json')))
  hash.update(hashOf(join(root, 'tsconfig.base.json')))
  return hash.digest('hex')
}

/** Compiles the packages and the console, unless nothing changed since the last build. */
export function ensureBuilt() {
  shareAppModules()
  const sources = sourcesHash()
  if (isStamped('built', sources)) return
  process.stdout.write('Building (once, and after changes; a few minutes) …\n')
  if (run(node24, [join(root, 'node_modules/typescript/bin/tsc'), '-b', 'packages/cli']) !== 0)
    stop('the sources did not compile.', 'Run npm run check and mend what it names.')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  if (run(node24, [vite, 'build', '--logLevel', 'warn'], { cwd: join(root, 'packages/console') }) !== 0)
    stop('the console did not build.', 'Run npm run check and mend what it names.')
  stamp('built', sources)
}
