// Writes the threat tables of SECURITY.md and docs/security from library/standards; `--check` compares instead.
// Both fail when a path, a test or a drill that they name is not there.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readEvidence } from './security-evidence.ts'
import { pages } from './security-pages.ts'

/** Says what does not hold below `root`; writes the pages unless `check`. */
export function security(root: string, check: boolean): string[] {
  const { evidence, faults } = readEvidence(root)
  if (!evidence) return faults
  const page = join(root, 'SECURITY.md')
  for (const [name, text] of pages(evidence, existsSync(page) ? readFileSync(page, 'utf8') : '')) {
    const file = join(root, name)
    if (text === undefined) faults.push(`${name} has no place for the threat tables`)
    else if (!check) {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    } else if (!existsSync(file) || readFileSync(file, 'utf8') !== text)
      faults.push(`${name} differs from library/standards. Run: npm run security`)
  }
  return faults
}

if (import.meta.main) {
  const faults = security(join(import.meta.dirname, '..'), process.argv.includes('--check'))
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  process.exit(faults.length > 0 ? 1 : 0)
}
