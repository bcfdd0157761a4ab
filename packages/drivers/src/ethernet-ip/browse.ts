import { Fault } from '@millrace/core'
import type { BrowseNode, BrowsePage, DataType } from '../kit/driver.ts'
import { parseAddress } from './address.ts'
import type { CipReply } from './message.ts'
import type { EthernetIpSession } from './session.ts'
import { cipStatusName, General } from './status.ts'
import {
  decodeSymbols,
  decodeTemplate,
  decodeTemplateInfo,
  encodeListSymbols,
  encodeReadTemplate,
  encodeTemplateInfo,
  type SymbolType,
  type TemplateMember,
  templateBytes,
} from './symbols.ts'
import { cipTypeName, cipTypes, STRING_HANDLE } from './values.ts'
import './faults.ts'

const PROGRAM = 'Program:'
/** Arrays of BOOL are told as arrays of these. */
const DWORD = 0xd3
/** A definition beyond is no definition. */
const MOST_TEMPLATE_BYTES = 0x1_0000
const MOST_TEMPLATES = 200

/** Something that lies in a scope or in a structure. */
interface Entry {
  readonly name: string
  readonly type: SymbolType
  readonly sizes: readonly number[]
}

/** Lists the tags of controller and programs and the members of structures, a page at a time. */
export class LogixBrowser {
  readonly #session: EthernetIpSession
  readonly #mostBytes: number
  readonly #templates = new Map<number, readonly TemplateMember[]>()

  constructor(session: EthernetIpSession, mostBytes: number) {
    this.#session = session
    this.#mostBytes = mostBytes
  }

  /** Throws `ethernet-ip.browse_refused`, `ethernet-ip.address_malformed`, and what the session throws. */
  async browse(
    parent: string | undefined,
    { cursor, limit }: { readonly cursor?: string; readonly limit: number },
    signal: AbortSignal,
  ): Promise<BrowsePage> {
    const from = Number(cursor ?? 0)
    if (parent === undefined || isProgram(parent)) return this.#scope(parent, from, limit, signal)
    const type = await this.#typeOf(parent, signal)
    if (!type.structure) return { nodes: [] }
    const members = (await this.#members(type.code, signal)).filter(({ name }) => isShown(name))
    const nodes = members.slice(from, from + limit).map((member) => nodeOf(entryOf(member), `${parent}.`))
    return { nodes, ...(from + limit < members.length ? { cursor: String(from + limit) } : {}) }
  }

  async #scope(program: string | undefined, from: number, limit: number, signal: AbortSignal): Promise<BrowsePage> {
    const nodes: BrowseNode[] = []
    for await (const { instance, ...entry } of this.#symbols(program, from, signal)) {
      if (nodes.length === limit) return { nodes, cursor: String(instance) }
      if (isTag(entry)) nodes.push(nodeOf(entry, program === undefined ? '' : `${program}.`))
    }
    return { nodes }
  }

  async *#symbols(
    program: string | undefined,
    first: number,
    signal: AbortSignal,
  ): AsyncGenerator<Entry & { readonly instance: number }> {
    for (let from = first; ; ) {
      const reply = await this.#session.request('read', encodeListSymbols(program, from), signal)
      // A scope without a symbol from there on says that it does not know the path.
      if (reply.status === General.pathUnknown && from > 0) return
      check(reply, program ?? 'the controller')
      const symbols = decodeSymbols(reply.data)
      yield* symbols
      const last = symbols.at(-1)?.instance ?? -1
      if (reply.status === General.success || last < from) return
      from = last + 1
    }
  }

  /** The type of what lies at an address: the symbol's, then that of one member after the other. */
  async #typeOf(address: string, signal: AbortSignal): Promise<SymbolType> {
    const names = parseAddress(address, 'bool').steps.filter((step) => typeof step === 'string')
    const program = isProgram(names[0]!) ? names.shift() : undefined
    const first = names.shift()!
    let type: SymbolType | undefined
    for await (const symbol of this.#symbols(program, 0, signal)) {
      if (!same(symbol.name, first)) continue
      type = symbol.type
      break
    }
    for (const name of names) {
      const members: readonly TemplateMember[] = type?.structure ? await this.#members(type.code, signal) : []
      type = members.find((member) => same(member.name, name))?.type
    }
    if (!type) throw new Fault('ethernet-ip.browse_refused', { place: address, seen: 'no tag of this name' })
    return type
  }

  async #members(template: number, signal: AbortSignal): Promise<readonly TemplateMember[]> {
    const known = this.#templates.get(template)
    if (known) return known
    const place = `structure ${template}`
    const about = await this.#session.request('read', encodeTemplateInfo(template), signal)
    check(about, place)
    const info = decodeTemplateInfo(about.data)
    const bytes = templateBytes(info)
    if (bytes <= 0 || bytes > MOST_TEMPLATE_BYTES)
      throw new Fault('ethernet-ip.browse_refused', { place, seen: `a definition of ${bytes} bytes` })
    const pieces: Uint8Array[] = []
    let got = 0
    while (got < bytes) {
      const wanted = Math.min(bytes - got, this.#mostBytes)
      const reply = await this.#session.request('read', encodeReadTemplate(template, got, wanted), signal)
      check(reply, place)
      if (reply.data.length === 0) break
      pieces.push(reply.data)
      got += reply.data.length
    }
    const members = decodeTemplate(Buffer.concat(pieces), info.members)
    if (this.#templates.size >= MOST_TEMPLATES) this.#templates.clear()
    this.#templates.set(template, members)
    return members
  }
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
const isProgram = (name: string): boolean => /^Program:\w+$/.test(name)

/** 1756-PM020F p. 50: what is the system's own, and not there to be read. */
function isTag({ name, type }: Entry): boolean {
  if (name.startsWith(PROGRAM)) return true
  if (type.system || !isShown(name)) return false
  // Of names with a colon, those of modules are tags: Local:1:I, Rack:O, Rack:2:C, Rack:S.
  return !name.includes(':') || /:[IOCS]\d?$/.test(name)
}

/** Hosts of BOOL members are called ZZZZZZZZZZ…, hidden ones begin with two underscores. */
const isShown = (name: string): boolean => name !== '' && !name.startsWith('__') && !name.startsWith('ZZZZZZZZZZ')

function entryOf({ name, type, info }: TemplateMember): Entry {
  const isArray = info > 0 && cipTypeName(type.code) !== 'BOOL'
  return { name, type, sizes: isArray ? [info] : [] }
}

function nodeOf({ name, type, sizes }: Entry, prefix: string): BrowseNode {
  if (name.startsWith(PROGRAM)) return { address: name, name, kind: 'folder', hasChildren: true }
  const isBits = !type.structure && type.code === DWORD && sizes.length === 1
  const counts = isBits ? [sizes[0]! * 32] : sizes
  const first = counts.length === 0 ? '' : `[${counts.map(() => 0).join(',')}]`
  const node = {
    address: `${prefix}${name}${first}`,
    name: counts.length === 0 ? name : `${name}[${counts.join(',')}]`,
  }
  if (type.structure && type.code !== STRING_HANDLE) return { ...node, kind: 'folder', hasChildren: true }
  const own = typeOf(type, isBits)
  return { ...node, kind: 'tag', ...(own === undefined ? {} : { type: own }), hasChildren: false }
}

function typeOf({ structure, code }: SymbolType, isBits: boolean): DataType | undefined {
  if (structure) return 'string'
  if (isBits) return 'bool'
  const name = cipTypeName(code)
  return name === undefined ? undefined : cipTypes[name].type
}

function check(reply: CipReply, place: string): void {
  if (reply.status !== General.success && reply.status !== General.partial)
    throw new Fault('ethernet-ip.browse_refused', { place, seen: cipStatusName(reply) })
}
