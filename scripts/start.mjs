// `npm start`: installs and builds what is missing, then runs the whole platform with the demo plant.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { whenOrphaned } from './orphan.mjs'
import { checkVersions, ensureBuilt, ensureInstalled, node24, root } from './toolchain.mjs'

// A SIGTERM to `npm start` ends npm alone: what it started ends in order all the same.
if (process.env.npm_lifecycle_event === 'start') whenOrphaned(() => child.kill('SIGTERM'))

checkVersions()
ensureInstalled()
ensureBuilt()

const child = spawn(node24, [join(root, 'packages/cli/dist/main.js'), 'up', ...process.argv.slice(2)], {
  stdio: 'inherit',
})
// On Ctrl-C the terminal tells the whole group: the child ends in order, and this process waits for it.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
