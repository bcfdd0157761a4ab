// Keeps each package's tsconfig references and its @millrace dependencies equal to its row of architecture.mjs.
// `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { rooms } from '../architecture.mjs'
import { root } from './toolchain.mjs'

const check = process.argv.includes('--check')
const faults = []
for (const [name, room] of Object.entries(rooms)) {
  const folder = join(root, room.folder)
  const file = join(folder, 'tsconfig.json')
  const config = JSON.parse(readFileSync(file, 'utf8'))
  const wanted = room.uses.map((use) => ({ path: relative(folder, join(root, rooms[use].folder)) }))
  const same = (a, b) =>
    JSON.stringify(a.map((entry) => entry.path).sort()) === JSON.stringify(b.map((entry) => entry.path).sort())
  if (!same(config.references ?? [], wanted)) {
    if (check) faults.push(`${room.folder}/tsconfig.json: references differ from architecture.mjs`)
    else writeFileSync(file, `${JSON.stringify({ ...config, references: wanted }, null, 2)}\n`)
  }
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).filter((entry) =>
    entry.startsWith('@millrace/'),
  )
  for (const entry of declared)
    if (!room.uses.includes(entry.slice('@millrace/'.length)))
      faults.push(`${room.folder}/package.json: ${entry} is not in the row of ${name}`)
}
const listed = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')).references.map((entry) => entry.path)
for (const room of Object.values(rooms))
  if (!listed.includes(room.folder)) faults.push(`tsconfig.json does not list ${room.folder}`)
for (const fault of faults) process.stderr.write(`${fault}\n`)
if (faults.length > 0) process.stderr.write('Run: node scripts/references.mjs, or mend the row in architecture.mjs.\n')
process.exit(faults.length > 0 ? 1 : 0)
