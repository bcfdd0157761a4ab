import { faultAt } from './place.ts'

export interface Token {
  readonly kind: 'number' | 'text' | 'word' | 'quoted' | 'unit' | 'sign' | 'end'
  /** Of a text and of a quoted name without its quotes; of a unit without its brackets. */
  readonly text: string
  readonly at: number
  readonly end: number
}

const SPACE = /[\s\u00a0\ufeff]+/uy
const TEXT = /"(?:[^"\\\n]|\\["\\])*"/y
const QUOTED = /`(?:[^`\n]|``)+`/y
const plain = [
  ['number', /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['word', /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy],
  ['sign', /<=|>=|==|!=|&&|\|\||[-+*/^<>!(),]/y],
] as const

/** What is typed with a Chinese keyboard, or meant in another language, and what it is here. */
const meant: ReadonlyMap<string, string> = new Map([
  ['（', '('],
  ['）', ')'],
  ['，', ','],
  ['、', ','],
  ['；', ','],
  [';', ','],
  ['“', '"'],
  ['”', '"'],
  ["'", '"'],
  ['＜', '<'],
  ['＞', '>'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
  ['＝', '=='],
  ['=', '=='],
  ['＋', '+'],
  ['－', '-'],
  ['−', '-'],
  ['×', '*'],
  ['·', '*'],
  ['÷', '/'],
  ['／', '/'],
  ['！', '!'],
  ['&', 'and'],
  ['|', 'or'],
  ['【', '['],
  ['】', ']'],
])

/** The words of an expression, the end as the last one. Throws `expression.syntax`. */
export function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    return pattern.exec(source)?.[0]
  }
  const push = (kind: Token['kind'], seen: string, text = seen): void => {
    tokens.push({ kind, text, at, end: at + seen.length })
    at += seen.length
  }
  const fail = (expected: string, seen: string): never => {
    throw faultAt('syntax', source, at, { expected, seen })
  }
  for (;;) {
    at += take(SPACE)?.length ?? 0
    const first = source[at]
    if (first === undefined) break
    const word = plainToken(source, at)
    if (word) push(word.kind, word.seen)
    else if (first === '"') {
      const seen =
        take(TEXT) ?? fail('a text in one line that ends with " (a quote in it is \\", a backslash \\\\)', first)
      push('text', seen, seen.slice(1, -1).replace(/\\(.)/g, '$1'))
    } else if (first === '`') {
      const seen = take(QUOTED) ?? fail('a name in one line that ends with a backtick (one in it is doubled)', first)
      push('quoted', seen, seen.slice(1, -1).replaceAll('``', '`'))
    } else if (first === '[') {
      const close = closing(source, at)
      if (close === undefined) fail('a unit that ends with ]', first)
      else push('unit', source.slice(at, close + 1), source.slice(at + 1, close))
    } else {
      const sign = String.fromCodePoint(source.codePointAt(at) ?? 0)
      const instead = meant.get(sign)
      fail(instead === undefined ? 'a number, a name or a sign' : `${instead} in place of ${sign}`, `"${sign}"`)
    }
  }
  tokens.push({ kind: 'end', text: '', at, end: at })
  return tokens
}

/** A number, a word or a sign that begins here. */
function plainToken(source: string, at: number): { readonly kind: Token['kind']; readonly seen: string } | undefined {
  for (const [kind, pattern] of plain) {
    pattern.lastIndex = at
    const seen = pattern.exec(source)?.[0]
    if (seen !== undefined) return { kind, seen }
  }
  return undefined
}

/** Where the unit that opens here closes: UCUM's own brackets, as in [degF], stand inside. */
function closing(source: string, open: number): number | undefined {
  let depth = 0
  for (let at = open; at < source.length && source[at] !== '\n'; at++) {
    if (source[at] === '[') depth++
    else if (source[at] === ']' && --depth === 0) return at
  }
  return undefined
}
