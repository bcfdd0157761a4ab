// Writes docs/equipment-classes.md and docs/equipment-classes.zh.md from library/equipment, with what its formulas make of
// published figures; `--check` compares, and fails for a figure that is not reproduced.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Cited,
  type EquipmentClass,
  equipmentKinds,
  listClasses,
  type Reproduced,
  readClass,
  reproduce,
} from '@millrace/compute'

type Language = 'en' | 'zh'

const root = join(import.meta.dirname, '..')

const words = {
  en: {
    head: `# Equipment classes

Made by \`npm run equipment\` from library/equipment; \`npm run check\` compares it. What a machine of a kind measures, how well it
runs, what it warns of, and with which machines it may be compared. [中文](equipment-classes.zh.md)

Every formula is read, and its units are checked, by the expression language of the platform. A source marked † was not read by
us: its number and clause are from memory; check it before you rely on a clause.

Applied to an asset (its page in the console, or \`POST /api/v1/assets/{id}/equipment-class\`) a class becomes the thing model of the
asset, KPIs, and alarms that wait for the approval of a second person. Points are found by name, type and unit and may be chosen
otherwise; units are converted. \`…/preview\` tells beforehand what comes of it, what is missing, and what a new version changes.
KPIs and alarms that are read off a maker's curve are left out so far. KPIs are told of work units; with a \`calendar\` the asset becomes
one in the same go. \`DELETE\` takes a class off again: alarms in force stay until a second person approves that they are retired.

A limit has a deadband, in the unit of its point: of its range 5 % for flow, 2 % for level and pressure, 1 % for temperature and
composition, as EEMUA 191 recommends (as [exida](https://exida.com/Blog/why-should-i-use-an-alarm-deadband) tells it †); "own" where it
recommends nothing for such a signal. It is a figure to begin with: the record of the signal says better.
`,
    classes: 'The classes',
    counts: ['kind', 'class', 'points', 'needed', 'KPIs', 'alarms', 'figures reproduced'],
    figures: 'Published figures, and what the formulas make of them',
    figuresSay:
      'The same computation runs as a test (packages/compute/src/classes/classes.test.ts); tests/equipment holds it against the Python packages themselves.',
    figure: ['class', 'case', 'KPI', 'published', 'computed', 'tolerance', 'unit', 'source'],
    kpis: ['KPI', 'meaning', 'unit', 'better', 'formula', 'source'],
    alarms: [
      'alarm',
      'holds when',
      'for s',
      'deadband',
      'consequence',
      'respond within, min',
      'what the operator does',
    ],
    deadband: {
      flow: 'flow',
      level: 'level',
      pressure: 'pressure',
      temperature: 'temperature',
      composition: 'composition',
      own: 'own',
    },
    sources: 'Sources',
    better: { higher: 'higher', lower: 'lower' },
    consequence: { minor: 'minor', major: 'major', severe: 'severe' },
    kinds: {
      'industrial-boiler': 'Industrial boilers',
      'industrial-furnace': 'Kilns and furnaces',
      petrochemical: 'Petrochemical equipment',
      'diesel-engine': 'Diesel engines',
      'electric-motor': 'Large and medium motors',
      'air-compressor': 'Air compressors',
      'wind-turbine': 'Wind turbines',
      'pv-plant': 'Photovoltaic plants',
      'construction-machine': 'Construction machines',
      'cnc-machine': 'CNC machine tools',
      other: 'Others',
    },
  },
  zh: {
    head: `# 设备类

由 \`npm run equipment\` 根据 library/equipment 生成；\`npm run check\` 会核对。内容为各类设备的测点、指标、报警和可比条件。
[English](equipment-classes.md)

每个公式都由平台的表达式语言读取并校核单位。标 † 的来源我们没有读到原文，编号和条款出自记忆，引用条款前请核对。

将设备类应用到资产（在控制台的资产页面，或 \`POST /api/v1/assets/{id}/equipment-class\`）后，它成为该资产的物模型、指标，以及需第二人批准的报警。
测点按名称、类型和单位查找，可另行选择，单位自动换算。\`…/preview\` 预先给出结果、缺少的测点以及新版本的差异。
需从厂家曲线读取的指标和报警暂不产生。指标只对工作单元计算；给出 \`calendar\` 时资产同时成为工作单元。
\`DELETE\` 取消设备类，已生效的报警经第二人批准停用前继续生效。

限值报警带死区，单位同测点：流量为量程的 5 %，液位和压力 2 %，温度和成分 1 %，依据 EEMUA 191 的建议
（转引自 [exida](https://exida.com/Blog/why-should-i-use-an-alarm-deadband) †）；无建议的信号标“自定”。仅为初始值，应按信号记录调整。
`,
    classes: '设备类',
    counts: ['类别', '设备类', '测点', '必需', '指标', '报警', '复现的数据'],
    figures: '公开发表的数据与公式计算结果',
    figuresSay:
      '同一计算也作为测试运行（packages/compute/src/classes/classes.test.ts）；tests/equipment 与 Python 软件包本身对照。',
    figure: ['设备类', '算例', '指标', '发表值', '计算值', '允差', '单位', '来源'],
    kpis: ['指标', '含义', '单位', '优劣方向', '公式', '来源'],
    alarms: ['报警', '条件', '持续（s）', '死区', '后果', '处置时限（min）', '操作员处置'],
    deadband: { flow: '流量', level: '液位', pressure: '压力', temperature: '温度', composition: '成分', own: '自定' },
    sources: '来源',
    better: { higher: '越高越好', lower: '越低越好' },
    consequence: { minor: '轻微', major: '较大', severe: '严重' },
    kinds: {
      'industrial-boiler': '工业锅炉',
      'industrial-furnace': '工业窑炉',
      petrochemical: '石油化工设备',
      'diesel-engine': '柴油发动机',
      'electric-motor': '大中型电机',
      'air-compressor': '大型空压机',
      'wind-turbine': '风电设备',
      'pv-plant': '光伏设备',
      'construction-machine': '工程机械',
      'cnc-machine': '数控机床',
      other: '其他',
    },
  },
} as const

interface Row {
  readonly equipment: EquipmentClass
  readonly cases: readonly {
    readonly reference: EquipmentClass['references'][number]
    readonly figures: readonly Reproduced[]
  }[]
}

const line = (cells: readonly (string | number)[]): string =>
  `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|').replaceAll('\n', ' ').trim()).join(' | ')} |\n`
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  `${line(head)}|${head.map(() => '---').join('|')}|\n${rows.map(line).join('')}`
const code = (text: string): string => `\`${text.trim().replaceAll(/\s+/g, ' ')}\``
/** As many digits as the tolerance asks for, and two more. */
const shown = ({ seen, tolerance }: Reproduced): string =>
  seen.toFixed(tolerance === 0 ? 0 : Math.min(9, Math.max(0, 2 - Math.floor(Math.log10(tolerance)))))

function citation({ sources }: EquipmentClass, cited: Cited | undefined): string {
  const source = sources.find(({ id }) => id === cited?.id)
  if (!cited || !source) return '–'
  return `${source.title.split(/[,:] /)[0]}${source.seen ? '' : ' †'}${cited.clause ? `; ${cited.clause}` : ''}`
}

function summary(rows: readonly Row[], language: Language): string {
  const say = words[language]
  const lines = equipmentKinds.flatMap((kind) =>
    rows
      .filter(({ equipment }) => equipment.kind === kind)
      .map(({ equipment, cases }) => [
        say.kinds[kind],
        `[${equipment.title[language]}](../library/equipment/${equipment.class}.yaml)`,
        equipment.points.length,
        equipment.points.filter(({ need }) => need === 'needed').length,
        equipment.kpis.length,
        equipment.alarms.length,
        cases.flatMap(({ figures }) => figures).length,
      ]),
  )
  return `\n## ${say.classes}\n\n${table(say.counts, lines)}`
}

function figures(rows: readonly Row[], language: Language): string {
  const say = words[language]
  const lines = rows.flatMap(({ equipment, cases }) =>
    cases.flatMap(({ reference, figures: all }) =>
      all.map((one, i) => {
        const { because } = reference.expect[i]!
        const spread = `±${one.tolerance}${because ? ` (${because[language]})` : ''}`
        const source = citation(equipment, reference.source)
        return [
          equipment.title[language],
          reference[language],
          one.kpi[language],
          one.published,
          shown(one),
          spread,
          one.kpi.unit,
          source,
        ]
      }),
    ),
  )
  return `\n## ${say.figures}\n\n${say.figuresSay}\n\n${table(say.figure, lines)}`
}

function section({ equipment }: Row, language: Language): string {
  const say = words[language]
  const kpis = equipment.kpis.map((kpi) => [
    code(kpi.name),
    kpi[language],
    kpi.unit,
    say.better[kpi.better],
    code(kpi.formula),
    citation(equipment, kpi.source),
  ])
  const alarms = equipment.alarms.map((alarm) => [
    alarm[language],
    code(alarm.when),
    alarm.on_delay,
    alarm.deadband ? `${alarm.deadband.value} (${say.deadband[alarm.deadband.by]})` : '–',
    `${say.consequence[alarm.consequence]}: ${alarm.effect[language]}`,
    alarm.respond_within,
    alarm.action[language],
  ])
  const sources = equipment.sources.map(({ title, publisher, address, seen }) => {
    const name = address === undefined ? title : `[${title}](${address})`
    return `- ${name}, ${publisher}${seen ? '' : ' †'}\n`
  })
  const note = equipment.note ? `${equipment.note[language]}\n\n` : ''
  return `\n## ${equipment.title[language]}\n\n${note}${table(say.kpis, kpis)}\n${table(say.alarms, alarms)}\n${say.sources}:\n\n${sources.join('')}`
}

const page = (rows: readonly Row[], language: Language): string =>
  `${words[language].head}${summary(rows, language)}${figures(rows, language)}${rows.map((row) => section(row, language)).join('')}`

const rows = await Promise.all(
  (await listClasses()).map(async (name): Promise<Row> => {
    const equipment = await readClass(name)
    return {
      equipment,
      cases: equipment.references.map((reference) => ({ reference, figures: reproduce(equipment, reference) })),
    }
  }),
)
let fine = true
for (const { equipment, cases } of rows)
  for (const { reference, figures: all } of cases)
    for (const { kpi, holds, published, seen } of all) {
      if (holds) continue
      process.stderr.write(`${equipment.class}: ${reference.name}: ${kpi.name} is ${seen}, published ${published}\n`)
      fine = false
    }
for (const [language, name] of [
  ['en', 'equipment-classes.md'],
  ['zh', 'equipment-classes.zh.md'],
] as const) {
  const file = join(root, 'docs', name)
  const text = page(rows, language)
  if (!process.argv.includes('--check')) writeFileSync(file, text)
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    process.stderr.write(`docs/${name} differs from library/equipment. Run: npm run equipment\n`)
    fine = false
  }
}
process.exit(fine ? 0 : 1)
