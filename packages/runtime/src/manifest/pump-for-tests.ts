/** model.yaml of a pump's efficiency, for tests. */
export const pumpYaml = `id: millrace/pump-efficiency
version: 1.0.0
title: { en: Pump efficiency, zh: 泵效率 }
description: { en: Hydraulic power over shaft power., zh: 水力功率与轴功率之比。 }
owner: Millrace
licence: Apache-2.0
sources:
  - { id: iso9906, kind: standard, title: "ISO 9906:2012, 3.2", seen: false }
taxonomy: { domain: fluid, equipment: [process-pump], tags: [pump] }
inputs:
  - { name: flow, type: number, unit: m3/h, low: 1, high: 5000, en: Flow, zh: 流量 }
  - { name: head, type: number, unit: m, low: 0, high: 1000, quality: good, en: Head, zh: 扬程 }
  - { name: power, type: number, unit: kW, low: 0.1, high: 5000, en: Shaft power, zh: 轴功率 }
  - { name: density, type: number, unit: kg/m3, low: 500, high: 2000, default: 998.2, en: Density, zh: 密度 }
outputs:
  - { name: efficiency, type: number, unit: "%", low: 0, high: 100, en: Efficiency, zh: 效率 }
  - { name: runs_well, type: boolean, en: Runs well, zh: 运行良好 }
parameters:
  - { name: rated, unit: "%", default: 78, low: 10, high: 95, en: Efficiency when new, zh: 出厂效率 }
validity:
  - { holds: "power > flow * 0.01[kW.h/m3]", en: Power belongs to the flow, zh: 功率与流量相称 }
runtime:
  kind: formula
  steps:
    - { name: hydraulic, unit: kW, formula: "density * 9.80665[m/s2] * flow * head" }
  outputs:
    efficiency: hydraulic / power
    runs_well: hydraulic / power > 0.9 * rated
cases:
  - name: A pump at its best point
    source: iso9906
    rows:
      - inputs: { flow: 100, head: 50, power: 18, density: 1000 }
        outputs:
          efficiency: { value: 75.67, absolute: 0.01 }
          runs_well: { value: true }
`
