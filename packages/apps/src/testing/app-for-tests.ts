import { type AppPackage, appOf } from '../package.ts'

/** An app whose service does something of everything, with a flow and a model; `tests` are what is put to it. */
export const appWith = (tests: string, more: Readonly<Record<string, string>> = {}): AppPackage => {
  const files = { 'app.yaml': manifest, 'services/work.js': work, 'flows/double.json': double, ...model, ...more }
  return appOf(
    new Map(
      Object.entries({ ...files, 'tests/all.yaml': tests }).map(([path, text]) => [
        path,
        new TextEncoder().encode(text),
      ]),
    ),
  )
}

const manifest = `id: works/stops
version: 1.0.0
title: { en: Stops, zh: 停机 }
summary: { en: Writes down stops, zh: 记录停机 }
description: { en: Writes down stops., zh: 记录停机。 }
owner: The works
licence: Apache-2.0
taxonomy: { reach: industry, stages: [production], scenarios: [energy] }
needs:
  - name: machine
    title: { en: Machine, zh: 机器 }
    equipmentClass: cnc-machine
    properties:
      - { name: power, title: { en: Power, zh: 功率 }, type: number, unit: kW }
      - { name: target, title: { en: Target, zh: 目标 }, type: number, optional: true, writes: true }
permissions:
  - { action: 'point:read', why: { en: To see stops, zh: 用于识别停机 } }
  - { action: 'alarm:read', why: { en: To see alarms, zh: 用于查看报警 } }
  - { action: 'point:write', why: { en: To set the target, zh: 用于设定目标 } }
reaches: [prices.example.org]
settings:
  - { name: limit, title: { en: Limit, zh: 限值 }, type: number, low: 1, high: 20, default: 7 }
  - { name: token, title: { en: Token, zh: 令牌 }, type: secret }
services:
  - { name: work, title: { en: Works, zh: 工作 }, file: services/work.js, every: 60, http: true, events: [alarm.raised] }
flows:
  - { name: double, title: { en: Double, zh: 加倍 }, file: flows/double.json, parameters: { factor: limit } }
models: [models/sum]
tables:
  - name: stops
    title: { en: Stops, zh: 停机 }
    columns:
      - { name: machine, type: asset }
      - { name: began, type: time }
      - { name: reason, type: text, optional: true }
      - { name: seconds, type: number }
    key: [machine, began]
tests: [tests/all.yaml]
`

const work = `
export async function every({ assets, points, tables, now, settings, log }) {
  for (const { id, name, points: { power } } of assets.machine) {
    const { time, value } = await points.samples(power, { from: new Date(Date.parse(now) - 3_600_000), to: now })
    const began = time[value.findIndex((each) => each < settings.limit)]
    if (began === undefined) continue
    await tables.put('stops', [{ machine: id, began: new Date(began), seconds: (Date.parse(now) - began) / 1000 }])
    log.info('stopped', { name })
  }
}
export async function event({ data }, { events }) {
  await events.emit('stop.seen', { twice: data.n * 2 })
}
export async function http(input, context) {
  return doing[input.do](input, context)
}
const doing = {
  latest: ({ of }, { assets, points }) => points.latest(assets.machine.map((each) => each.points[of])),
  history: async (_, { assets, points, now }) => {
    const [{ columns }] = await points.history([assets.machine[0].points.power], { from: new Date(Date.parse(now) - 120_000), to: now, buckets: 2 })
    return columns
  },
  write: ({ to }, { assets, points }) => points.write(assets.machine[0].points.target, to, 'asked'),
  overwrite: (_, { assets, points }) => points.write(assets.machine[0].points.power, 1, 'asked'),
  price: async (_, { http, secret }) => {
    const { status, body } = await http.ask({ url: 'https://prices.example.org/today?key=' + (await secret('token')) })
    return { status, ...JSON.parse(body) }
  },
  elsewhere: (_, { http }) => http.ask({ url: 'https://elsewhere.example.org/' }),
  sum: ({ a, b }, { models }) => models.call('sum', { a, b }),
  kpis: (_, { kpis, assets, now }) => kpis.of(assets.machine[0].id, { from: now, to: now }),
  alarms: (_, { alarms, assets }) => alarms.active([assets.machine[0].id]),
  longest: async (_, { tables }) => (await tables.rows('stops', { order: '-seconds', limit: 1 })).items[0],
  between: async ({ from, to }, { tables }) => (await tables.rows('stops', { where: { began: { from, to } } })).items.length,
  clear: (_, { tables }) => tables.remove('stops', { machine: 'M-1' }),
  badly: (_, { tables }) => tables.put('stops', [{ machine: 'M-1', began: 'yesterday', seconds: 1 }]),
  who: (_, { person, now }) => ({ person, now, today: new Date() }),
}
`

const double = JSON.stringify({
  format: 'millrace-flow/1',
  title: { en: 'Double' },
  parameters: [{ name: 'factor', default: 2 }],
  nodes: [
    { id: 'in', type: 'in.point', settings: { point: { property: 'power' }, type: 'number' } },
    { id: 'twice', type: 'math.scale', settings: { out_high: { parameter: 'factor' } } },
  ],
  wires: [{ from: { node: 'in', port: 'out' }, to: { node: 'twice', port: 'in' } }],
  tests: [
    {
      name: 'its own',
      inputs: { in: [[0, 4]] },
      expect: [{ node: 'twice', port: 'out', rows: [[0, 8]] }],
    },
  ],
})

const model = {
  'models/sum/model.yaml': `id: works/sum
version: 1.0.0
title: { en: Sum, zh: 求和 }
description: { en: Adds two numbers., zh: 两数相加。 }
owner: The works
licence: Apache-2.0
sources:
  - { id: own, kind: book, title: Arithmetic, seen: true }
taxonomy: { domain: fluid, equipment: [process-pump] }
inputs:
  - { name: a, type: number, unit: kW, low: 0, high: 100, en: A, zh: 甲 }
  - { name: b, type: number, unit: kW, low: 0, high: 100, en: B, zh: 乙 }
outputs:
  - { name: total, type: number, unit: kW, low: 0, high: 200, en: Total, zh: 合计 }
runtime: { kind: formula, outputs: { total: a + b } }
cases:
  - name: two and three
    source: own
    rows: [{ inputs: { a: 2, b: 3 }, outputs: { total: { value: 5, absolute: 0 } } }]
`,
}
