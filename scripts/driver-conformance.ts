// What quality.yaml says of the conformance list, held against the tests and shown as a table: which driver is held to which line.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { allDrivers, type ConformanceLine, conformance, withoutSubject } from '@millrace/drivers'

const root = join(import.meta.dirname, '..')
const lines = Object.keys(conformance) as ConformanceLine[]

/** The part `conformance` of a quality.yaml. */
export interface DriverConformance {
  /** The test that runs the contract; beside the driver, or from the root of the repository. */
  readonly by?: string
  /** Why it cannot be run at all. */
  readonly none?: string
  /** The protocol knows nothing but datagrams. */
  readonly datagrams?: 'only'
  /** Lines that its kinds (all unless told) are not held to. */
  readonly exempt?: Readonly<Record<string, { readonly of?: readonly string[]; readonly because: string }>>
}

export interface ListedDriver {
  readonly kind: string
  readonly folder: string
  readonly conformance: DriverConformance | undefined
}

/** What is wrong with it: lines that do not exist, tests that do not, exemptions that the test and the file do not share. */
export function wrongConformance({ kind, folder, conformance: said }: ListedDriver): readonly string[] {
  const file = `packages/drivers/src/${folder}/quality.yaml`
  if (!said || (said.by === undefined) === (said.none === undefined))
    return [`${file}: "conformance" must name the test that runs the contract (by) or say why none does (none)`]
  if (said.by === undefined) return []
  const path = [join(root, 'packages/drivers/src', folder, said.by), join(root, said.by)].find((one) => existsSync(one))
  const test = path === undefined ? '' : readFileSync(path, 'utf8')
  if (!/driverContract[<(]/.test(test)) return [`${file}: ${said.by} runs no driverContract`]
  const exempt = Object.keys(said.exempt ?? {})
  const inTest = [...test.matchAll(/exempt: \[([^\]]*)\]/g)].flatMap(([, list]) =>
    list!.split(',').map((name) => name.trim().replaceAll("'", '')),
  )
  const datagrams = test.includes("transport: 'udp'")
  return [
    ...exempt.filter((line) => !(line in conformance)).map((line) => `${file}: ${line} is no line of the list`),
    ...exempt.filter((line) => !inTest.includes(line)).map((line) => `${file}: ${said.by} runs ${line}`),
    ...inTest
      .filter((line) => !exempt.includes(line))
      .map((line) => `${file}: ${said.by} leaves out ${line} for ${kind} without a reason here`),
    ...(datagrams === (said.datagrams === 'only') ? [] : [`${file}: "datagrams" and ${said.by} differ`]),
  ]
}

const words = {
  en: {
    head: 'The conformance list',
    says: 'Every driver runs the same contract against a device and over a bad line. ● held by its test; a number says why a line has no subject.',
    line: 'what happens',
    reasons: {
      'read only': 'the protocol or the driver writes nothing',
      datagrams: 'a datagram comes whole or not at all, and there is no connection',
      pushed:
        'tags are not asked for one by one: values come in the order of one connection, which nothing late can overtake',
      listens: 'the device dials; the driver listens',
    },
  },
  zh: {
    head: '一致性清单',
    says: '每个驱动都对设备、并在劣化线路上运行同一份契约测试。● 表示由测试保证；数字说明该项为何不适用。',
    line: '发生的情况',
    reasons: {
      'read only': '协议或驱动不写入',
      datagrams: '数据报要么完整到达，要么不到达，也没有连接',
      pushed: '不逐个请求标签：数值按同一连接的顺序到达，迟到的数据无法越序',
      listens: '由设备主动连接，驱动负责监听',
    },
  },
} as const

/** Lines × drivers, with the reasons below. */
export function conformanceTable(drivers: readonly ListedDriver[], language: 'en' | 'zh'): string {
  const say = words[language]
  const reasons: string[] = []
  const number = (reason: string): string => {
    if (!reasons.includes(reason)) reasons.push(reason)
    return String(reasons.indexOf(reason) + 1)
  }
  const cell = (line: ConformanceLine, { kind, conformance: said }: ListedDriver): string => {
    const factory = allDrivers.find((one) => one.kind === kind)
    if (!factory || !said) return ''
    if (said.none !== undefined) return number(said.none)
    const exempt = said.exempt?.[line]
    if (exempt && (exempt.of?.includes(kind) ?? true)) return number(exempt.because)
    const { capabilities } = factory
    const none = withoutSubject(line, { capabilities, stream: said.datagrams !== 'only' })
    return none === undefined ? '●' : number(say.reasons[none])
  }
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`
  const body = lines.map((line) => row([conformance[line][language], ...drivers.map((driver) => cell(line, driver))]))
  const head = row([say.line, ...drivers.map(({ kind }) => `\`${kind}\``)])
  const rule = `|${'---|'.repeat(drivers.length + 1)}\n`
  return `## ${say.head}\n\n${say.says}\n\n${head}${rule}${body.join('')}\n${reasons.map((reason, i) => `${i + 1}. ${reason}\n`).join('')}`
}
