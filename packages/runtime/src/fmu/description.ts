import { XMLParser } from 'fast-xml-parser'

/** What modelDescription.xml says, of FMI 2.0.5 §2.2 and 3.0.2 §2.4, as far as a co-simulation master needs it. */
export interface FmuDescription {
  readonly version: 2 | 3
  /** Name of the library, without `.so`. */
  readonly identifier: string
  /** `guid` of FMI 2, `instantiationToken` of FMI 3: the library compares it. */
  readonly token: string
  /** False: every communication step must be as long as the others. */
  readonly anyStep: boolean
  /** Its state can be taken out as bytes, and put in again. */
  readonly serializes: boolean
  readonly onceAProcess: boolean
  /** It has continuous states: its outputs depend on what was before. */
  readonly remembers: boolean
  readonly variables: ReadonlyMap<string, FmuVariable>
  readonly units: ReadonlyMap<string, BaseUnit>
}

export interface FmuVariable {
  readonly reference: number
  /** `Real`, `Integer`, `Boolean`, `String`, `Enumeration` of FMI 2; `Float64`, `Int32` … of FMI 3. */
  readonly type: string
  readonly causality: string
  readonly unit?: string
  readonly isArray: boolean
}

/** A unit in the base units of SI: base = factor × value + offset. */
export interface BaseUnit {
  readonly powers: Readonly<Record<string, number>>
  readonly factor: number
  readonly offset: number
}

type Node = Readonly<Record<string, unknown>>

/** Entities are left alone by the parser, so that none can be defined or grow; the five of XML are read here. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  alwaysCreateTextNode: true,
  isArray: (_name, _path, _leaf, isAttribute) => !isAttribute,
})
const MOST_BYTES = 16 * 1_024 * 1_024
const ROOT = 'fmiModelDescription'
const bases = ['kg', 'm', 's', 'A', 'K', 'mol', 'cd', 'rad'] as const
const types3 = ['Float32', 'Float64', 'Int8', 'UInt8', 'Int16', 'UInt16', 'Int32', 'UInt32', 'Int64', 'UInt64']
const all3 = [...types3, 'Boolean', 'String', 'Binary', 'Enumeration', 'Clock']
const types2 = ['Real', 'Integer', 'Boolean', 'String', 'Enumeration']
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Reads modelDescription.xml; gives what is wrong with it in words where it cannot. */
export function readDescription(bytes: Uint8Array): FmuDescription | { readonly wrong: string } {
  if (bytes.length > MOST_BYTES) return { wrong: `a modelDescription.xml of ${bytes.length} bytes` }
  const text = new TextDecoder().decode(bytes)
  if (/<!DOCTYPE/i.test(text)) return { wrong: 'a modelDescription.xml with a document type' }
  let tree: Node
  try {
    tree = parser.parse(text) as Node
  } catch (failure) {
    return { wrong: `no well-formed modelDescription.xml: ${failure instanceof Error ? failure.message : 'cut'}` }
  }
  const root = child(tree, ROOT)
  if (!root || !text.trimEnd().endsWith('>')) return { wrong: `no ${ROOT} in modelDescription.xml` }
  const fmiVersion = attribute(root, 'fmiVersion') ?? 'none'
  const version = /^2\.\d/.test(fmiVersion) ? 2 : /^3\.\d/.test(fmiVersion) ? 3 : undefined
  if (version === undefined) return { wrong: `FMI version ${fmiVersion} instead of 2.0 or 3.0` }
  const mode = child(root, 'CoSimulation')
  if (!mode) return { wrong: 'an FMU without co-simulation' }
  const identifier = attribute(mode, 'modelIdentifier') ?? ''
  if (!/^[A-Za-z_]\w{0,200}$/.test(identifier)) return { wrong: `the model identifier "${identifier}"` }
  if (isTrue(mode, 'needsExecutionTool')) return { wrong: 'an FMU that needs the tool it was made with' }
  const token = attribute(root, version === 2 ? 'guid' : 'instantiationToken')
  if (token === undefined) return { wrong: 'an FMU without guid or instantiation token' }
  const structure = child(root, 'ModelStructure') ?? {}
  const states =
    version === 2
      ? children(child(structure, 'Derivatives') ?? {}, 'Unknown')
      : children(structure, 'ContinuousStateDerivative')
  const has = (two: string, three: string): boolean => isTrue(mode, version === 2 ? two : three)
  return {
    version,
    identifier,
    token,
    anyStep: isTrue(mode, 'canHandleVariableCommunicationStepSize'),
    serializes:
      has('canGetAndSetFMUstate', 'canGetAndSetFMUState') && has('canSerializeFMUstate', 'canSerializeFMUState'),
    onceAProcess: isTrue(mode, 'canBeInstantiatedOnlyOncePerProcess'),
    remembers: states.length > 0,
    variables: version === 2 ? variablesOf2(root) : variablesOf3(root),
    units: unitsOf(root),
  }
}

function variablesOf2(root: Node): ReadonlyMap<string, FmuVariable> {
  const declared = declaredUnits(root, (type) => children(type, 'Real')[0])
  const found = new Map<string, FmuVariable>()
  for (const node of children(child(root, 'ModelVariables') ?? {}, 'ScalarVariable')) {
    const type = types2.find((name) => name in node)
    if (type !== undefined) keep(found, node, { type, detail: children(node, type)[0] ?? {}, declared })
  }
  return found
}

function variablesOf3(root: Node): ReadonlyMap<string, FmuVariable> {
  const declared = declaredUnits(root, (type) => type)
  const variables = child(root, 'ModelVariables') ?? {}
  const found = new Map<string, FmuVariable>()
  for (const type of all3) {
    for (const node of children(variables, type)) keep(found, node, { type, detail: node, declared })
  }
  return found
}

/** Units of the types that variables refer to. */
function declaredUnits(root: Node, detailOf: (type: Node) => Node | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const lists of Object.values(child(root, 'TypeDefinitions') ?? {})) {
    for (const type of Array.isArray(lists) ? (lists as Node[]) : []) {
      const unit = attribute(detailOf(type) ?? {}, 'unit')
      if (unit !== undefined) found.set(attribute(type, 'name') ?? '', unit)
    }
  }
  return found
}

function keep(
  found: Map<string, FmuVariable>,
  node: Node,
  { type, detail, declared }: { type: string; detail: Node; declared: ReadonlyMap<string, string> },
): void {
  const unit = attribute(detail, 'unit') ?? declared.get(attribute(detail, 'declaredType') ?? '')
  found.set(attribute(node, 'name') ?? '', {
    reference: Number(attribute(node, 'valueReference')),
    type,
    causality: attribute(node, 'causality') ?? 'local',
    isArray: children(node, 'Dimension').length > 0,
    ...(unit === undefined ? {} : { unit }),
  })
}

function unitsOf(root: Node): ReadonlyMap<string, BaseUnit> {
  const found = new Map<string, BaseUnit>()
  for (const unit of children(child(root, 'UnitDefinitions') ?? {}, 'Unit')) {
    const base = child(unit, 'BaseUnit')
    if (!base) continue
    const powers = bases.map((name) => [name, Number(attribute(base, name) ?? 0)] as const)
    found.set(attribute(unit, 'name') ?? '', {
      powers: Object.fromEntries(powers.filter(([, power]) => power !== 0)),
      factor: Number(attribute(base, 'factor') ?? 1),
      offset: Number(attribute(base, 'offset') ?? 0),
    })
  }
  return found
}

function children(node: Node, name: string): readonly Node[] {
  const list = Object.hasOwn(node, name) ? node[name] : undefined
  return Array.isArray(list) ? list.filter((one): one is Node => typeof one === 'object' && one !== null) : []
}

const child = (node: Node, name: string): Node | undefined => children(node, name)[0]

function attribute(node: Node, name: string): string | undefined {
  const value = node[`@${name}`]
  return typeof value === 'string'
    ? value.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (all, ten?: string, hex?: string, named?: string) => {
        const code = ten === undefined ? Number.parseInt(hex ?? '', 16) : Number(ten)
        return named === undefined ? (code <= 0x10ffff ? String.fromCodePoint(code) : all) : (entities[named] ?? all)
      })
    : undefined
}

const isTrue = (node: Node, name: string): boolean => ['true', '1'].includes(attribute(node, name) ?? '')
