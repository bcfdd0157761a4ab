import { Fault } from '@millrace/core'
import '../faults.ts'

/** What a module says of itself that the JavaScript interface does not tell. */
export interface ModuleShape {
  /** Of its one memory, in pages of 64 KiB. */
  readonly memory: { readonly initial: number; readonly maximum: number }
  /** Entries that its tables may grow to, together. */
  readonly tableEntries: number
  /** Exported functions by name, as `i32,i32->i32`. */
  readonly functions: ReadonlyMap<string, string>
  /** Names of exported memories. */
  readonly memories: ReadonlySet<string>
}

/** WebAssembly core specification, Binary Format → Modules. */
const SECTION = { type: 1, import: 2, function: 3, table: 4, memory: 5, export: 7, start: 8, tag: 13 } as const
const PREAMBLE = 8
const PLAIN_FUNCTION = 0x60
const valueTypes = new Map([
  [0x7f, 'i32'],
  [0x7e, 'i64'],
  [0x7d, 'f32'],
  [0x7c, 'f64'],
  [0x7b, 'v128'],
  [0x70, 'funcref'],
  [0x6f, 'externref'],
])

const refused = (seen: string): Fault => new Fault('model.broken', { seen })

/**
 * Reads a module that the engine has compiled, which is why its form is not doubted here. Throws `model.broken` for what could
 * reach out of it, or take memory that nobody counts: imports, a start function, exceptions, objects of the engine's
 * collector, shared and 64-bit memories, memories and tables without a maximum.
 */
export function readShape(bytes: Uint8Array): ModuleShape {
  const sections = sectionsOf(bytes)
  const at = (id: number): Reader => new Reader(sections.get(id) ?? new Uint8Array([0]))
  const imports = at(SECTION.import)
  if (imports.number() > 0) {
    throw refused(`it imports ${imports.text()}.${imports.text()}, and nothing is there for a model to import`)
  }
  if (sections.has(SECTION.start))
    throw refused('it has a start function: what it begins with belongs into its exports')
  if (sections.has(SECTION.tag)) throw refused('it has exceptions: a model tells what failed by the code of run')
  const types = at(SECTION.type).each(functionType)
  const functions = at(SECTION.function).each((read) => types[read.number()]!)
  const tables = at(SECTION.table).each(tableMaximum)
  const memories = at(SECTION.memory).each(memoryLimits)
  if (memories.length !== 1) throw refused(`it has ${memories.length} memories instead of one`)
  const exported = at(SECTION.export).each((read) => ({ name: read.text(), kind: read.byte(), index: read.number() }))
  return {
    memory: memories[0]!,
    tableEntries: tables.reduce((sum, entries) => sum + entries, 0),
    functions: new Map(exported.filter(({ kind }) => kind === 0).map(({ name, index }) => [name, functions[index]!])),
    memories: new Set(exported.filter(({ kind }) => kind === 2).map(({ name }) => name)),
  }
}

function sectionsOf(bytes: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const read = new Reader(bytes.subarray(PREAMBLE))
  const sections = new Map<number, Uint8Array>()
  while (!read.ended) {
    const id = read.byte()
    const content = read.bytes(read.number())
    if (id !== 0) sections.set(id, content)
  }
  return sections
}

function functionType(read: Reader): string {
  if (read.byte() !== PLAIN_FUNCTION) throw refused('it has types of objects, whose memory nobody counts')
  const values = () => read.each(() => valueType(read)).join(',')
  return `${values()}->${values()}`
}

function valueType(read: Reader): string {
  const type = valueTypes.get(read.byte())
  if (type === undefined) throw refused('it has types of objects, whose memory nobody counts')
  return type
}

function tableMaximum(read: Reader): number {
  valueType(read)
  const flags = read.byte()
  const initial = read.number()
  if (flags !== 1) throw refused(`it has a table of ${initial} entries without a maximum`)
  return read.number()
}

function memoryLimits(read: Reader): ModuleShape['memory'] {
  const flags = read.byte()
  if (flags > 1) throw refused('its memory is shared, or has 64-bit addresses')
  const initial = read.number()
  if (flags === 0) throw refused('its memory has no maximum')
  return { initial, maximum: read.number() }
}

/** Numbers are LEB128 without sign, at most 32 bits. */
class Reader {
  readonly #of: Uint8Array
  #at = 0

  constructor(of: Uint8Array) {
    this.#of = of
  }

  get ended(): boolean {
    return this.#at >= this.#of.length
  }

  byte(): number {
    return this.#of[this.#at++] ?? 0
  }

  number(): number {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte()
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
  }

  bytes(length: number): Uint8Array {
    this.#at += length
    return this.#of.subarray(this.#at - length, this.#at)
  }

  text(): string {
    return new TextDecoder().decode(this.bytes(this.number()))
  }

  each<Item>(read: (reader: this) => Item): Item[] {
    return Array.from({ length: this.number() }, () => read(this))
  }
}
