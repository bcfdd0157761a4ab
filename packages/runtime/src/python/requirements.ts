import { Fault } from '@millrace/core'
import '../faults.ts'

/** PEP 508: a name, extras, one version; a marker of plain comparisons. */
const pinned =
  /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(\[[A-Za-z0-9._,\s-]+\])?\s*==\s*([A-Za-z0-9.!+_-]+)\s*(;[^#]*)?$/
const marker = /^;[\sA-Za-z0-9_.'"<>=!()-]+$/
const hash = /^--hash=(sha256|sha384|sha512):([0-9a-f]+)$/
const hex: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 }

/**
 * The packages of a requirements.txt, one a line, each pinned by version and hash. Nothing else may stand in it: an option or an
 * address would lead pip to where the operator did not send it. Throws `model.broken` with the line.
 */
export function readRequirements(text: string, model: string): string {
  const lines: string[] = []
  let begun: { readonly line: number; text: string } | undefined
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.replace(/(^|\s)#.*$/, '').trim()
    const isContinued = line.endsWith('\\')
    begun ??= { line: at + 1, text: '' }
    begun.text += ` ${isContinued ? line.slice(0, -1) : line}`
    if (isContinued) continue
    const entry = begun.text.trim()
    if (entry !== '') lines.push(checked(entry, begun.line, model))
    begun = undefined
  }
  if (begun) throw wrong(model, begun.line, 'a line that is not ended')
  return lines.length === 0 ? '' : `${lines.sort().join('\n')}\n`
}

function checked(entry: string, line: number, model: string): string {
  const [what = '', ...hashes] = entry.split(/\s+(?=--)/)
  const [, name, extras = '', version, condition = ''] = pinned.exec(what) ?? []
  if (name === undefined || (condition !== '' && !marker.test(condition.trim())))
    throw wrong(model, line, `${JSON.stringify(what.slice(0, 80))} where name==version is expected`)
  if (hashes.length === 0) throw wrong(model, line, `${name} without --hash`)
  for (const each of hashes) {
    const [, kind = '', digits = ''] = hash.exec(each) ?? []
    if (digits.length !== hex[kind])
      throw wrong(model, line, `${JSON.stringify(each.slice(0, 80))} where a hash is expected`)
  }
  return [`${name}${extras.replace(/\s/g, '')}==${version}${condition.trim()}`, ...hashes.toSorted()].join(' ')
}

const wrong = (model: string, line: number, seen: string): Fault =>
  new Fault('model.broken', { model, seen: `line ${line} of its requirements: ${seen}` })
