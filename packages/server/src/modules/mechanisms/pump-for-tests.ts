/** What a test changes of the model that all of them write. */
interface Written {
  readonly id?: string
  readonly version?: string
  readonly unit?: string
  readonly expected?: number
  readonly formula?: string
  readonly runtime?: string
  /** Lines of inputs beside. */
  readonly inputs?: string
  /** What the case gives. */
  readonly given?: string
}

/** model.yaml of the power of a pump, as somebody writes it. */
export function written({
  id = 'acme/pump-power',
  version = '1.0.0',
  unit = 'kW',
  expected = 2.4525,
  formula = 'head * flow * weight',
  runtime = `runtime:\n  kind: formula\n  outputs:\n    power: ${formula}\n`,
  inputs = '',
  given = 'head: 25, flow: 0.01',
}: Written = {}): string {
  return `id: ${id}
version: ${version}
title: { en: Pump power, zh: 水泵功率 }
description: { en: Hydraulic power of a pump, zh: 水泵的水力功率 }
owner: Acme
licence: Apache-2.0
sources: [{ id: book, kind: book, title: Pumps, seen: true }]
taxonomy: { domain: fluid, equipment: [process-pump], tags: [water] }
inputs:
  - { name: head, en: Head, zh: 扬程, type: number, unit: m, low: 0, high: 200 }
  - { name: flow, en: Flow, zh: 流量, type: number, unit: m3/s, low: 0 }
${inputs}outputs:
  - { name: power, en: Power, zh: 功率, type: number, unit: ${unit} }
parameters:
  - { name: weight, en: Specific weight, zh: 重度, unit: N/m3, default: 9810 }
${runtime}cases:
  - name: table 4
    source: book
    rows:
      - { inputs: { ${given} }, outputs: { power: { value: ${expected}, absolute: 0.0001 } } }
`
}
