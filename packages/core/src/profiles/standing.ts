import { isScalar, parseDocument } from 'yaml'
import type { DeviceProfile } from './profile.ts'

/** How far a profile is to be trusted, beside what its text says. */
export type Standing = Pick<DeviceProfile, 'status'> & { readonly tables: readonly Pick<ProfileTable, 'verified'>[] }
type ProfileTable = DeviceProfile['tables'][number]

/** The text of a profile with its status, and what each table rests on, as they are now; all else stays as it was written. */
export function withStanding(text: string, { status, tables }: Standing): string {
  const document = parseDocument(text, { uniqueKeys: false })
  const wanted: [path: (string | number)[], value: string][] = [
    [['status'], status],
    ...tables.map(({ verified }, i): [(string | number)[], string] => [['tables', i, 'verified'], verified]),
  ]
  const places = wanted.flatMap(([path, value]) => {
    const node = document.getIn(path, true)
    return isScalar(node) && node.range && node.value !== value
      ? [{ begin: node.range[0], end: node.range[1], value }]
      : []
  })
  return places
    .sort((a, b) => b.begin - a.begin)
    .reduce((all, { begin, end, value }) => `${all.slice(0, begin)}${value}${all.slice(end)}`, text)
}
