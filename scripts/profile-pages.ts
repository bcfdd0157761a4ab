// Writes docs/device-library.md and docs/device-library.zh.md from the profiles of library/devices; `--check` compares.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DeviceProfile, listProfiles, pointsOf } from '@millrace/core/profiles'
import { edgeDrivers, readProfile } from '@millrace/edge'

type Language = 'en' | 'zh'

interface Row {
  readonly id: string
  readonly profile: DeviceProfile
}

const root = join(import.meta.dirname, '..')

const words = {
  en: {
    head: `# The library of device profiles

Made by \`npm run profiles\` from library/devices; \`npm run check\` compares it. How to use and write one, and what the words of
status and source mean: [device-profiles.md](device-profiles.md). [中文](device-library.zh.md)
`,
    counts: 'How many',
    kind: 'kind',
    all: 'all',
    columns: ['device', 'profile', 'drivers', 'points', 'alarms', 'read in', 'status'],
    status: { draft: 'draft', tried: 'tried', published: 'published' },
    verified: { document: 'document', device: 'device', software: 'software', memory: 'memory' },
    kinds: {
      battery: 'Batteries and inverters with batteries',
      'boiler-controller': 'Boilers',
      'chiller-controller': 'Chillers and heat pumps',
      cnc: 'Machine tools',
      'compressor-controller': 'Air compressors',
      drive: 'Drives',
      'energy-meter': 'Energy meters',
      'flow-meter': 'Flow meters',
      'genset-controller': 'Generating sets',
      identity: 'Identity',
      'plc-template': 'PLC templates and gateways',
      'pv-inverter': 'Photovoltaic inverters',
      'solar-charger': 'Solar chargers',
      'temperature-controller': 'Temperature controllers',
      ups: 'Uninterruptible power supplies',
      'weighing-indicator': 'Weighing indicators',
    },
  },
  zh: {
    head: `# 设备档案库

由 \`npm run profiles\` 根据 library/devices 生成；\`npm run check\` 会核对。用法、写法以及状态和来源的含义见
[device-profiles.md](device-profiles.md)。[English](device-library.md)
`,
    counts: '数量',
    kind: '类别',
    all: '合计',
    columns: ['设备', '档案', '驱动', '点数', '报警数', '依据', '状态'],
    status: { draft: '草稿', tried: '已试', published: '已发布' },
    verified: { document: '文档', device: '实机', software: '软件', memory: '记忆' },
    kinds: {
      battery: '电池与储能逆变器',
      'boiler-controller': '锅炉',
      'chiller-controller': '冷水机组与热泵',
      cnc: '机床',
      'compressor-controller': '空压机',
      drive: '变频器',
      'energy-meter': '电能表',
      'flow-meter': '流量计',
      'genset-controller': '发电机组',
      identity: '设备标识',
      'plc-template': 'PLC模板与网关',
      'pv-inverter': '光伏逆变器',
      'solar-charger': '光伏充电控制器',
      'temperature-controller': '温度控制器',
      ups: '不间断电源',
      'weighing-indicator': '称重仪表',
    },
  },
} as const

const line = (cells: readonly (string | number)[]): string =>
  `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |\n`
const head = (cells: readonly string[]): string => `${line(cells)}|${cells.map(() => '---').join('|')}|\n`

function page(rows: readonly Row[], language: Language): string {
  const say = words[language]
  const statuses = Object.keys(say.status) as (keyof typeof say.status)[]
  const verified = Object.keys(say.verified) as (keyof typeof say.verified)[]
  const kinds = Object.entries(say.kinds).map(([kind, name]) => ({
    name,
    of: rows.filter(({ profile }) => profile.kind === kind),
  }))
  const count = (of: readonly Row[]): number[] => [
    ...statuses.map((status) => of.filter(({ profile }) => profile.status === status).length),
    of.length,
  ]
  const counts = [
    head([say.kind, ...statuses.map((status) => say.status[status]), say.all]),
    ...kinds.map(({ name, of }) => line([name, ...count(of)])),
    line([say.all, ...count(rows)]),
  ]
  const lists = kinds.flatMap(({ name, of }) => {
    const body = of.map(({ id, profile }) => {
      const { title, drivers, alarms = [], tables, status } = profile
      const read = verified.filter((how) => tables.some((table) => table.verified === how))
      return line([
        title[language],
        `[${id}](../library/devices/${id}.yaml)`,
        drivers.join(', '),
        pointsOf(profile).length,
        alarms.length,
        read.map((how) => say.verified[how]).join(', '),
        say.status[status],
      ])
    })
    return of.length === 0 ? [] : [`\n## ${name}\n\n${head(say.columns)}${body.join('')}`]
  })
  return `${say.head}\n## ${say.counts}\n\n${counts.join('')}${lists.join('')}`
}

const rows = await Promise.all(
  (await listProfiles(join(root, 'library', 'devices'))).map(async ({ id, file }) => ({
    id,
    profile: await readProfile(file, edgeDrivers),
  })),
)
let same = true
for (const [language, name] of [
  ['en', 'device-library.md'],
  ['zh', 'device-library.zh.md'],
] as const) {
  const file = join(root, 'docs', name)
  const text = page(rows, language)
  if (!process.argv.includes('--check')) writeFileSync(file, text)
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    process.stderr.write(`docs/${name} differs from library/devices. Run: npm run profiles\n`)
    same = false
  }
}
process.exit(same ? 0 : 1)
