import { checkExpression, namesOf, parseExpression, type ValueType } from '@millrace/compute'
import type { PortFace, Words } from '../face.ts'
import type { NodeKind, Settings, Typing } from '../kind.ts'
import { formulaWork } from './columns-of-formula.ts'
import { any, inNumber, node, number, setting, words } from './define.ts'

const namesIn = (settings: Settings): readonly string[] => namesOf(parseExpression(String(settings['formula'] ?? '')))

function known(
  { input, parameters }: Pick<Typing, 'input' | 'parameters'>,
  names: readonly string[],
): Map<string, ValueType> {
  return new Map([
    ...parameters,
    ...names.flatMap((name): [string, ValueType][] => {
      const type = input(name)
      return type ? [[name, type]] : []
    }),
  ])
}

const wantedOf = ({ unit }: Settings): ValueType | undefined =>
  typeof unit === 'string' ? { type: 'number', unit } : undefined

const out = any('out', 'Result', '结果')

/** Inputs of which none is a parameter: names that nobody has wired are ports, too. */
const inputNames = (settings: Settings): readonly string[] => {
  const taken = new Set(Array.isArray(settings['constants']) ? (settings['constants'] as unknown[]).map(String) : [])
  return namesIn(settings).filter((name) => !taken.has(name))
}

const expression = node({
  face: {
    type: 'math.expression',
    group: 'math',
    title: words('Expression', '表达式'),
    help: words(
      'A formula in the expression language of the house, units included. Every name in it is an input; names listed as parameters are those of the flow. It is worked out at each instant at which an input comes, with what the others hold.',
      '使用平台表达式语言（含单位）的公式。其中每个名称都是一个输入；列为参数的名称取自流程参数。任一输入到来时，以其他输入的保持值计算。',
    ),
    inputs: [],
    outputs: [out],
    settings: [
      setting('formula', 'formula', 'Formula', '公式', { default: 'a' }),
      setting('list', 'constants', 'Names that are parameters', '作为参数的名称', { default: [] }),
      setting('unit', 'unit', 'Unit of the result', '结果单位', { optional: true }),
    ],
    examples: [{ title: words('Specific power', '比功率'), settings: { formula: 'power / flow', unit: 'kW.min/m3' } }],
  },
  ports: (settings) => ({
    inputs: inputNames(settings).map((name): PortFace => any(name, name, name)),
    outputs: [out],
  }),
  gives: (typing) => {
    const { settings } = typing
    const checked = checkExpression(
      parseExpression(String(settings['formula'])),
      known(typing, inputNames(settings)),
      wantedOf(settings),
    )
    return { out: typeOf(checked) }
  },
  make: (making) => {
    const names = inputNames(making.settings)
    const types = new Map<string, ValueType>([
      ...making.parameters,
      ...names.map((name): [string, ValueType] => [name, making.type(name)]),
    ])
    const checked = checkExpression(
      parseExpression(String(making.settings['formula'])),
      types,
      wantedOf(making.settings),
    )
    return formulaWork(checked, names, making)
  },
})

const typeOf = ({ type: { type, unit } }: { readonly type: ValueType }): ValueType =>
  unit === undefined ? { type } : { type, unit }

interface Fixed {
  readonly type: string
  readonly title: Words
  readonly help: Words
  readonly formula: string
  /** Ports by the names in the formula. */
  readonly ports: readonly PortFace[]
}

const a = number('a', 'a', 'a')
const b = number('b', 'b', 'b')

/** A formula that is always the same: types and units follow as in expressions. */
const fixed = ({ type, title, help, formula, ports }: Fixed): NodeKind => {
  const names = ports.map(({ name }) => (name === 'in' ? 'a' : name))
  const check = (typeOfPort: (port: string) => ValueType | undefined) =>
    checkExpression(
      parseExpression(formula),
      new Map(
        ports.flatMap(({ name }, i): [string, ValueType][] => {
          const known = typeOfPort(name)
          return known ? [[names[i]!, known]] : []
        }),
      ),
    )
  return node({
    face: { type, group: 'math', title, help, inputs: ports, outputs: [out], settings: [] },
    gives: ({ input }) => ({ out: typeOf(check(input)) }),
    make: ({ type: typeOfPort, texts }) => formulaWork(check(typeOfPort), names, { texts, parameters: new Map() }),
  })
}

export const formulas: readonly NodeKind[] = [
  expression,
  fixed({
    type: 'math.add',
    title: words('Add', '加'),
    help: words('a + b, in the unit of a.', 'a + b，单位同 a。'),
    formula: 'a + b',
    ports: [a, b],
  }),
  fixed({
    type: 'math.subtract',
    title: words('Subtract', '减'),
    help: words('a − b; of two temperatures the difference in K.', 'a − b；两温度之差以 K 表示。'),
    formula: 'a - b',
    ports: [a, b],
  }),
  fixed({
    type: 'math.multiply',
    title: words('Multiply', '乘'),
    help: words('a · b, with the unit that follows.', 'a · b，单位随之推导。'),
    formula: 'a * b',
    ports: [a, b],
  }),
  fixed({
    type: 'math.divide',
    title: words('Divide', '除'),
    help: words('a / b, with the unit that follows; bad where b is 0.', 'a / b，单位随之推导；b 为 0 时结果为坏值。'),
    formula: 'a / b',
    ports: [a, b],
  }),
  fixed({
    type: 'math.abs',
    title: words('Absolute value', '绝对值'),
    help: words('The size of the value, without its sign.', '去掉符号的数值大小。'),
    formula: 'abs(a)',
    ports: [inNumber],
  }),
  fixed({
    type: 'math.sqrt',
    title: words('Square root', '平方根'),
    help: words(
      'The square root, as flow follows from a differential pressure; bad below 0.',
      '平方根（如由差压求流量）；小于 0 时为坏值。',
    ),
    formula: 'sqrt(a)',
    ports: [inNumber],
  }),
]
