import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type CheckedExpression,
  checkExpression,
  checkFormula,
  compileExpression,
  type ExpressionNode,
  newFrame,
  parseExpression,
  splitAggregates,
  TextNumbers,
  type ValueType,
} from '@millrace/compute'
import { Fault, Status, statusName } from '@millrace/core'
import { expect, test } from 'vitest'
import { expressionPage } from './expression-tables.ts'

const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'expressions.md'), 'utf8')

test('the tables of the page are those of the code', () => {
  expect(expressionPage(page)).toBe(page)
})

/** One example: the lines before its first word of the list are the expression. */
interface Example {
  readonly kind: string
  readonly text: string
  readonly lines: ReadonlyMap<string, string>
}

const examples = [...page.matchAll(/^```(expression|formula|fault)\n([\s\S]*?)^```$/gm)].map(
  ([, kind, body]): Example => {
    const lines = new Map<string, string>()
    const text: string[] = []
    for (const line of body!.trimEnd().split('\n')) {
      const [, word, rest] = /^(given|gives|fails|points|parameters) (.*)$/.exec(line) ?? []
      if (word === undefined) text.push(line)
      else lines.set(word, rest!)
    }
    return { kind: kind!, text: text.join('\n'), lines }
  },
)

test('there are examples of every kind', () => {
  const kinds = examples.map(({ kind }) => kind)
  for (const kind of ['expression', 'formula', 'fault'])
    expect(kinds.filter((one) => one === kind).length).toBeGreaterThan(2)
})

/** A value as an example writes it: `12.5[bar]`, `"ACTIVE"`, `true`, with a status behind it that is not good. */
interface Written {
  readonly type: ValueType
  readonly value: number | string
  readonly status: number
  /** Half of its last figure. */
  readonly tolerance: number
}

const statusNamed = (name: string): number => (Status as Readonly<Record<string, number>>)[name]!

function written(text: string): Written {
  const [, told, name] = /^(.*?)(?: ((?:Bad|Uncertain)\w+))?$/.exec(text)!
  const node: ExpressionNode = parseExpression(told!).root
  const status = name === undefined ? Status.Good : statusNamed(name)
  if (node.kind === 'text') return { type: { type: 'text' }, value: node.value, status, tolerance: 0 }
  if (node.kind === 'boolean') return { type: { type: 'boolean' }, value: node.value ? 1 : 0, status, tolerance: 0 }
  if (node.kind !== 'number') throw new Error(`${text} is no value`)
  const decimals = /^-?\d+(?:\.(\d+))?/.exec(told!)?.[1]?.length ?? 0
  const type: ValueType = node.unit === undefined ? { type: 'number' } : { type: 'number', unit: node.unit }
  return { type, value: node.value, status, tolerance: 0.5 * 10 ** -decimals }
}

/** `a = 1[bar]; avg(b) = 2[kW]`. */
function givenOf(line = ''): ReadonlyMap<string, Written> {
  const parts = line === '' ? [] : line.split('; ')
  return new Map(
    parts.map((part) => {
      const at = part.lastIndexOf(' = ')
      return [part.slice(0, at), written(part.slice(at + 3))]
    }),
  )
}

/** `a [bar], b "text"`. */
function declared(line = ''): ReadonlyMap<string, ValueType> {
  return new Map(
    [...line.matchAll(/([^\s,]+) (?:\[([^\]]+)\]|"(text|boolean)")/g)].map(([, name, unit, type]) => [
      name!,
      type === undefined ? { type: 'number', unit: unit! } : { type: type as 'text' | 'boolean' },
    ]),
  )
}

function run(checked: CheckedExpression, given: ReadonlyMap<string, Written>): { value: number; status: number } {
  const names = [...given.keys()]
  const texts = new TextNumbers()
  const kernel = compileExpression(checked, (name) => names.indexOf(name), texts)
  const frame = newFrame(names.length)
  for (const [slot, { value, status }] of [...given.values()].entries()) {
    frame.value[slot] = typeof value === 'string' ? texts.numberOf(value) : value
    frame.status[slot] = status
  }
  return { value: kernel.evaluate(frame), status: kernel.status }
}

/** What an aggregate came to, in the unit that it gives. */
function inUnitOf(name: string, { type, value, status, tolerance }: Written, wanted: ValueType): [string, Written] {
  const own = new Map([['x', type]])
  const given = new Map([['x', { type, value, status, tolerance }]])
  const converted = run(checkExpression(parseExpression('x'), own, wanted), given)
  return [name, { type: wanted, value: converted.value, status, tolerance }]
}

test.each(examples.filter(({ kind }) => kind !== 'fault'))('$text', ({ kind, text, lines }) => {
  const given = givenOf(lines.get('given'))
  const gives = lines.get('gives')!
  const bad = /^Bad\w+$/.test(gives)
  const expected = bad ? undefined : written(gives)
  let result: { value: number; status: number }
  if (kind === 'expression') {
    const types = new Map([...given].map(([name, { type }]) => [name, type]))
    result = run(checkExpression(parseExpression(text), types, expected?.type), given)
  } else {
    const names = { points: declared(lines.get('points')), parameters: declared(lines.get('parameters')) }
    const formula = checkFormula(splitAggregates(parseExpression(text)), names, expected?.type)
    const came = formula.aggregates.map(({ name, type }) => inUnitOf(name, given.get(name)!, type))
    const parameters = [...given].filter(([name]) => names.parameters.has(name))
    expect(came.length + parameters.length).toBe(given.size)
    result = run(formula.outer, new Map([...came, ...parameters]))
  }
  expect(statusName(result.status)).toBe(statusName(expected ? expected.status : statusNamed(gives)))
  if (expected === undefined) expect(result.value).toBeNaN()
  else expect(Math.abs(result.value - Number(expected.value))).toBeLessThanOrEqual(expected.tolerance)
})

test.each(examples.filter(({ kind }) => kind === 'fault'))('$text is refused', ({ text, lines }) => {
  const types = new Map([...givenOf(lines.get('given'))].map(([name, { type }]) => [name, type]))
  const attempt = (): unknown => checkExpression(parseExpression(text), types)
  expect(attempt).toThrow(Fault)
  expect(attempt).toThrow(lines.get('fails')!)
})
