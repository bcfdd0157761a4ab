#!/usr/bin/env node
// What npm links as `millrace`: it stands before the first build, so that an install finds it.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const built = new URL('../dist/main.js', import.meta.url)
if (existsSync(fileURLToPath(built))) await import(built.href)
else {
  process.stderr.write('Millrace is not built yet.\n  What to do: npm run build\n')
  process.exitCode = 1
}
