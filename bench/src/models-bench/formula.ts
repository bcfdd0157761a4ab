import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '@millrace/core'
import { formulaRuntime, Guard, limitsUnlessTold, modelOf } from '@millrace/runtime'
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
cases: []
`

/** Columns of a backtest: a million rows are twelve days of a value a second. */
const ROWS = 1_000_000
/** Of one call, unless a model says otherwise. */
const CALL = limitsUnlessTold.rows

const names = ['flow', 'head', 'power', 'density'] as const
/** As columns.py makes them. */
const columns: Readonly<Record<(typeof names)[number], Float64Array>> = {
  flow: Float64Array.from({ length: ROWS }, (_, i) => 50 + (i % 101)),
  head: Float64Array.from({ length: ROWS }, (_, i) => 20 + (i % 37)),
  power: Float64Array.from({ length: ROWS }, (_, i) => 30 + (i % 53)),
  density: Float64Array.from({ length: ROWS }, (_, i) => 950 + (i % 71)),
}

/** Rows a second of processor time over so many seconds: others may run beside, and the clock is too coarse for single turns. */
async function rate(seconds: number, turn: () => Promise<unknown>): Promise<number> {
  for (let i = 0; i < 20; i++) await turn()
  const until = performance.now() + seconds * 1_000
  const began = process.threadCpuUsage()
  let turns = 0
  while (performance.now() < until) {
    await turn()
    turns++
  }
  const { user, system } = process.threadCpuUsage(began)
  return (turns * ROWS) / ((user + system) / 1e6)
}

const times = Float64Array.from({ length: ROWS }, (_, i) => 1.7e15 + i * 1e6)
const allGood = new Uint32Array(ROWS)
const results = new Float64Array(ROWS)

type Formula = Awaited<ReturnType<typeof formulaRuntime.start>>

/** All rows through the model, in calls of as many as it gets at once, into a column that is there. */
async function throughModel(model: Formula): Promise<void> {
  for (let from = 0; from < ROWS; from += CALL) {
    const until = from + CALL
    const values = Object.fromEntries(names.map((name) => [name, columns[name].subarray(from, until)]))
    const into = { efficiency: results.subarray(from, until) }
    await model.run({ length: CALL, time: times.subarray(from, until), values }, {}, into)
  }
}

/** As rows of a plant come: with their quality, and the ranges of inputs and outputs looked at. */
async function throughGuard(guard: Guard, model: Formula): Promise<void> {
  const inputs = Object.fromEntries(names.map((name) => [name, { values: columns[name], status: allGood }]))
  await guard.run(model, { length: ROWS, time: times, inputs })
}

interface Numpy {
  /** In the same calls as ours, and of all rows at once. */
  readonly in_calls: number
  readonly at_once: number
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

function runNumpy(python: string, seconds: number): Numpy {
  const script = join(import.meta.dirname, 'columns.py')
  // One thread each: what is compared is a core.
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' }
  const { stdout, stderr, status } = spawnSync(python, [script, String(ROWS), String(CALL), String(seconds)], {
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

/** Formulas on columns beside numpy doing the same the better way, one thread each, one after the other. */
export async function formulaRates(quick: boolean, progress: (text: string) => void): Promise<FormulaRates> {
  const seconds = quick ? 0.2 : 3
  const pump = modelOf(new Map([['model.yaml', new TextEncoder().encode(yaml)]]))
  const model = await formulaRuntime.start(pump)
  const guard = new Guard(pump.manifest)
  await throughModel(model)
  const sum = results.reduce((all, value) => all + value, 0)
  const figures = {
    formula_rows_per_core_per_s: await rate(seconds, () => throughModel(model)),
    formula_guarded_rows_per_core_per_s: await rate(seconds, () => throughGuard(guard, model)),
  }
  const { formula_rows_per_core_per_s: ours, formula_guarded_rows_per_core_per_s: guarded } = figures
  progress(
    `formula: ${millions(ours)} M rows/s of one core in calls of ${CALL}, ${millions(guarded)} through the guard`,
  )
  const python = pythonWithNumpy()
  if (python === undefined) {
    progress('numpy is not there, so nothing is compared: install python3-numpy, or run npm test once')
    return { figures, ratios: {} }
  }
  const theirs = runNumpy(python, seconds)
  if (Math.abs(theirs.sum / sum - 1) > 1e-9)
    throw new Fault('models_bench.results_differ', { ours: sum, theirs: theirs.sum })
  progress(
    `numpy ${theirs.numpy}: ${millions(theirs.in_calls)} M rows/s in the same calls, ${millions(theirs.at_once)} of all at once`,
  )
  const best = Math.max(theirs.in_calls, theirs.at_once)
  return { figures: { ...figures, numpy_rows_per_core_per_s: best }, ratios: { formula_vs_numpy: ours / best } }
}

const millions = (rowsPerS: number): string => (rowsPerS / 1e6).toFixed(1)
