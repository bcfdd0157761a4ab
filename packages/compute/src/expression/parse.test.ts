import { Fault } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Expression, ExpressionNode } from './ast.ts'
import { namesOf, parseExpression, printExpression } from './index.ts'

const printed = (text: string): string => printExpression(parseExpression(text))

function faultOf(text: string): Fault {
  try {
    parseExpression(text)
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown
    throw thrown
  }
  throw new Error(`${text} was read`)
}

describe('an expression is read', () => {
  test.each([
    ['1+2*3', '1 + 2 * 3'],
    ['(1+2)*3', '(1 + 2) * 3'],
    ['((a))', 'a'],
    ['a-b-c', 'a - b - c'],
    ['a-(b-c)', 'a - (b - c)'],
    ['a/b*c', 'a / b * c'],
    ['a^b^c', 'a ^ b ^ c'],
    ['(a^b)^c', '(a ^ b) ^ c'],
    ['-a^2', '-a ^ 2'],
    ['(-a)^2', '(-a) ^ 2'],
    ['-2^2', '-2 ^ 2'],
    ['2^-1', '2 ^ (-1)'],
    ['a*-b', 'a * (-b)'],
    ['a && !b || c', 'a and not b or c'],
    ['a and (b or c)', 'a and (b or c)'],
    ['not a == b', 'not a == b'],
    ['(not a) == b', '(not a) == b'],
    ['!(a and b)', 'not (a and b)'],
    ['t>80[Cel]', 't > 80[Cel]'],
    ['t > 176 [[degF]]', 't > 176[[degF]]'],
    ['-5[Cel]', '-5[Cel]'],
    ['s=="ACT\\"IVE\\\\"', 's == "ACT\\"IVE\\\\"'],
    ['`my point`+`a``b`', '`my point` + `a``b`'],
    ['温度_1 > 80[Cel]', '温度_1 > 80[Cel]'],
    ['`and` and `if`', '`and` and if'],
    ['if(a,b,c)', 'if(a, b, c)'],
    ['window()', 'window()'],
    ['1e3 + .5 + 2.5E-3', '1000 + 0.5 + 0.0025'],
    ['a\n  + b', 'a + b'],
    ['true != false', 'true != false'],
  ])('%s as %s', (text, expected) => {
    expect(printed(text)).toBe(expected)
    expect(printed(expected)).toBe(expected)
  })

  test('with the places of its parts', () => {
    const { root } = parseExpression('a + max(b,\n 80[Cel])')
    expect(root).toMatchObject({ kind: 'binary', at: 0, end: 20, right: { kind: 'call', at: 4, end: 20 } })
    expect(root).toMatchObject({
      right: {
        arguments: [
          { at: 8, end: 9 },
          { at: 12, end: 19, unit: 'Cel' },
        ],
      },
    })
  })

  test('and its names are told once each, in their order', () => {
    expect(namesOf(parseExpression('b + max(a, b) - `c d` * b'))).toEqual(['b', 'a', 'c d'])
  })
})

describe('a fault tells what was expected, what was seen and where:', () => {
  test.each([
    ['', 'a value', 'the end', 1, 1],
    ['1 +', 'a value', 'the end', 1, 4],
    ['a b', 'an operator or the end', 'b', 1, 3],
    ['80Cel', 'an operator or the end', 'Cel', 1, 3],
    ['(a', 'an operator or )', 'the end', 1, 3],
    ['a)', 'no ) that was not opened', ')', 1, 2],
    ['max(a b)', ', or )', 'b', 1, 7],
    ['max(a,', 'a value', 'the end', 1, 7],
    ['max(,a)', 'a value', ',', 1, 5],
    ['a < b < c', '"and" between two comparisons', '<', 1, 7],
    ['a == b != c', '"and" between two comparisons', '!=', 1, 8],
    ['a = b', '== in place of =', '"="', 1, 3],
    ['温度（1）', '( in place of （', '"（"', 1, 3],
    ["s == 'ACTIVE'", '" in place of \'', '"\'"', 1, 6],
    ['"open', 'a text in one line that ends with " (a quote in it is \\", a backslash \\\\)', '"', 1, 1],
    ['`open', 'a name in one line that ends with a backtick (one in it is doubled)', '`', 1, 1],
    ['80[Cel', 'a unit that ends with ]', '[', 1, 3],
    ['a [bar]', 'an operator or the end', '[bar]', 1, 3],
    ['1e999', 'a number below 1.8e308', '1e999', 1, 1],
    ['a\n+ #', 'a number, a name or a sign', '"#"', 2, 3],
    ['and', 'a value (a name that is also a word of the grammar stands in backticks)', 'and', 1, 1],
    ['true(1)', 'an operator or the end', '(', 1, 5],
  ])('%s', (text, expected, seen, line, column) => {
    const { code, facts } = faultOf(text)
    expect({ code, ...facts }).toMatchObject({ code: 'expression.syntax', expected, seen, line, column })
  })

  test('with a caret below it, also behind Chinese characters', () => {
    expect(faultOf('a\n+ (b c)').message).toBe(
      'Expected an operator or ), saw c in line 2, column 6:\n  + (b c)\n       ^',
    )
    expect(faultOf('\ta b').facts['excerpt']).toBe('  \ta b\n  \t  ^')
    expect(faultOf('温度 温度').facts['excerpt']).toBe('  温度 温度\n  \u3000\u3000 ^')
  })

  test('of a long line only what stands around it', () => {
    const excerpt = String(faultOf(`${'a + '.repeat(100)}) ${'+ a'.repeat(100)}`).facts['excerpt'])
    expect(excerpt.split('\n').map((line) => line.length)).toEqual([122, 63])
  })
})

describe('what is too large is refused before it costs anything:', () => {
  test.each([
    ['characters', `1${' '.repeat(10_000)}`],
    ['levels', `${'('.repeat(101)}a${')'.repeat(101)}`],
    ['levels', `${'-'.repeat(101)}a`],
    ['levels', `${'not '.repeat(101)}a`],
    ['levels', Array.from({ length: 102 }, () => 'a').join('^')],
    ['levels', `${'f('.repeat(101)}${')'.repeat(101)}`],
    ['values, operators and functions', Array.from({ length: 1_001 }, () => 'a').join('+')],
  ])('%s', (most, text) => {
    expect(faultOf(text).code).toBe('expression.too_large')
    expect(faultOf(text).message).toContain(most)
  })

  test('a sum of a thousand is read', () => {
    const text = Array.from({ length: 1_000 }, (_, at) => `m${at}`).join(' + ')
    expect(printed(text)).toBe(text)
  })
})

/** The node without the places, which printing changes. */
function bare(node: ExpressionNode): object {
  const { at, end, ...rest } = node
  if (rest.kind === 'unary') return { ...rest, operand: bare(rest.operand) }
  if (rest.kind === 'binary') return { ...rest, left: bare(rest.left), right: bare(rest.right) }
  if (rest.kind === 'call') return { ...rest, arguments: rest.arguments.map(bare) }
  return rest
}

const place = { at: 0, end: 0 }
const operators = ['+', '-', '*', '/', '^', '<', '<=', '>', '>=', '==', '!=', 'and', 'or'] as const
const { node: anyNode } = fc.letrec<{ node: ExpressionNode; leaf: ExpressionNode }>((tie) => ({
  leaf: fc.oneof(
    fc
      .tuple(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.option(fc.constantFrom('Cel', '[degF]', 'kW.h/t'), { nil: undefined }),
      )
      .map(
        ([value, unit]): ExpressionNode => ({
          kind: 'number',
          value,
          ...(unit === undefined ? {} : { unit }),
          ...place,
        }),
      ),
    fc
      .string({ unit: 'grapheme' })
      .filter((text) => !text.includes('\n'))
      .map((value): ExpressionNode => ({ kind: 'text', value, ...place })),
    fc.boolean().map((value): ExpressionNode => ({ kind: 'boolean', value, ...place })),
    fc
      .oneof(fc.constantFrom('a', '温度', 'and', 'true', '_1', 'a`b'), fc.string({ minLength: 1, unit: 'grapheme' }))
      .filter((name) => !name.includes('\n'))
      .map((name): ExpressionNode => ({ kind: 'name', name, ...place })),
  ),
  node: fc.oneof(
    { maxDepth: 6, depthSize: 'medium' },
    tie('leaf'),
    fc
      .tuple(fc.constantFrom('-' as const, 'not' as const), tie('node'))
      // A minus before a plain figure is read as the figure below zero.
      .filter(([operator, { kind }]) => operator === 'not' || kind !== 'number')
      .map(([operator, operand]): ExpressionNode => ({ kind: 'unary', operator, operand, ...place })),
    fc
      .tuple(fc.constantFrom(...operators), tie('node'), tie('node'))
      .map(([operator, left, right]): ExpressionNode => ({ kind: 'binary', operator, left, right, ...place })),
    fc
      .tuple(fc.constantFrom('max', 'if', 'avg'), fc.array(tie('node'), { maxLength: 3 }))
      .map(([name, parts]): ExpressionNode => ({ kind: 'call', name, arguments: parts, ...place })),
  ),
}))

test('what is printed reads as the same expression', () => {
  fc.assert(
    fc.property(anyNode, (root) => {
      const written: Expression = { source: '', root }
      expect(bare(parseExpression(printExpression(written)).root)).toEqual(bare(root))
    }),
    { numRuns: 1_000 },
  )
})

test('any text is read or refused by a fault of the language', () => {
  const pieces = fc.constantFrom(
    'a',
    '1',
    '(',
    ')',
    '-',
    'not ',
    '^',
    '<',
    'and ',
    'if(',
    ',',
    '[Cel]',
    '"',
    '`',
    '温',
    '.',
    'e9',
    '\n',
    '!',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(pieces, { maxLength: 300 }).map((all) => all.join('')),
    fc.tuple(pieces, fc.integer({ min: 1, max: 9_000 })).map(([piece, times]) => piece.repeat(times)),
  )
  fc.assert(
    fc.property(text, (source) => {
      try {
        parseExpression(source)
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(Fault)
        expect((thrown as Fault).code).toMatch(/^expression\.(syntax|too_large)$/)
      }
    }),
    { numRuns: 2_000 },
  )
})
