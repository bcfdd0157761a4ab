import { areCommensurable, unitConversion } from '@millrace/core'
import { type Token, tokensOf } from './words.ts'

/** What an app needs of an asset. */
export interface WantedProperty {
  readonly name: string
  readonly title?: { readonly en: string; readonly zh: string }
  readonly type: 'number' | 'boolean' | 'text'
  readonly unit?: string
  /** Of its class, in `unit`. */
  readonly low?: number
  readonly high?: number
  readonly counter?: boolean
}

export type Behaviour = 'constant' | 'counter' | 'cyclic' | 'noisy'

/** A point that it may be. */
export interface OfferedPoint {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly type: 'number' | 'boolean' | 'text'
  readonly unit?: string
  /** In `unit`. */
  readonly low?: number
  readonly high?: number
  /** As {@link behaviourOf} sees its newest values. */
  readonly behaviour?: Behaviour
}

/** Why a point may be it, or rather not (`against`). */
export interface MatchReason {
  readonly kind:
    | 'same_name'
    | 'words'
    | 'similar'
    | 'other_name'
    | 'same_unit'
    | 'other_unit'
    | 'no_unit'
    | 'range'
    | 'behaviour'
  readonly against?: true
  readonly seen: string
}

export interface Match {
  readonly point: string
  /** 0…1 */
  readonly score: number
  readonly reasons: readonly MatchReason[]
}

const weights = { name: 0.62, unit: 0.2, range: 0.09, behaviour: 0.09 } as const
/** Of what is not known. */
const UNKNOWN = 0.5
/** Below, a match is not worth a look. */
const LEAST = 0.35

/** Which points a property may be, the likeliest first. Of another kind, or a unit of another dimension, none is told. */
export function matchesOf(property: WantedProperty, points: readonly OfferedPoint[]): Match[] {
  const named = tokensOf(property.name)
  const titled = property.title ? [tokensOf(property.title.en), tokensOf(property.title.zh)] : []
  return points
    .flatMap((point): Match[] => {
      const unit = unitScore(property, point)
      if (property.type !== point.type || unit === undefined) return []
      const reasons: MatchReason[] = []
      const score =
        weights.name * nameScore(property.name, [named, ...titled], point, reasons) +
        weights.unit * tell(unit, reasons) +
        weights.range * tell(rangeScore(property, point), reasons) +
        weights.behaviour * tell(behaviourScore(property, point), reasons)
      return score < LEAST ? [] : [{ point: point.id, score, reasons }]
    })
    .sort((a, b) => b.score - a.score || (a.point < b.point ? -1 : 1))
}

/** A match that nobody has to look at twice: good, and clearly better than the next. */
const GOOD = 0.72
const CLEARLY = 0.06

export interface NeedMatches {
  /** By property, the likeliest first. */
  readonly matches: Readonly<Record<string, readonly Match[]>>
  /** By property: the point that is proposed; a person decides. No point stands for two. */
  readonly proposed: Readonly<Record<string, string>>
}

/** What each property of a need may be among the points of one asset. */
export function matchNeed(properties: readonly WantedProperty[], points: readonly OfferedPoint[]): NeedMatches {
  const matches = Object.fromEntries(properties.map((property) => [property.name, matchesOf(property, points)]))
  const proposed: Record<string, string> = {}
  const taken = new Set<string>()
  const likeliest = properties
    .flatMap(({ name }) => matches[name]!.map((match) => ({ name, ...match })))
    .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1) || (a.point < b.point ? -1 : 1))
  for (const { name, point, score } of likeliest) {
    if (Object.hasOwn(proposed, name) || taken.has(point) || score < GOOD) continue
    const next = matches[name]!.find((other) => other.point !== point && !taken.has(other.point))
    if (next && score - next.score < CLEARLY) continue
    proposed[name] = point
    taken.add(point)
  }
  return { matches, proposed }
}

interface Scored {
  readonly score: number
  readonly reason?: MatchReason
}

function tell({ score, reason }: Scored, reasons: MatchReason[]): number {
  if (reason) reasons.push(reason)
  return score
}

function nameScore(
  name: string,
  wanted: readonly (readonly Token[])[],
  { name: seen, description }: OfferedPoint,
  reasons: MatchReason[],
): number {
  if (plain(name) === plain(seen)) return tell({ score: 1, reason: { kind: 'same_name', seen } }, reasons)
  const offered = [tokensOf(seen), ...(description === undefined ? [] : [tokensOf(description)])]
  let words = 0
  // What it is called by its own name tells most; a title or a description a little less.
  for (const [i, one] of wanted.entries())
    for (const [k, other] of offered.entries()) words = Math.max(words, alike(one, other) * (i + k === 0 ? 0.95 : 0.9))
  const similar = 0.8 * closeness(plain(name), plain(seen))
  if (words >= similar && words > 0.3) return tell({ score: words, reason: { kind: 'words', seen } }, reasons)
  if (similar > 0.55) return tell({ score: similar, reason: { kind: 'similar', seen } }, reasons)
  return tell({ score: Math.max(words, similar) * 0.5, reason: { kind: 'other_name', against: true, seen } }, reasons)
}

const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/** How many of the words mean the same, rather of those that are wanted. */
function alike(wanted: readonly Token[], offered: readonly Token[]): number {
  if (wanted.length === 0 || offered.length === 0) return 0
  const meets = (one: Token, others: readonly Token[]): boolean =>
    others.some(({ means }) => [...one.means].some((meaning) => means.has(meaning)))
  const found = wanted.filter((one) => meets(one, offered)).length / wanted.length
  const used = offered.filter((one) => meets(one, wanted)).length / offered.length
  return 0.7 * found + 0.3 * used
}

/** 1 − edits for each character of the longer (Levenshtein). */
function closeness(one: string, other: string): number {
  const most = Math.max(one.length, other.length)
  if (most === 0 || most > 60) return 0
  let row = Array.from({ length: other.length + 1 }, (_, i) => i)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let k = 1; k <= other.length; k++) {
      const change = row[k - 1]! + (one[i - 1] === other[k - 1] ? 0 : 1)
      next.push(Math.min(change, row[k]! + 1, next[k - 1]! + 1))
    }
    row = next
  }
  return 1 - row[other.length]! / most
}

/** None: a unit of another dimension, or one that nobody knows. */
function unitScore({ unit: wanted }: WantedProperty, { unit: seen }: OfferedPoint): Scored | undefined {
  if (wanted === undefined) return { score: seen === undefined || seen === '1' ? 0.8 : UNKNOWN }
  if (seen === undefined) return { score: 0.3, reason: { kind: 'no_unit', against: true, seen: wanted } }
  if (seen === wanted) return { score: 1, reason: { kind: 'same_unit', seen } }
  try {
    if (areCommensurable(seen, wanted)) return { score: 0.85, reason: { kind: 'other_unit', seen } }
  } catch {
    // Told as what does not fit.
  }
  return undefined
}

function rangeScore(wanted: WantedProperty, seen: OfferedPoint): Scored {
  const { low, high } = seen
  if (low === undefined || high === undefined || wanted.low === undefined || wanted.high === undefined)
    return { score: UNKNOWN }
  const into = seen.unit && wanted.unit ? unitConversion(seen.unit, wanted.unit).convert : (value: number) => value
  const [from, to] = [into(low), into(high)]
  const meets = from <= wanted.high && to >= wanted.low
  const reason = { kind: 'range', seen: `${low}…${high}` } as const
  return meets ? { score: 1, reason } : { score: 0, reason: { ...reason, against: true } }
}

function behaviourScore({ counter = false }: WantedProperty, { behaviour }: OfferedPoint): Scored {
  if (behaviour === undefined) return { score: UNKNOWN }
  const reason = { kind: 'behaviour', seen: behaviour } as const
  // What does not move may be anything that stands still.
  if (behaviour === 'constant') return { score: UNKNOWN, reason }
  return counter === (behaviour === 'counter')
    ? { score: 1, reason }
    : { score: 0, reason: { ...reason, against: true } }
}

/** Turns in one direction or the other, for each sample, from which on it is noise rather than a cycle. */
const NOISE = 0.35

/** How values that follow one another behave; a counter that begins anew at zero is one. */
export function behaviourOf(values: readonly number[]): Behaviour | undefined {
  if (values.length < 3) return undefined
  const steps = values.slice(1).map((value, i) => value - values[i]!)
  const moves = steps.filter((step) => step !== 0)
  if (moves.length === 0) return 'constant'
  const back = steps.filter(
    (step, i) => step < 0 && !(values[i + 1]! >= 0 && values[i + 1]! < 0.05 * values[i]!),
  ).length
  if (back === 0 && moves.length >= 2) return 'counter'
  const turns = moves.filter((step, i) => i > 0 && Math.sign(step) !== Math.sign(moves[i - 1]!)).length
  return turns / moves.length > NOISE ? 'noisy' : 'cyclic'
}
