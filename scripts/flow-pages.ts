// Writes docs/flow-nodes.md and docs/flow-nodes.zh.md from the catalogue of nodes of flows; `--check` compares instead.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type NodeFace, nodeGroups, nodeKinds, type PortFace, type SettingFace } from '@millrace/flows'

type Language = 'en' | 'zh'

const words = {
  en: {
    head: `# Nodes of flows

Made by \`npm run flow-nodes\` from packages/flows; \`npm run check\` compares it. [中文](flow-nodes.zh.md)

A flow is nodes and wires. Every wire carries samples: source time, value in its unit, OPC UA quality. Quality travels: a bad input gives
a bad output with its reason, but where a node says otherwise. Times in settings are seconds. A number of a setting may be a parameter of the flow.
`,
    ports: ['port', '', 'carries'],
    settings: ['setting', '', 'kind', 'unless told'],
    in: 'in',
    out: 'out',
    bySettings: 'Ports follow from the settings.',
    centreOnly: 'Runs on the platform alone.',
    likes: (port: string) => `as ${port}`,
    difference: (port: string) => `differences of ${port}`,
    unitOf: (port: string) => `unit of ${port}`,
    many: 'several wires',
    optional: 'may be open',
    needed: 'must be told',
    may: 'may be left out',
    types: { number: 'number', boolean: 'condition', text: 'text', any: 'any' },
  },
  zh: {
    head: `# 流程节点

由 \`npm run flow-nodes\` 从 packages/flows 生成，\`npm run check\` 核对。[English](flow-nodes.md)

流程由节点与连线组成。每条连线传送采样：源时间、带单位的值、OPC UA 质量。质量随值传递：除非节点另有说明，坏输入给出坏输出及其原因。设置中的时间以秒计；数值设置可引用流程参数。
`,
    ports: ['端口', '', '类型'],
    settings: ['设置', '', '种类', '默认'],
    in: '输入',
    out: '输出',
    bySettings: '端口由设置决定。',
    centreOnly: '仅在平台上运行。',
    likes: (port: string) => `同 ${port}`,
    difference: (port: string) => `${port} 之差`,
    unitOf: (port: string) => `${port} 的单位`,
    many: '可接多条',
    optional: '可不接',
    needed: '必填',
    may: '可省略',
    types: { number: '数值', boolean: '布尔', text: '文本', any: '任意' },
  },
} as const

const cell = (value: unknown): string => String(value).replaceAll('|', '\\|').replaceAll('\n', ' ')
const table = (head: readonly string[], rows: readonly (readonly unknown[])[]): string =>
  `| ${head.join(' | ')} |\n|${head.map(() => '---|').join('')}\n${rows.map((row) => `| ${row.map(cell).join(' | ')} |\n`).join('')}`
const code = (text: string): string => `\`${text}\``

function carries({ type, unit, like, differenceOf, many, optional }: PortFace, language: Language): string {
  const say = words[language]
  const what =
    like !== undefined
      ? say.likes(like)
      : differenceOf !== undefined
        ? say.difference(differenceOf)
        : `${say.types[type]}${unit === undefined ? '' : ` ${code(unit)}`}`
  return [what, ...(many ? [say.many] : []), ...(optional ? [say.optional] : [])].join(', ')
}

function kindOf({ kind, unit, unitOf, choices, columns }: SettingFace, language: Language): string {
  if (choices) return choices.map(({ value, title }) => `${code(value)} ${title[language]}`).join(', ')
  if (columns) return `${kind}: ${columns.map(({ name }) => code(name)).join(', ')}`
  return unit !== undefined && unit !== '1'
    ? `${kind} ${code(unit)}`
    : unitOf === undefined
      ? kind
      : `${kind}, ${words[language].unitOf(unitOf)}`
}

function usual({ default: told, optional }: SettingFace, language: Language): string {
  if (told === undefined) return optional ? words[language].may : words[language].needed
  const text = JSON.stringify(told)
  return text.length > 80 ? '…' : code(text)
}

function section(
  { type, title, help, inputs, outputs, settings, portsBySettings, centreOnly }: NodeFace,
  language: Language,
): string {
  const say = words[language]
  const ports = [
    ...inputs.map((port) => [`${say.in} ${code(port.name)}`, port.title[language], carries(port, language)]),
    ...outputs.map((port) => [`${say.out} ${code(port.name)}`, port.title[language], carries(port, language)]),
  ]
  return [
    `### ${code(type)} ${title[language]}`,
    `${help[language]}${portsBySettings ? ` ${say.bySettings}` : ''}${centreOnly ? ` ${say.centreOnly}` : ''}`,
    ...(ports.length > 0 ? [table(say.ports, ports).trimEnd()] : []),
    ...(settings.length > 0
      ? [
          table(
            say.settings,
            settings.map((one) => [code(one.name), one.title[language], kindOf(one, language), usual(one, language)]),
          ).trimEnd(),
        ]
      : []),
  ].join('\n\n')
}

function page(language: Language): string {
  const kinds = nodeKinds()
  const groups = Object.entries(nodeGroups).map(([group, title]) => {
    const own = kinds.filter((kind) => kind.group === group)
    return `## ${title[language]}\n\n${own.map((kind) => section(kind, language)).join('\n\n')}`
  })
  return `${words[language].head}\n${groups.join('\n\n')}\n`
}

let differs = false
for (const [language, name] of [
  ['en', 'flow-nodes.md'],
  ['zh', 'flow-nodes.zh.md'],
] as const) {
  const file = join(import.meta.dirname, '..', 'docs', name)
  const text = page(language)
  if (!process.argv.includes('--check')) writeFileSync(file, text)
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    process.stderr.write(`docs/${name} differs from the catalogue of nodes. Run: npm run flow-nodes\n`)
    differs = true
  }
}
process.exit(differs ? 1 : 0)
