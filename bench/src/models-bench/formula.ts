import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '@millrace/core'
import {
  formulaRuntime,
  Guard,
  limitsUnlessTold,
  type ModelPackage,
  modelOf,
  type RunningModel,
} from '@millrace/runtime'
import './faults.ts'

/** Efficiency of a pump, of four inputs. */
const yaml = `id: bench/pump-efficiency
version: 1.0.0
title: { en: Pump efficiency, zh: 泵效率 }
description: { en: Hydraulic power over shaft power., zh: 水力功率与轴功率之比。 }
owner: Millrace
licence: Apache-2.0
sources: [{ id: iso9906, kind: standard, title: "ISO 9906:2012", seen: false }]
taxonomy: { domain: fluid }
inputs:
  - { name: flow, type: number, unit: m3/h, low: 0, high: 5000, en: Flow, zh: 流量 }
  - { name: head, type: number, unit: m, low: 0, high: 1000, en: Head, zh: 扬程 }
  - { name: power, type: number, unit: kW, low: 0.1, high: 5000, en: Shaft power, zh: 轴功率 }
  - { name: density, type: number, unit: kg/m3, low: 500, high: 2000, en: Density, zh: 密度 }
outputs:
  - { name: efficiency, type: number, unit: "%", low: 0, en: Efficiency, zh: 效率 }
runtime:
  kind: formula
  outputs:
    efficiency: density * 9.80665[m/s2] * flow * head / power
limits: { rows: 1000000 }
cases: []
`

/** Columns of a backtest: a million rows are twelve days of a value a second. */
const ROWS = 1_000_000
/** Of one call of the platform, unless a model says otherwise. */
const FEW = limitsUnlessTold.rows

const columns = (rows: number) => ({
  flow: Float64Array.from({ length: rows }, (_, i) => 50 + (i % 101)),
  head: Float64Array.from({ length: rows }, (_, i) => 20 + (i % 37)),
  power: Float64Array.from({ length: rows }, (_, i) => 30 + (i % 53)),
  density: Float64Array.from({ length: rows }, (_, i) => 950 + (i % 71)),
})

/** Rows a second of processor time, the best of the rounds of so many seconds: others may run beside. */
async function rate(seconds: number, rows: number, call: () => Promise<unknown>): Promise<number> {
  const turns = Math.max(1, ROWS / rows)
  let best = 0
  const until = performance.now() + seconds * 1_000
  while (performance.now() < until) {
    const began = process.threadCpuUsage()
    for (let turn = 0; turn < turns; turn++) await call()
    const { user, system } = process.threadCpuUsage(began)
    best = Math.max(best, (turns * rows) / ((user + system) / 1e6))
  }
  return best
}

async function plain(model: RunningModel, rows: number, seconds: number): Promise<{ rate: number; sum: number }> {
  const asked = { length: rows, time: new Float64Array(rows), values: columns(rows) }
  const call = () => model.run(asked, {})
  await rate(seconds / 4, rows, call)
  const reached = await rate(seconds, rows, call)
  let sum = 0
  for (const value of (await call()).values['efficiency'] as Float64Array) sum += value
  return { rate: reached, sum }
}

async function guarded(pump: ModelPackage, model: RunningModel, seconds: number): Promise<number> {
  const guard = new Guard(pump.manifest)
  const status = new Uint32Array(ROWS)
  const inputs = Object.fromEntries(Object.entries(columns(ROWS)).map(([name, values]) => [name, { values, status }]))
  const call = () => guard.run(model, { length: ROWS, time: new Float64Array(ROWS), inputs })
  await rate(seconds / 4, ROWS, call)
  return await rate(seconds, ROWS, call)
}

interface Numpy {
  readonly rows_per_s: number
  readonly sum: number
  readonly numpy: string
}

/** A Python with numpy: that of the tests, or the machine's. */
function pythonWithNumpy(): string | undefined {
  const own = join(import.meta.dirname, '../../../.venv/bin/python')
  return [...(existsSync(own) ? [own] : []), 'python3'].find(
    (python) => spawnSync(python, ['-c', 'import numpy']).status === 0,
  )
}

function numpy(python: string, rows: number, seconds: number): Numpy {
  const script = join(import.meta.dirname, 'columns.py')
  // One thread each: what is compared is a core.
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' }
  const { stdout, stderr, status } = spawnSync(python, [script, String(rows), String(seconds)], {
    env,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Fault('models_bench.numpy_failed', { seen: stderr.slice(-400) })
  return JSON.parse(stdout) as Numpy
}

export interface FormulaRates {
  readonly figures: Readonly<Record<string, number>>
  readonly ratios: Readonly<Record<string, number>>
}

/** Formulas on columns beside numpy doing the same, one thread each, one after the other. */
export async function formulaRates(quick: boolean, progress: (text: string) => void): Promise<FormulaRates> {
  const seconds = quick ? 0.2 : 3
  const pump = modelOf(new Map([['model.yaml', new TextEncoder().encode(yaml)]]))
  const model = await formulaRuntime.start(pump, limitsUnlessTold)
  const many = await plain(model, ROWS, seconds)
  const few = await plain(model, FEW, seconds)
  const withGuard = await guarded(pump, model, seconds)
  const figures = {
    formula_rows_per_core_per_s: many.rate,
    formula_small_calls_rows_per_core_per_s: few.rate,
    formula_guarded_rows_per_core_per_s: withGuard,
  }
  progress(
    `formula: ${millions(many.rate)} M rows/s in calls of ${ROWS}, ${millions(few.rate)} in calls of ${FEW}, ${millions(withGuard)} through the guard`,
  )
  const python = pythonWithNumpy()
  if (python === undefined) {
    progress('numpy is not there, so nothing is compared: install python3-numpy, or run npm test once')
    return { figures, ratios: {} }
  }
  const theirs = numpy(python, ROWS, seconds)
  const theirsFew = numpy(python, FEW, seconds)
  if (Math.abs(theirs.sum / many.sum - 1) > 1e-9)
    throw new Fault('models_bench.results_differ', { ours: many.sum, theirs: theirs.sum })
  progress(
    `numpy ${theirs.numpy}: ${millions(theirs.rows_per_s)} M rows/s in calls of ${ROWS}, ${millions(theirsFew.rows_per_s)} in calls of ${FEW}`,
  )
  return {
    figures: { ...figures, numpy_rows_per_core_per_s: theirs.rows_per_s },
    ratios: {
      formula_vs_numpy: many.rate / theirs.rows_per_s,
      formula_vs_numpy_small_calls: few.rate / theirsFew.rows_per_s,
    },
  }
}

const millions = (rowsPerS: number): string => (rowsPerS / 1e6).toFixed(1)
