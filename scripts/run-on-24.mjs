// Runs a TypeScript entry of the repo on the Node that the repo brings (the npm package `node`), from source.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { checkVersions, ensureInstalled, node24, root } from './toolchain.mjs'

checkVersions()
ensureInstalled()
const [entry, ...args] = process.argv.slice(2)
const child = spawn(
  node24,
  ['--conditions=source', '--disable-warning=ExperimentalWarning', join(root, entry), ...args],
  { stdio: 'inherit' },
)
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
