import { contractPackage } from '../contract/packages.ts'
import type { ModelManifest } from '../manifest/manifest.ts'
import { type Attack, asSent, malformed, slugOf, TOLD } from './attack.ts'

const deep = 4_900

const formulas: readonly (readonly [string, string, readonly string[], Partial<ModelManifest>?])[] = [
  ['a unit that is another', 'a * 1[kg]', malformed],
  ['brackets without end', `${'('.repeat(deep)}a${')'.repeat(deep)}`, malformed],
  ['signs without end', `${'-'.repeat(deep)}a`, malformed],
  ['a formula that is too long', `a${'+a'.repeat(10_000)}`, malformed],
  ['a name of the platform', 'constructor + a', malformed],
  ['a call of the platform', 'process(a)', malformed],
  ['a number that is none', '(a - a) / (a - a)', [TOLD]],
  ['a number without end', '10 ^ (400 + a)', [TOLD]],
  ['a condition instead of a number', 'a > 0', malformed],
]

export const formulaAttacks: readonly Attack[] = formulas.map(([name, formula, ends, more]) => ({
  kind: 'formula',
  name,
  ends,
  model: () =>
    asSent(
      contractPackage(
        slugOf('formula', name),
        { kind: 'formula', outputs: { out: formula } },
        {},
        { outputs: ['out'] },
      ),
      more,
    ),
}))
