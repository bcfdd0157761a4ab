import type { MechanismManifest } from '../../../platform.ts'
import type { ModelCase } from './draft.ts'

type Row = ModelCase['rows'][number]
export type RowInputs = Row['inputs']

interface Kept {
  readonly name: string
  readonly source: string
  /** Share of the figure, such as 0.01. */
  readonly relative: number
  readonly inputs: RowInputs
  readonly expected: Readonly<Record<string, number | boolean | string>>
}

/** A figure of nought has no share: it is held to the tolerance itself. */
const toleranceOf = (value: number, relative: number) => (value === 0 ? { absolute: relative } : { relative })

/** One row as a reference case. */
export const caseOf = ({ name, source, relative, inputs, expected }: Kept): ModelCase => ({
  name,
  source,
  rows: [
    {
      inputs: { ...inputs },
      outputs: Object.fromEntries(
        Object.entries(expected).map(([output, value]) => [
          output,
          { value, ...(typeof value === 'number' && toleranceOf(value, relative)) },
        ]),
      ),
    },
  ],
})

/** A name that no other case has. */
export function freeName(manifest: MechanismManifest, name: string): string {
  const taken = new Set(manifest.cases.map((one) => one.name))
  if (!taken.has(name)) return name
  for (let n = 2; ; n++) if (!taken.has(`${name} (${n})`)) return `${name} (${n})`
}
