import { opcuaUnitOf, type XmlNode, xmlAttribute, xmlChildren, xmlNodes, xmlText } from '@millrace/drivers'
import { cutDescription, deviceName, type Imported, type ImportedPoint, Names, type Refused } from './imported.ts'
import { readNodeSet, type UaNode, type UaNodeSet } from './nodeset-nodes.ts'
import { typeOf } from './nodeset-types.ts'

/**
 * References that build the tree of a server (HierarchicalReferences and what is below it, Part 3 §7.3, ids of Part 6 Annex A),
 * without those of types, of fields and between applications.
 */
const hierarchical: ReadonlySet<string> = new Set(
  [33, 34, 35, 36, 44, 46, 47, 48, 49, 56, 17604, 24136, 25262, 25263, 25264].map((id) => `i=${id}`),
)
const HAS_SUBTYPE = 'i=45'
const HAS_PROPERTY = 'i=46'
const HAS_TYPE_DEFINITION = 'i=40'
const HAS_MODELLING_RULE = 'i=37'
const OBJECTS = 'i=85'
/** DataTypeDescriptionType and DataTypeDictionaryType: how structures are sent, nothing that a machine says. */
const describing: readonly string[] = ['i=69', 'i=72']
/** Properties that say something about a point or a method and come over as part of it. */
const about: readonly string[] = [
  'EURange',
  'EngineeringUnits',
  'InputArguments',
  'OutputArguments',
  'EnumStrings',
  'EnumValues',
]
const READ = 1
const WRITE = 2
const MOST_DEPTH = 100

/**
 * Variables of a NodeSet (Part 6 Annex F, UANodeSet.xsd) as points: those of instances, not those that types declare.
 * Where the server is, the file does not tell. Throws as `readNodeSet`.
 */
export function fromNodeSet(bytes: Uint8Array, file: string): Imported {
  const set = readNodeSet(bytes, file)
  const tree = new Tree(set)
  const names = new Names('variable')
  const points: ImportedPoint[] = []
  const refused: Refused[] = []
  let declared = 0
  for (const node of set.nodes.values()) {
    if (node.kind !== 'Variable' || isAbout(node, tree)) continue
    if (tree.isDeclaration(node)) {
      declared++
      continue
    }
    const point = pointOf(node, set, tree)
    if (typeof point === 'string') refused.push({ place: node.id, what: tree.pathOf(node), reason: point })
    else points.push({ ...point, settings: { ...point.settings, name: names.take(point.settings.name) } })
  }
  const notes =
    declared > 0 ? [`${declared} variables that types declare were left out: no server has a value at them`] : []
  const name = deviceName(set.modelUri.replace(/\/+$/, '').split(/[/:]/).at(-1) ?? '') || 'opcua'
  return { format: 'OPC UA NodeSet2', devices: [{ name, driver: 'opcua', connection: {}, points }], refused, notes }
}

/** What holds what. */
class Tree {
  readonly #set: UaNodeSet
  readonly #parents = new Map<string, string>()
  readonly #properties = new Map<string, UaNode[]>()
  readonly #declarations = new Map<string, boolean>()
  /** Which types of references build the tree. */
  readonly #kinds = new Map<string, boolean>()

  constructor(set: UaNodeSet) {
    this.#set = set
    for (const node of set.nodes.values()) {
      for (const { type, target, isForward } of node.references) {
        if (!this.#isHierarchical(type)) continue
        const [parent, child] = isForward ? [node.id, target] : [target, node.id]
        if (!this.#parents.has(child)) this.#parents.set(child, parent)
        const property = set.nodes.get(child)
        if (type !== HAS_PROPERTY || !property) continue
        const known = this.#properties.get(parent)
        if (known) known.push(property)
        else this.#properties.set(parent, [property])
      }
    }
  }

  #isHierarchical(type: string): boolean {
    let is = this.#kinds.get(type)
    if (is !== undefined) return is
    is = false
    let above: string | undefined = type
    for (let step = 0; above !== undefined && above !== HAS_SUBTYPE && !is && step < MOST_DEPTH; step++) {
      is = hierarchical.has(above)
      above = this.#set.supertypes.get(above)
    }
    this.#kinds.set(type, is)
    return is
  }

  parentOf(node: UaNode): string | undefined {
    return node.parent ?? this.#parents.get(node.id)
  }

  property(node: UaNode, name: string): UaNode | undefined {
    return this.#properties.get(node.id)?.find(({ browseName }) => browseName === name)
  }

  /** Whether it, or what it hangs on, belongs to a type: a part that instances will have. */
  isDeclaration(node: UaNode, depth = 0): boolean {
    const known = this.#declarations.get(node.id)
    if (known !== undefined) return known
    let is = node.kind.endsWith('Type') || node.references.some(({ type }) => type === HAS_MODELLING_RULE)
    if (!is && depth < MOST_DEPTH) {
      const parent = this.#set.nodes.get(this.parentOf(node) ?? '')
      is = parent !== undefined && this.isDeclaration(parent, depth + 1)
    }
    this.#declarations.set(node.id, is)
    return is
  }

  /** `Boiler/Drum/Level`, from the Objects folder or the first node that the file knows. */
  pathOf(node: UaNode): string {
    const steps: string[] = []
    let at: UaNode | undefined = node
    for (let depth = 0; at && at.id !== OBJECTS && depth < MOST_DEPTH; depth++) {
      steps.unshift(at.browseName.replaceAll('/', '_') || at.id)
      at = this.#set.nodes.get(this.parentOf(at) ?? '')
    }
    return steps.join('/')
  }

  typeDefinition({ references }: UaNode): string | undefined {
    return references.find(({ type, isForward }) => type === HAS_TYPE_DEFINITION && isForward)?.target
  }
}

function isAbout(node: UaNode, tree: Tree): boolean {
  return about.includes(node.browseName) && tree.parentOf(node) !== undefined
}

function pointOf(node: UaNode, set: UaNodeSet, tree: Tree): ImportedPoint | string {
  const { element, id } = node
  if (describing.includes(tree.typeDefinition(node) ?? '')) return 'describes how structures are sent'
  const rank = Number(xmlAttribute(element, 'ValueRank') ?? -1)
  if (rank >= 0) return `holds an array; address one element of it as index=0;${id}`
  const access = Number(xmlAttribute(element, 'AccessLevel') ?? READ)
  if (!(access & READ)) return 'cannot be read'
  const asked = xmlAttribute(element, 'DataType')
  // BaseDataType where nothing is said (UANodeSet.xsd).
  const dataType = asked === undefined ? 'i=24' : set.idOf(asked)
  if (dataType === undefined) return `has the data type ${asked}, which is no alias and no id`
  const found = typeOf(dataType, set)
  if (typeof found === 'string') return found
  const isNumber = found.type !== 'bool' && found.type !== 'string'
  const [en, zh] = wordsOf(element)
  return {
    settings: {
      name: tree.pathOf(node),
      address: id,
      type: found.type,
      ...(isNumber ? measuresOf(node, tree) : {}),
      ...(access & WRITE ? { access: 'rw' as const } : {}),
      ...(en === undefined ? {} : { description: cutDescription(en) }),
    },
    place: id,
    ...(zh === undefined ? {} : { zh: cutDescription(zh) }),
  }
}

/** Unit and range, as the properties of AnalogItemType tell them (Part 8 §5.3.2). */
function measuresOf(node: UaNode, tree: Tree): { unit?: string; low?: number; high?: number } {
  const unit = structureIn(tree.property(node, 'EngineeringUnits'), 'EUInformation')
  const range = structureIn(tree.property(node, 'EURange'), 'Range')
  const symbol = unit && xmlNodes(unit, 'DisplayName').flatMap((name) => xmlNodes(name, 'Text').map(xmlText))[0]
  const ucum = unit && opcuaUnitOf(numberIn(unit, 'UnitId') ?? 0, (symbol ?? '').trim())
  const [low, high] = range ? [numberIn(range, 'Low'), numberIn(range, 'High')] : []
  return {
    ...(ucum === undefined ? {} : { unit: ucum }),
    ...(low === undefined || high === undefined || low >= high ? {} : { low, high }),
  }
}

/** The structure that a value holds, without what it is wrapped in. */
function structureIn(node: UaNode | undefined, name: string): XmlNode | undefined {
  const seek = (parent: XmlNode, depth: number): XmlNode | undefined => {
    const found = xmlNodes(parent, name)[0]
    if (found || depth > 4) return found
    for (const [, child] of xmlChildren(parent)) {
      const below = seek(child, depth + 1)
      if (below) return below
    }
    return undefined
  }
  return node && xmlNodes(node.element, 'Value').map((value) => seek(value, 0))[0]
}

function numberIn(parent: XmlNode, name: string): number | undefined {
  const text = xmlNodes(parent, name).map((node) => xmlText(node).trim())[0]
  const number = text === undefined || text === '' ? Number.NaN : Number(text)
  return Number.isFinite(number) ? number : undefined
}

/** English words, or those of no language, and Chinese ones: of the description, else of the name that is shown. */
function wordsOf(element: XmlNode): [string | undefined, string | undefined] {
  const pick = (is: RegExp): string | undefined =>
    [...xmlNodes(element, 'Description'), ...xmlNodes(element, 'DisplayName')]
      .filter((node) => is.test(xmlAttribute(node, 'Locale') ?? ''))
      .map((node) => xmlText(node).trim())
      .find((text) => text !== '')
  return [pick(/^(en\b.*)?$/i), pick(/^zh\b/i)]
}
