import { type Document, isMap, isScalar, isSeq, parseDocument, type Scalar } from 'yaml'
import type { DeviceProfile } from './profile.ts'

/** How far a profile is to be trusted, beside what its text says. */
export type Standing = Pick<DeviceProfile, 'status'> & { readonly tables: readonly Pick<ProfileTable, 'verified'>[] }
type ProfileTable = DeviceProfile['tables'][number]

type Path = readonly (string | number)[]

/** Where a profile says its standing: the status first, then what each table rests on. */
const standingPaths = (tables: number): Path[] => [
  ['status'],
  ...Array.from({ length: tables }, (_, i): Path => ['tables', i, 'verified']),
]

/** Where a profile says its standing in a way that {@link withStanding} cannot write over: by alias, merge, tag or on several lines. */
export function hiddenStandings(text: string, { tables }: Pick<DeviceProfile, 'tables'>): Path[] {
  const document = parseDocument(text, { uniqueKeys: false })
  return standingPaths(tables.length).filter((path) => !isPlain(scalarAt(document, path), text))
}

/** Undefined where the way to it is not written out: a key that is an alias may say the same setting once more. */
function scalarAt({ contents }: Document.Parsed, path: Path): Scalar | undefined {
  let node: unknown = contents
  for (const step of path) {
    if (isMap(node) && node.items.every(({ key }) => isScalar(key))) node = node.get(step, true)
    else if (isSeq(node)) node = node.items[Number(step)]
    else return undefined
  }
  return isScalar(node) ? node : undefined
}

function isPlain(node: Scalar | undefined, text: string): boolean {
  if (!node?.range || node.anchor !== undefined || node.tag !== undefined) return false
  return (
    node.type !== 'BLOCK_LITERAL' &&
    node.type !== 'BLOCK_FOLDED' &&
    !/[\r\n]/.test(text.slice(node.range[0], node.range[1]))
  )
}

/** The text of a profile with its status, and what each table rests on, as they are now; all else stays as it was written. */
export function withStanding(text: string, { status, tables }: Standing): string {
  const document = parseDocument(text, { uniqueKeys: false })
  const values = [status, ...tables.map(({ verified }) => verified)]
  const places = standingPaths(tables.length).flatMap((path, i) => {
    const value = values[i]
    const node = document.getIn(path, true)
    return isScalar(node) && node.range && node.value !== value
      ? [{ begin: node.range[0], end: node.range[1], value }]
      : []
  })
  return places
    .sort((a, b) => b.begin - a.begin)
    .reduce((all, { begin, end, value }) => `${all.slice(0, begin)}${value}${all.slice(end)}`, text)
}
