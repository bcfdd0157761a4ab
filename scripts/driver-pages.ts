// Writes docs/drivers.md and docs/drivers.zh.md from what each driver says of itself; `--check` compares instead.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { allDrivers, allSimulators } from '@millrace/drivers'
import { parse } from 'yaml'
import { conformanceTable, type DriverConformance, wrongConformance } from './driver-conformance.ts'

const root = join(import.meta.dirname, '..')
const source = join(root, 'packages/drivers/src')

interface Rule {
  readonly is: 'done' | 'todo' | 'exempt'
  readonly by?: string
  readonly because?: string
}

interface Quality {
  /** One kind of driver, or several that share a folder. */
  readonly driver: string | readonly string[]
  readonly standard: string
  readonly conformance?: DriverConformance
  readonly rules: Readonly<Record<string, Rule>>
}

interface Row {
  readonly kind: string
  readonly folder: string
  readonly quality: Quality
  readonly peers: readonly string[]
}

const folders = readdirSync(source).filter((name) => existsSync(join(source, name, 'quality.yaml')))
const rows = folders.flatMap((folder): Row[] => {
  const quality = parse(readFileSync(join(source, folder, 'quality.yaml'), 'utf8')) as Quality
  const peers = readdirSync(join(source, folder))
    .filter((name) => /^PEER.*\.md$/.test(name))
    .sort()
    .flatMap((name) => /^# Seen against (.*)$/m.exec(readFileSync(join(source, folder, name), 'utf8'))?.[1] ?? [])
  const kinds = typeof quality.driver === 'string' ? [quality.driver] : quality.driver
  return kinds.map((kind) => ({ kind, folder, quality, peers }))
})

const named = new Set(rows.map(({ kind }) => kind))
const unlisted = allDrivers.filter(({ kind }) => !named.has(kind)).map(({ kind }) => kind)
if (unlisted.length > 0) {
  process.stderr.write(`no quality.yaml names the drivers ${unlisted.join(', ')}\n`)
  process.exit(1)
}

const listed = rows.map(({ kind, folder, quality }) => ({ kind, folder, conformance: quality.conformance }))
const wrong = listed.flatMap(wrongConformance)
if (wrong.length > 0) {
  process.stderr.write(`${wrong.join('\n')}\n`)
  process.exit(1)
}

const words = {
  en: {
    head: `# Drivers: what each protocol can do here

Made by \`npm run drivers\` from the drivers themselves, their quality.yaml and what their tests saw of servers that we did
not write; \`npm run check\` compares it. ● it can, and a test shows it; – it cannot. [中文](drivers.zh.md)
`,
    columns: [
      'driver',
      'standard',
      'values are',
      'writes',
      'browse',
      'time of the device',
      'simulator',
      'tried against',
    ],
    pushes: 'pushed',
    polls: 'polled',
    open: 'What is not there yet',
    none: 'no server of others is known; see its README',
  },
  zh: {
    head: `# 驱动：各协议在这里能做什么

由 \`npm run drivers\` 根据驱动本身、quality.yaml 以及对第三方服务器的测试结果生成；\`npm run check\` 会核对。● 表示支持并有测试，– 表示不支持。[English](drivers.md)
`,
    columns: ['驱动', '标准', '取值方式', '写入', '浏览', '设备时间', '模拟器', '对测的第三方实现'],
    pushes: '推送',
    polls: '轮询',
    open: '尚未实现',
    none: '没有已知的第三方服务器，见其 README',
  },
} as const

const mark = (can: boolean): string => (can ? '●' : '–')

function page(language: 'en' | 'zh'): string {
  const say = words[language]
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`
  const table = rows
    .map(({ kind, folder, quality, peers }) => {
      const factory = allDrivers.find((one) => one.kind === kind)
      if (!factory) return ''
      const { push, browse, write, deviceTime } = factory.capabilities
      return line([
        `[\`${kind}\`](../packages/drivers/src/${folder}/README.md)`,
        quality.standard,
        push ? say.pushes : say.polls,
        mark(write),
        mark(browse),
        mark(deviceTime),
        allSimulators.some((one) => one.kind === kind) ? `\`millrace simulate ${kind}\`` : '–',
        peers.map((peer) => `[${peer}](../packages/drivers/src/${folder}/)`).join(', ') ||
          quality.rules['every-data-type-against-a-foreign-server']?.by ||
          say.none,
      ])
    })
    .join('')
  const open = rows
    .filter(({ folder }, i) => rows.findIndex((row) => row.folder === folder) === i)
    .map(({ folder, quality }) => {
      const todo = Object.entries(quality.rules).filter(([, { is }]) => is === 'todo')
      return todo
        .map(([rule, { because }]) => `- \`${folder}\` ${rule.replaceAll('-', ' ')}: ${because ?? ''}\n`)
        .join('')
    })
    .join('')
  return `${say.head}\n${line(say.columns)}|${say.columns.map(() => '---').join('|')}|\n${table}\n${conformanceTable(listed, language)}\n## ${say.open}\n\n${open}`
}

let same = true
for (const [language, name] of [
  ['en', 'drivers.md'],
  ['zh', 'drivers.zh.md'],
] as const) {
  const file = join(root, 'docs', name)
  const text = page(language)
  if (!process.argv.includes('--check')) writeFileSync(file, text)
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    process.stderr.write(`docs/${name} differs from the drivers. Run: npm run drivers\n`)
    same = false
  }
}
process.exit(same ? 0 : 1)
