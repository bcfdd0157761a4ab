import type { MechanismManifest, Point } from '../../../platform.ts'
import { type Input, type ModelStep, type Output, type Parameter, SCRIPT, type StudioDraft, worded } from './draft.ts'

type Bare = Pick<Point, 'name' | 'type'> & Partial<Pick<Point, 'unit' | 'low' | 'high'>>

const types: Readonly<Record<Point['type'], Input['type']>> = {
  double: 'number',
  int64: 'number',
  boolean: 'boolean',
  string: 'text',
}

/** A field that is left out when it is empty. */
export function withOptional<Of extends object, Key extends keyof Of>(of: Of, key: Key, value: Of[Key] | ''): Of {
  const { [key]: _, ...rest } = of
  return value === '' || value === undefined ? (rest as Of) : ({ ...rest, [key]: value } as Of)
}

/** An input as a point tells of it: unit, type and engineering range. */
export function inputOf(name: string, point: Bare | undefined): Input {
  if (!point) return { name, type: 'number', en: '', zh: '' }
  const words = point.name.split('/').at(-1)?.trim() || point.name
  const type = types[point.type]
  return {
    name,
    type,
    ...(type === 'number' && point.unit && point.unit !== '1' && { unit: point.unit }),
    ...(type === 'number' && point.low !== undefined && { low: point.low }),
    ...(type === 'number' && point.high !== undefined && { high: point.high }),
    en: words,
    zh: words,
  }
}

/** What a point knows, where the input does not say it yet. */
export function informed(input: Input, point: Bare): Input {
  const told = inputOf(input.name, point)
  const said = input.en || input.zh ? input : worded(worded(input, told.en), told.en)
  return { ...told, ...said, type: told.type }
}

const manifestOf = (draft: StudioDraft, change: Partial<MechanismManifest>): StudioDraft => ({
  ...draft,
  manifest: { ...draft.manifest, ...change },
})

export const withInputs = (draft: StudioDraft, inputs: Input[]): StudioDraft => manifestOf(draft, { inputs })
export const withParameters = (draft: StudioDraft, parameters: Parameter[]): StudioDraft =>
  manifestOf(draft, { parameters })

export const withSteps = (draft: StudioDraft, steps: ModelStep[]): StudioDraft =>
  manifestOf(draft, { runtime: { ...draft.manifest.runtime, steps } })

/** Outputs with their formulas, in one go: a name that changes takes its formula along. */
export function withOutputs(draft: StudioDraft, rows: readonly { output: Output; formula: string }[]): StudioDraft {
  const { runtime } = draft.manifest
  const outputs = Object.fromEntries(rows.map(({ output, formula }) => [output.name, formula]))
  return manifestOf(draft, {
    outputs: rows.map(({ output }) => output),
    runtime: runtime.kind === 'formula' ? { ...runtime, outputs } : runtime,
  })
}

export const outputRows = ({ outputs, runtime }: MechanismManifest): { output: Output; formula: string }[] =>
  outputs.map((output) => ({ output, formula: String(runtime.outputs?.[output.name] ?? '') }))

const scriptFor = ({ inputs, outputs }: MechanismManifest): string => {
  const given = outputs.map(({ name }) => `${name}: ${inputs[0] ? `row.${inputs[0].name}` : 'null'}`).join(', ')
  return `/** One row of inputs, the parameters, and what was kept from the row before. */
export function run(row, parameters, state) {
  return { ${given} }
}
`
}

export function withKind(draft: StudioDraft, kind: 'formula' | 'script'): StudioDraft {
  const { manifest, texts } = draft
  if (kind === 'script')
    return {
      ...manifestOf(draft, { runtime: { kind, file: SCRIPT } }),
      texts: { [SCRIPT]: texts[SCRIPT] ?? scriptFor(manifest) },
    }
  const { stateful: _, ...rest } = manifest
  const outputs = Object.fromEntries(manifest.outputs.map(({ name }) => [name, '']))
  return { ...draft, manifest: { ...rest, runtime: { kind, outputs } }, texts: {} }
}
