// The shape of the house, counted: file lengths, plain errors, given-up types, drawers, files of a module and of a driver.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { root } from './toolchain.mjs'

const faults = []
const sources = []
function walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (['node_modules', 'dist', 'generated', '.venv', '.cache'].includes(entry.name)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (/^(utils?|helpers?|common|misc|lib)$/.test(entry.name))
        faults.push(`${relative(root, path)}: a drawer; name the thing instead`)
      walk(path)
    } else if (/\.tsx?$/.test(entry.name)) sources.push(path)
  }
}
for (const folder of ['packages', 'demo', 'bench', 'tests']) walk(join(root, folder))

const shipped = sources.filter((path) => !/\.test\.tsx?$/.test(path) && !relative(root, path).startsWith('tests/'))
const lengths = []
for (const path of shipped) {
  const text = readFileSync(path, 'utf8')
  const name = relative(root, path)
  const lines = text.split('\n').length
  lengths.push(lines)
  if (lines > 800) faults.push(`${name}: ${lines} lines; no file is longer than 800`)
  const all = text.split('\n')
  all.forEach((line, at) => {
    if (/\bnew Error\(/.test(line))
      faults.push(`${name}:${at + 1}: a plain Error; every error is a row of the error table (Fault)`)
    if (/\bas any\b|: any\b(?! )|@ts-ignore|@ts-nocheck/.test(line)) faults.push(`${name}:${at + 1}: a type given up`)
    const above = all[at - 1] ?? ''
    if (
      /catch *(\([a-z_]*\))? *\{ *\}|\.catch\(\(\) *=> *(\{\}|undefined|null)\)/.test(line) &&
      !/\/\/|\*\//.test(above)
    )
      faults.push(`${name}:${at + 1}: an error swallowed without a word why`)
    // XXX.X is a format of digits, in the words of a standard.
    if (/\b(TODO|FIXME|HACK)\b|(?<![.'/-])\bXXX\b(?![.'])/.test(line)) faults.push(`${name}:${at + 1}: unfinished`)
  })
  // A fault whose table is not loaded has no words: who throws it imports it.
  if (
    !/^fake-/.test(basename(path)) &&
    /new Fault\(\s*'(?!core\.)/.test(text) &&
    !/faults\.ts'|defineFaults\(/.test(text)
  )
    faults.push(`${name}: throws a Fault and imports no faults.ts`)
  if (/^(utils?|helpers?|common|misc)\.tsx?$/.test(basename(path)))
    faults.push(`${name}: a drawer; name the thing instead`)
}
lengths.sort((a, b) => a - b)
const p90 = lengths[Math.floor(lengths.length * 0.9)] ?? 0
if (p90 > 310) faults.push(`nine of ten files are to stay under 310 lines; the 90th percentile is ${p90}`)

const needed = (folder, files) => {
  for (const file of files)
    if (!existsSync(join(folder, file))) faults.push(`${relative(root, folder)}: ${file} is missing`)
}
const modules = join(root, 'packages/server/src/modules')
for (const entry of readdirSync(modules, { withFileTypes: true }))
  if (entry.isDirectory())
    needed(join(modules, entry.name), [
      'index.ts',
      'module.ts',
      'schema.ts',
      'service.ts',
      'routes.ts',
      'faults.ts',
      'README.md',
    ])
const drivers = join(root, 'packages/drivers/src')
/** Rooms beside the protocols: what drivers are made of, and those of third parties. */
const noDriver = ['kit', 'hosted']
for (const entry of readdirSync(drivers, { withFileTypes: true }))
  if (entry.isDirectory() && !noDriver.includes(entry.name))
    needed(join(drivers, entry.name), ['index.ts', 'address.ts', 'driver.ts', 'quality.yaml', 'README.md'])

for (const fault of faults) process.stderr.write(`${fault}\n`)
process.stdout.write(
  `        ${shipped.length} files, median ${lengths[Math.floor(lengths.length / 2)]} lines, 90th percentile ${p90}\n`,
)
process.exit(faults.length > 0 ? 1 : 0)
