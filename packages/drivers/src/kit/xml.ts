import { Fault } from '@millrace/core'
import { XMLParser } from 'fast-xml-parser'
import './faults.ts'

/** An element: its attributes under `@name`, its elements by name in lists, its text under `#`. */
export type XmlNode = Readonly<Record<string, unknown>>

/** Entities are left alone by the parser, so that none can be defined or grow; the five of XML are read here. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  alwaysCreateTextNode: true,
  isArray: (_name, _path, _leaf, isAttribute) => !isAttribute,
})
/** Of a device's answer; a tree takes some 200 bytes for each. */
const MOST_TAGS = 200_000
const LESS_THAN = 0x3c
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/**
 * Reads a whole document in UTF-8 whose outermost element is called as `root` matches; prefixes of namespaces are cut off.
 * Document types are refused. Throws `driver.reply_malformed`.
 */
export function readXml(
  bytes: Uint8Array,
  what: string,
  root: RegExp,
  mostTags = MOST_TAGS,
): { name: string; node: XmlNode } {
  const tags = tagsIn(bytes)
  if (tags > mostTags) throw malformed(`at most ${mostTags} tags`, `${tags}`)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim()
  } catch {
    throw malformed('UTF-8', 'bytes that are none')
  }
  if (/<!DOCTYPE/i.test(text)) throw malformed('no document type', 'one')
  const head = /^(?:<\?[^>]*\?>|<!--[\s\S]*?-->|\s)*<(?:[\w.-]+:)?([\w.-]+)[\s/>]/.exec(text.slice(0, 8_192))
  const name = head?.[1]
  if (name === undefined || !root.test(name)) throw malformed(what, text.slice(0, 60))
  // The parser would take half a document for a whole one.
  const isEmpty = text.endsWith('/>') && text.indexOf('<', head![0].length) < 0
  if (!isEmpty && !new RegExp(`</(?:[\\w.-]+:)?${name}\\s*>$`).test(text))
    throw malformed(`a document that ends with ${name}`, text.slice(-60))
  let tree: XmlNode
  try {
    tree = parser.parse(text) as XmlNode
  } catch (failure) {
    throw malformed('well-formed XML', failure instanceof Error ? failure.message.slice(0, 100) : 'something else')
  }
  const node = xmlNodes(tree, name)[0]
  if (!node) throw malformed(`one ${name}`, 'another')
  return { name, node }
}

function tagsIn(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(LESS_THAN); at >= 0; at = bytes.indexOf(LESS_THAN, at + 1)) count++
  return count
}

/** The elements of that name. */
export function xmlNodes(parent: XmlNode, name: string): readonly XmlNode[] {
  const list = parent[name]
  return Array.isArray(list) ? list.filter((node): node is XmlNode => typeof node === 'object' && node !== null) : []
}

/** Every element with its name; those of one name follow one another. */
export function xmlChildren(parent: XmlNode): readonly (readonly [string, XmlNode])[] {
  return Object.keys(parent).flatMap((name) => xmlNodes(parent, name).map((node) => [name, node] as const))
}

export function xmlAttribute(node: XmlNode, name: string): string | undefined {
  const value = node[`@${name}`]
  return typeof value === 'string' ? unescaped(value) : undefined
}

/** The text of an element, also beside elements. */
export function xmlText(node: XmlNode): string {
  const text = node['#']
  return typeof text === 'string' ? unescaped(text) : ''
}

/** XML 1.0 §4.1: character references and the predefined entities; what else looks like one is left as it is. */
function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\dA-Fa-f]{1,6})|(lt|gt|amp|quot|apos));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[name as string]!
    const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal)
    return code > 0 && code <= 0x10_ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole
  })
}

function malformed(expected: string, seen: string): Fault {
  return new Fault('driver.reply_malformed', { expected, seen })
}
