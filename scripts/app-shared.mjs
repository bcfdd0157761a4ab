// Apps are packages that stand alone; what several of ours have in common is kept once, in apps/shared, and laid into each that imports it.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const apps = fileURLToPath(new URL('../apps/', import.meta.url))
const parts = ['pages', 'services']

/** Modules of `lib/` that a text names, in JavaScript and HTML. */
const named = (text, within) =>
  [
    ...text.matchAll(within ? /['"]\.\/([a-z-]+\.(?:js|css))['"]/g : /['"](?:\.\/)?lib\/([a-z-]+\.(?:js|css))['"]/g),
  ].map(([, name]) => name)

function shareInto(folder, shared) {
  const wanted = new Set()
  const ask = (name) => {
    const source = join(shared, name)
    if (wanted.has(name) || !existsSync(source)) return
    wanted.add(name)
    for (const more of named(readFileSync(source, 'utf8'), true)) ask(more)
  }
  for (const file of readdirSync(folder))
    if (/\.(js|html)$/.test(file)) for (const name of named(readFileSync(join(folder, file), 'utf8'), false)) ask(name)
  const lib = join(folder, 'lib')
  rmSync(lib, { recursive: true, force: true })
  if (wanted.size === 0) return
  mkdirSync(lib)
  for (const name of wanted) writeFileSync(join(lib, name), readFileSync(join(shared, name)))
}

/** Lays apps/shared/pages/x.js into apps/<name>/pages/lib/x.js wherever a page imports it, and so for services. */
export function shareAppModules() {
  for (const entry of readdirSync(apps, { withFileTypes: true })) {
    if (!entry.isDirectory() || !existsSync(join(apps, entry.name, 'app.yaml'))) continue
    for (const part of parts)
      if (existsSync(join(apps, entry.name, part))) shareInto(join(apps, entry.name, part), join(apps, 'shared', part))
  }
}

if (basename(process.argv[1] ?? '') === 'app-shared.mjs') shareAppModules()
