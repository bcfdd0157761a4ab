// Writes docs/models.md and docs/models.zh.md from library/models, with what its models make of figures that others published or
// worked out; `--check` compares, and fails for a model that does not hold.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CaseFigure, CaseResult, ModelManifest } from '@millrace/runtime'
import { lookAtModels, modelLibrary } from './models.ts'

type Language = 'en' | 'zh'

const words = {
  en: {
    head: `# Models

Made by \`npm run models\` from library/models; \`npm run check\` compares it. What each model of the library takes and gives, and what it
makes of reference cases: figures of a standard, a paper or another program, each with its source. [中文](models.zh.md)

A source marked † was not read by us: its number and clause are from memory, and so is a figure that only such a source gives. Of a
case of many rows the row is shown whose figure is farthest from what was expected, as a part of its tolerance.
`,
    models: 'The models',
    list: ['model', '', 'domain', 'runtime', 'inputs', 'outputs', 'cases', 'figures'],
    cases: ['case', 'output', 'unit', 'expected', 'seen', 'tolerance', 'source'],
    sources: 'Sources',
    of: (row: number, rows: number) => `row ${row} of ${rows}`,
    exact: 'equal',
  },
  zh: {
    head: `# 机理模型

由 \`npm run models\` 从 library/models 生成，\`npm run check\` 核对。列出库中每个模型的输入输出，以及它对参考算例（标准、论文或其他程序给出的数值，均注明来源）的计算结果。[English](models.md)

标 † 的来源我们没有读到原文：其编号和条款凭记忆写出，仅由这类来源给出的数值也是如此。多行算例只列出偏差占容差比例最大的一行。
`,
    models: '模型列表',
    list: ['模型', '', '领域', '运行时', '输入', '输出', '算例', '数值'],
    cases: ['算例', '输出', '单位', '参考值', '计算值', '容差', '来源'],
    sources: '来源',
    of: (row: number, rows: number) => `第 ${row} 行，共 ${rows} 行`,
    exact: '相等',
  },
} as const

interface Told {
  readonly name: string
  readonly manifest: ModelManifest
  readonly results: readonly CaseResult[]
}

const cell = (value: unknown): string => String(value).replaceAll('|', '\\|').replaceAll('\n', ' ')
const table = (head: readonly string[], rows: readonly (readonly unknown[])[]): string =>
  `| ${head.join(' | ')} |\n|${head.map(() => '---|').join('')}\n${rows.map((row) => `| ${row.map(cell).join(' | ')} |\n`).join('')}`
const code = (text: string): string => `\`${text}\``
const unitOf = (unit: string | undefined): string => (unit === undefined || unit === '1' ? '' : code(unit))

/** As many digits as the steam tables print. */
const shown = (value: CaseFigure['seen']): string =>
  typeof value === 'number' ? String(Number(value.toPrecision(9))) : String(value ?? '–')

/** How much of its tolerance a figure takes. */
const taken = ({ difference = 0, tolerance = 0 }: CaseFigure): number =>
  difference === 0 ? 0 : Math.abs(difference) / tolerance

/** Of each output of a case the figure that is farthest off. */
function worst({ figures }: CaseResult): readonly { readonly figure: CaseFigure; readonly rows: number }[] {
  const outputs = [...new Set(figures.map(({ output }) => output))]
  return outputs.map((output) => {
    const all = figures.filter((one) => one.output === output)
    return { figure: all.reduce((most, one) => (taken(one) > taken(most) ? one : most)), rows: all.length }
  })
}

function section({ name, manifest, results }: Told, language: Language): string {
  const say = words[language]
  const rows = results.flatMap((result) =>
    worst(result).map(({ figure, rows: many }) => [
      many === 1 ? result.name : `${result.name} (${say.of(figure.row + 1, many)})`,
      manifest.outputs.find((one) => one.name === figure.output)?.[language],
      unitOf(figure.unit),
      shown(figure.expected),
      shown(figure.seen),
      figure.tolerance === undefined || figure.tolerance === 0
        ? say.exact
        : `± ${Number(figure.tolerance.toPrecision(2))}`,
      result.source,
    ]),
  )
  const sources = manifest.sources.map(({ id, title, address, seen }) => {
    const told = address === undefined ? title : `[${title}](${address})`
    return `- ${code(id)} ${told}${seen ? '' : ' †'}\n`
  })
  return `\n## ${manifest.title[language]}\n\n${code(manifest.id)} ${manifest.version}. ${manifest.description[language].trim()} [library/models/${name}](../library/models/${name})\n\n${table(say.cases, rows)}\n${say.sources}:\n\n${sources.join('')}`
}

function page(all: readonly Told[], language: Language): string {
  const say = words[language]
  const list = all.map(({ name, manifest, results }) => [
    code(name),
    manifest.title[language],
    manifest.taxonomy.domain,
    manifest.runtime.kind,
    manifest.inputs.length,
    manifest.outputs.length,
    results.length,
    results.reduce((sum, { figures }) => sum + figures.length, 0),
  ])
  return `${say.head}\n## ${say.models}\n\n${table(say.list, list)}${all.map((one) => section(one, language)).join('')}`
}

const looked = await lookAtModels(modelLibrary)
let fine = true
for (const fault of looked.flatMap(({ faults }) => faults)) {
  process.stderr.write(`${fault}\n`)
  fine = false
}
const told = looked.flatMap(({ name, model, results }): Told[] =>
  model ? [{ name, manifest: model.manifest, results }] : [],
)
for (const [language, name] of [
  ['en', 'models.md'],
  ['zh', 'models.zh.md'],
] as const) {
  const file = join(import.meta.dirname, '..', 'docs', name)
  const text = page(told, language)
  if (!process.argv.includes('--check')) writeFileSync(file, text)
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    process.stderr.write(`docs/${name} differs from library/models. Run: npm run models\n`)
    fine = false
  }
}
process.exit(fine ? 0 : 1)
