import { readFileSync } from 'node:fs'
import { printName } from '@millrace/compute'
import { checkUnit } from '@millrace/core'
import {
  checkTexts,
  type Finding,
  findingsOf,
  overladen,
  type PlacedYaml,
  readPlacedYaml,
  type SayAt,
  type Step,
  sortedFindings,
  trying,
} from '@millrace/core/profiles'
import { Compile } from 'typebox/schema'
import { checkCases } from './check-cases.ts'
import { checkRuntime } from './check-runtime.ts'
import { checkRule } from './formulas.ts'
import { jsTypes } from './js-types.ts'
import { type ModelInput, type ModelManifest, type RuntimeKind, runtimeKinds } from './manifest.ts'

type Validator = ReturnType<typeof Compile>

let compiled: { readonly whole: Validator; readonly runtimes: ReadonlyMap<string, Validator> } | undefined
function schemas(): NonNullable<typeof compiled> {
  if (compiled) return compiled
  const file = new URL('../../../../library/models/schema/model.json', import.meta.url)
  const schema = JSON.parse(readFileSync(file, 'utf8')) as { readonly $defs: Readonly<Record<string, object>> }
  const { $defs } = schema
  const ofKind = (kind: string): Validator => Compile({ $defs, ...$defs[kind] })
  compiled = { whole: Compile({ ...schema }), runtimes: new Map(runtimeKinds.map((kind) => [kind, ofKind(kind)])) }
  return compiled
}

/** What of its shape is wrong. */
function misshapen(yaml: PlacedYaml): Finding[] {
  const { whole, runtimes } = schemas()
  const [, errors] = whole.Errors(yaml.value)
  if (errors.length === 0) return []
  const runtime = (yaml.value as { readonly runtime?: { readonly kind?: unknown } } | null)?.runtime
  const ofKind = runtimes.get(String(runtime?.kind))
  // Of a branch it is said only that it does not match: the schema of the kind by itself tells what is wrong in it.
  const plain = errors.filter(({ keyword }) => keyword !== 'if')
  const findings = [
    ...findingsOf(plain, yaml),
    ...(ofKind && runtime ? findingsOf(ofKind.Errors(runtime)[1], yaml, ['runtime']) : []),
  ]
  return findings.length > 0 ? findings : findingsOf(errors, yaml)
}

export interface CheckedModel {
  /** Absent when it has not the shape of a manifest; it may have findings none the less. */
  readonly manifest?: ModelManifest
  /** In the order of the lines. */
  readonly findings: readonly Finding[]
}

/** Of one kind that the reader of YAML tells. */
const MOST_FINDINGS = 100

/**
 * Checks the text of model.yaml: its shape, names, units, ranges, every formula, and its cases. Tells every mistake.
 *
 * @param files paths of the package; without them nobody looks whether the files that it names are there
 */
export function checkModel(text: string, files?: ReadonlySet<string>): CheckedModel {
  const laden = overladen(text)
  if (laden.length > 0) return { findings: laden }
  const yaml = readPlacedYaml(text, MOST_FINDINGS)
  if (yaml.findings.length > 0) return { findings: yaml.findings }
  const shape = misshapen(yaml)
  if (shape.length > 0) return { findings: sortedFindings(shape) }
  const manifest = yaml.value as ModelManifest
  const findings: Finding[] = []
  const say: SayAt = (at, reason) => findings.push({ ...yaml.placeOf(at), path: `/${at.join('/')}`, reason })
  checkTexts(manifest, [], say)
  checkNames(manifest, say)
  checkUnits(manifest, say)
  checkRanges(manifest, say)
  checkCases(manifest, say)
  // Formulas speak of names and units: they are read when those hold.
  const readable = findings.length === 0
  checkRuntime(manifest, files, readable, say)
  if (readable)
    (manifest.validity ?? []).forEach((rule, i) => {
      trying(say, ['validity', i, 'holds'], () => checkRule(rule, manifest))
    })
  return { manifest, findings: sortedFindings(findings) }
}

const quantities = ['inputs', 'outputs', 'parameters'] as const

/** What hands rows to code with their time beside the inputs. */
const timed: ReadonlySet<RuntimeKind> = new Set(['script', 'python'])

function checkNames(manifest: ModelManifest, say: SayAt): void {
  const taken = new Map<string, string>()
  for (const list of quantities)
    (manifest[list] ?? []).forEach(({ name }, i) => {
      const twin = taken.get(name)
      if (twin !== undefined) say([list, i, 'name'], `is the name of one of the ${twin} already`)
      if (printName(name) !== name) say([list, i, 'name'], 'is a word of formulas')
      if (name === 'time' && list === 'inputs' && timed.has(manifest.runtime.kind))
        say([list, i, 'name'], 'is the time of the row in code')
      taken.set(name, list)
    })
  for (const [list, key] of [
    ['sources', 'id'],
    ['cases', 'name'],
  ] as const) {
    const seen = new Set<string>()
    manifest[list].forEach((one, i) => {
      const name = 'id' in one ? one.id : one.name
      if (seen.has(name)) say([list, i, key], 'is one above')
      seen.add(name)
    })
  }
}

function checkUnits(manifest: ModelManifest, say: SayAt): void {
  for (const list of quantities)
    (manifest[list] ?? []).forEach((quantity, i) => {
      const { unit } = quantity
      if (unit === undefined) return
      if ('type' in quantity && quantity.type !== 'number') say([list, i, 'unit'], 'is of numbers alone')
      trying(say, [list, i, 'unit'], () => checkUnit(unit))
    })
}

function checkRanges(manifest: ModelManifest, say: SayAt): void {
  const within = (
    { low = -Infinity, high = Infinity }: Pick<ModelInput, 'low' | 'high'>,
    value: unknown,
    at: readonly Step[],
  ): void => {
    if (typeof value === 'number' && (value < low || value > high)) say(at, `must lie within ${low} and ${high}`)
  }
  for (const list of quantities)
    (manifest[list] ?? []).forEach((quantity, i) => {
      const { low, high } = quantity
      if (low !== undefined && high !== undefined && low > high)
        say([list, i, 'high'], `must not be below low (${low})`)
      if ('type' in quantity && quantity.type !== 'number' && (low !== undefined || high !== undefined))
        say([list, i, low === undefined ? 'high' : 'low'], 'is of numbers alone')
    })
  manifest.inputs.forEach((input, i) => {
    if (input.default === undefined) return
    if (typeof input.default !== jsTypes[input.type]) say(['inputs', i, 'default'], `must be a ${input.type}`)
    within(input, input.default, ['inputs', i, 'default'])
  })
  ;(manifest.parameters ?? []).forEach((parameter, i) => {
    within(parameter, parameter.default, ['parameters', i, 'default'])
  })
}
