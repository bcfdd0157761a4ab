// Writes docs/errors.md from the error table of the whole house; `--check` compares instead.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Blame, faultTable } from '@millrace/core'
import '@millrace/wire'
import '@millrace/drivers'
import '@millrace/history'
import '@millrace/backup'
import '@millrace/compute'
import '@millrace/edge'
import '@millrace/packaging'
import '@millrace/apps'
import '@millrace/apps/testing'
import '@millrace/runtime'
import '@millrace/flows'
import '@millrace/server'
import '@millrace/server/backup'
import '@millrace/cli'

const turn: Record<Blame, string> = {
  caller: 'the caller',
  configuration: 'whoever configured it',
  device: 'device or link',
  us: 'Millrace',
}
const rows = [...faultTable()].sort(([a], [b]) => (a < b ? -1 : 1))
const text = `# Errors

Every error that Millrace shows has a code. Words in braces are filled with the facts of the case.
This page is made by \`node scripts/errors.ts\`; \`npm run check\` compares it with the code.

| code | status | what was expected and seen | what to do | whose turn |
|---|---|---|---|---|
${rows.map(([code, row]) => `| \`${code}\` | ${row.status} | ${row.says.replaceAll('\n', ' ').replaceAll('|', '\\|')} | ${row.remedy.replaceAll('|', '\\|')} | ${turn[row.blame]} |`).join('\n')}
`
const file = join(import.meta.dirname, '..', 'docs', 'errors.md')
if (process.argv.includes('--check')) {
  const same = readFileSync(file, 'utf8') === text
  if (!same) process.stderr.write('docs/errors.md differs from the error table. Run: npm run errors\n')
  process.exit(same ? 0 : 1)
}
writeFileSync(file, text)
