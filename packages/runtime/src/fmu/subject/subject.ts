import { readFileSync } from 'node:fs'
import { zipSync } from 'fflate'
import { contractPackage } from '../../contract/packages.ts'
import type { ModelPackage } from '../../face.ts'
import type { ModelManifest } from '../../manifest/manifest.ts'

/** What {@link subjectFmu} is made otherwise than usual, for tests of what is refused. */
export interface SubjectOptions {
  readonly version?: 2 | 3
  /** Of co-simulation, beside the model identifier. */
  readonly flags?: string
  readonly token?: string
  readonly structure?: string
  readonly files?: Readonly<Record<string, Uint8Array>>
}

const library = readFileSync(new URL('./subject.so', import.meta.url))
const TOKEN = '{f5b1a6a2-5a0e-4f0c-9a77-0c4c3a1f7b10}'
const ALL = 'canHandleVariableCommunicationStepSize="true"'
const states = {
  2: 'canGetAndSetFMUstate="true" canSerializeFMUstate="true"',
  3: 'canGetAndSetFMUState="true" canSerializeFMUState="true"',
}

/** Name, causality, type of FMI 2 and of FMI 3, by their reference less one, as in subject.c. */
const variables = [
  ['a', 'input', 'Real', 'Float64'],
  ['b', 'input', 'Real', 'Float64'],
  ['gain', 'parameter', 'Real', 'Float64'],
  ['sum', 'output', 'Real', 'Float64'],
  ['total', 'output', 'Real', 'Float64'],
  ['root', 'output', 'Real', 'Float64'],
  ['same', 'output', 'Real', 'Float64'],
  ['mode', 'parameter', 'Integer', 'Int32'],
  ['k', 'parameter', 'Real', 'Float64'],
  ['x', 'output', 'Real', 'Float64'],
  ['count', 'input', 'Integer', 'Int32'],
  ['twice', 'output', 'Integer', 'Int32'],
  ['open', 'input', 'Boolean', 'Boolean'],
  ['shut', 'output', 'Boolean', 'Boolean'],
  ['steps', 'output', 'Integer', 'Int32'],
  ['half', 'input', undefined, 'Float32'],
  ['halved', 'output', undefined, 'Float32'],
  ['found', 'output', 'Real', 'Float64'],
  ['reached', 'output', 'Real', 'Float64'],
  ['long', 'input', undefined, 'Int64'],
  ['longer', 'output', undefined, 'Int64'],
] as const

/** What `mode` makes of the library. */
export const modes = {
  endless: 1,
  greedy: 2,
  crashing: 3,
  leaving: 4,
  failing: 5,
  aborting: 6,
  forking: 7,
  stubborn: 8,
  hoarding: 9,
  parting: 10,
  grave: 11,
  flooding: 12,
} as const

/** The archive of an FMU around subject.so. */
export function subjectFmu(options: SubjectOptions = {}): Uint8Array {
  const { version = 3, flags = `${ALL} ${states[version]}`, token = TOKEN, structure = outputsOf(version) } = options
  const listed = variables.map((one, i) => element(one, i + 1, version)).join('\n')
  const key = version === 2 ? 'guid' : 'instantiationToken'
  const description = `<?xml version="1.0" encoding="UTF-8"?>
<fmiModelDescription fmiVersion="${version}.0" modelName="subject" ${key}="${token}">
<CoSimulation modelIdentifier="subject" ${flags}/>
<ModelVariables>${version === 3 ? time : ''}${listed}</ModelVariables>
<ModelStructure>${structure}</ModelStructure>
</fmiModelDescription>`
  const files = {
    'modelDescription.xml': new TextEncoder().encode(description),
    [`binaries/${version === 2 ? 'linux64' : 'x86_64-linux'}/subject.so`]: library,
    'resources/y.txt': new TextEncoder().encode('y'),
    ...options.files,
  }
  // The same archive every time.
  return zipSync(files, { mtime: '2026-01-01' })
}

/** A package around it. `inputs` and `outputs` are those of the contract unless told; `mode` is set by a parameter. */
export function subjectPackage(
  name: string,
  {
    mode,
    step = 1,
    inputs,
    outputs = [name],
    parameters = [],
    stateful,
    fmu = subjectFmu(),
  }: {
    readonly mode?: number
    readonly step?: number
    readonly inputs?: readonly string[]
    readonly outputs?: readonly string[]
    readonly parameters?: readonly string[]
    readonly stateful?: boolean
    readonly fmu?: Uint8Array
  } = {},
): ModelPackage {
  const told: NonNullable<ModelManifest['parameters']> = [
    ...parameters.map((of) => ({ name: of, en: of, zh: of, default: 1 })),
    ...(mode === undefined ? [] : [{ name: 'mode', en: 'Mode', zh: '模式', default: mode }]),
  ]
  const plain = contractPackage(
    name,
    { kind: 'fmu', file: 'subject.fmu', step },
    { 'subject.fmu': fmu },
    { ...(inputs ? { inputs } : {}), outputs, parameters: told, ...(stateful ? { stateful } : {}) },
  )
  const typed = <T extends { readonly name: string }>(one: T): T =>
    ['open', 'shut'].includes(one.name) ? { ...one, type: 'boolean' } : one
  const { manifest } = plain
  return {
    ...plain,
    manifest: { ...manifest, inputs: manifest.inputs.map(typed), outputs: manifest.outputs.map(typed) },
  }
}

/** As FMPy's validation has it: inputs and parameters have a start, what is no real number is discrete. */
function element([name, causality, two, three]: (typeof variables)[number], reference: number, version: 2 | 3): string {
  const real = three.startsWith('Float')
  const variability = causality === 'parameter' ? 'tunable' : real ? 'continuous' : 'discrete'
  const head = `name="${name}" valueReference="${reference}" causality="${causality}" variability="${variability}"`
  const start = causality === 'output' ? '' : ` start="${three === 'Boolean' ? 'false' : (startOf[name] ?? 0)}"`
  if (version === 3) return `<${three} ${head}${start}/>`
  return two === undefined ? '' : `<ScalarVariable ${head}><${two}${start}/></ScalarVariable>`
}

const time = '<Float64 name="time" valueReference="0" causality="independent" variability="continuous"/>'
const startOf: Readonly<Record<string, number>> = { gain: 1, k: 1 }

function outputsOf(version: 2 | 3): string {
  const known = variables.map((one, i) => ({ one, reference: i + 1 })).filter(({ one }) => version === 3 || one[2])
  const places = known.flatMap(({ one, reference }, i) =>
    one[1] === 'output' ? [version === 3 ? reference : i + 1] : [],
  )
  if (version === 3) return places.map((of) => `<Output valueReference="${of}"/>`).join('')
  return `<Outputs>${places.map((of) => `<Unknown index="${of}"/>`).join('')}</Outputs>`
}
