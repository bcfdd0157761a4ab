// Writes docs/event-types.md and docs/event-types.zh.md from what the modules of the platform declare; `--check` compares.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type EventDeclaration, eventDeclarations } from '@millrace/server'

type Language = 'en' | 'zh'

const words = {
  en: {
    head: `# Catalogue of events

Made by \`npm run events\` from what the modules declare; \`npm run check\` compares it. How events are followed: [events](events.md); how a
program is told: [webhooks](webhooks.md). [中文](event-types.zh.md)

`,
    columns: ['type', 'what happened', 'permission', 'per asset', 'version'],
    property: ['property', 'type', ''],
    example: 'Example of `data`:',
    optional: 'optional',
    yes: 'yes',
  },
  zh: {
    head: `# 事件目录

由 \`npm run events\` 根据各模块的声明生成；\`npm run check\` 会核对。如何关注事件：[事件](events.md)；如何推送给程序：[Webhook](webhooks.md)。
[English](event-types.md)

`,
    columns: ['类型', '含义', '权限', '按资产', '版本'],
    property: ['属性', '类型', ''],
    example: '`data` 示例：',
    optional: '可选',
    yes: '是',
  },
} as const

interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly description?: string
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
}

const line = (cells: readonly (string | number)[]): string =>
  `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|').replaceAll('\n', ' ').trim()).join(' | ')} |\n`
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  `${line(head)}|${head.map(() => '---').join('|')}|\n${rows.map(line).join('')}`

function kindOf({ type, const: fixed, anyOf, items, properties }: Schema): string {
  if (fixed !== undefined) return JSON.stringify(fixed)
  if (anyOf) return anyOf.map(kindOf).join(', ')
  if (type === 'array') return `${items ? kindOf(items) : ''}[]`
  if (type === 'object' && properties && Object.keys(properties).length > 0)
    return `{ ${Object.keys(properties).join(', ')} }`
  return type ?? 'any'
}

function section(one: EventDeclaration, language: Language): string {
  const { property, example, optional } = words[language]
  const { properties = {}, required = [] } = one.schema as Schema
  const rows = Object.entries(properties).map(([name, schema]) => [
    `\`${name}\``,
    kindOf(schema),
    [required.includes(name) ? '' : optional, schema.description ?? ''].filter(Boolean).join('; '),
  ])
  return `### ${one.type}

${one.says[language]}

${table(property, rows)}
${example}

\`\`\`json
${JSON.stringify(one.example, null, 2)}
\`\`\`

`
}

function page(all: readonly EventDeclaration[], language: Language): string {
  const { head, columns, yes } = words[language]
  const rows = all.map((one) => [
    `[${one.type}](#${one.type.replaceAll('.', '')})`,
    one.title[language],
    `\`${one.permission}\``,
    one.perAsset ? yes : '',
    one.version,
  ])
  return `${head}${table(columns, rows)}\n${all.map((one) => section(one, language)).join('')}`.trimEnd() + '\n'
}

const all = eventDeclarations()
const docs = join(import.meta.dirname, '..', 'docs')
let stale = false
for (const [name, language] of [
  ['event-types.md', 'en'],
  ['event-types.zh.md', 'zh'],
] as const) {
  const file = join(docs, name)
  const text = page(all, language)
  if (!process.argv.includes('--check')) writeFileSync(file, text)
  else if (readFileSync(file, 'utf8') !== text) {
    stale = true
    process.stderr.write(`docs/${name} differs from the declarations: run npm run events\n`)
  }
}
process.exitCode = stale ? 1 : 0
