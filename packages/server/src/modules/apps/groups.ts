/** What is known of a point where machines are looked for. */
interface RawPoint {
  readonly id: string
  readonly name: string
  /** Of the place where it stands. */
  readonly assetId: string
  readonly deviceId?: string
}

/** Points that are likely of one machine. */
interface PointGroup<Of extends RawPoint> {
  /** What they are called by in common; undefined: it is all that one device sends to a place, and the place is the machine. */
  readonly name?: string
  readonly place: string
  readonly points: readonly Of[]
}

/** A machine has more to tell than one thing. */
export const LEAST = 2

/** Points of devices by machine: by device and place and, where names there tell of several machines, by what these begin with. */
export function groupsOf<Of extends RawPoint>(points: readonly Of[]): PointGroup<Of>[] {
  const places = by(
    points.filter(({ deviceId }) => deviceId !== undefined),
    ({ deviceId, assetId }) => `${deviceId} ${assetId}`,
  )
  return places.flatMap((at): PointGroup<Of>[] => {
    const place = at[0]!.assetId
    const machines = by(at, ({ name }) => beginOf(name)).filter((each) => each.length >= LEAST)
    const named = machines.filter(([first]) => beginOf(first!.name) !== '')
    if (named.length < 2) return at.length >= LEAST ? [{ place, points: at }] : []
    return named.map((each) => ({ name: commonName(each.map(({ name }) => name)), place, points: each }))
  })
}

function by<Of>(all: readonly Of[], keyOf: (one: Of) => string): Of[][] {
  const groups = new Map<string, Of[]>()
  for (const one of all) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return [...groups.values()]
}

/** All steps of a path but the last; else what comes before and with the first number, as machines are counted: K101_PWR, 2号空压机功率. */
function beginOf(name: string): string {
  const last = Math.max(name.lastIndexOf('/'), name.lastIndexOf('.'))
  if (last > 0) return name.slice(0, last).toLowerCase()
  return (/^(.*?\d+)(?=\D)/u.exec(name)?.[1] ?? '').toLowerCase()
}

/** What all of them begin with, without what parts it from the rest. */
function commonName(names: readonly string[]): string {
  const [first = ''] = names
  const letters = [...first]
  let length = letters.length
  for (const name of names) {
    const other = [...name]
    let same = 0
    while (same < length && same < other.length && letters[same] === other[same]) same++
    length = same
  }
  const common = letters.slice(0, length).join('')
  const told = common.replace(/[^\p{L}\p{N}]+$/u, '')
  return told.length > 0 ? told : first
}
