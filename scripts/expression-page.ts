// Fills the tables of docs/expressions.md from the functions and aggregates that there are; `--check` compares instead.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expressionPage } from './expression-tables.ts'

const file = join(import.meta.dirname, '..', 'docs', 'expressions.md')
const before = readFileSync(file, 'utf8')
const after = expressionPage(before)
if (process.argv.includes('--check')) {
  if (before !== after)
    process.stderr.write('docs/expressions.md differs from the table of functions. Run: npm run expressions\n')
  process.exit(before === after ? 0 : 1)
}
writeFileSync(file, after)
