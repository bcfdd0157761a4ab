import { aggregates, type FunctionDefinition, forms, functionTable } from '@millrace/compute'

/** The page with its tables as the code has them now. */
export function expressionPage(page: string): string {
  return filled(filled(page, 'functions', functions()), 'aggregates', windows())
}

function filled(page: string, part: string, table: string): string {
  const marks = new RegExp(`(<!-- ${part} -->\n)[\\s\\S]*?(<!-- /${part} -->)`)
  return page.replace(marks, (_, begin: string, end: string) => `${begin}${table}\n${end}`)
}

function functions(): string {
  const rows = [
    ...Object.entries(forms).map(([name, row]) => [
      `\`${name}(${row.parameters})\``,
      `${row.result.en} ${row.result.zh}`,
      row.says.en,
      row.says.zh,
    ]),
    ...[...functionTable().values()].map((row) => [`\`${callOf(row)}\``, resultOf(row), row.says.en, row.says.zh]),
  ]
  return table(['function', 'gives', 'meaning', '含义'], rows)
}

function callOf({ name, parameters, repeats }: FunctionDefinition): string {
  const told = parameters.map((parameter) =>
    parameter.unit === undefined || parameter.unit === '1' ? parameter.name : `${parameter.name} [${parameter.unit}]`,
  )
  return `${name}(${told.join(', ')}${repeats ? ', …' : ''})`
}

function resultOf({ result, parameters }: FunctionDefinition): string {
  if (typeof result === 'object') return result.unit === '1' ? 'a number 数值' : result.unit
  if (result === 'root') return 'the root of its unit 单位的平方根'
  const first = parameters.find(({ unit }) => unit === undefined)
  return `as ${first?.name ?? ''} 同 ${first?.name ?? ''}`
}

const looked = { number: 'x', boolean: 'condition', any: 'x', nothing: '' } as const
const given = {
  same: 'as x 同 x',
  difference: 'as x; of a temperature K 同 x；温度为 K',
  'times s': 'the unit of x by s x 的单位乘 s',
  s: 's',
  '1': 'a number 数值',
} as const

function windows(): string {
  const rows = Object.entries(aggregates).map(([name, { takes, result, says }]) => [
    `\`${name}(${looked[takes]})\``,
    given[result],
    says.en,
    says.zh,
  ])
  return table(['aggregate', 'gives', 'meaning', '含义'], rows)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}
