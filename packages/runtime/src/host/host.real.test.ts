import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Status, silentLog, systemClock } from '@millrace/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asSent } from '../attacks/attack.ts'
import type { ModelPackage } from '../face.ts'
import type { GuardedRows } from '../guard/guarded.ts'
import { modelOf } from '../package/archive.ts'
import { listModels, modelsFolder, readModelFolder } from '../package/folder.ts'
import { op } from '../wasm/assembler.ts'
import { eachRow, input, moduleOf, output, wasmPackage } from '../wasm/examples.ts'
import type { ModelHost } from './face.ts'
import { openModelHost } from './host.ts'

let folder: string
let host: ModelHost
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-host-'))
  host = openModelHost({ folder, clock: systemClock, log: silentLog })
})
afterAll(async () => {
  await host.close()
  await rm(folder, { recursive: true })
})

interface Made {
  readonly code: string
  readonly limits?: string
  readonly stateful?: boolean
}

const script = (id: string, { code, limits = '{}', stateful = false }: Made): ModelPackage => {
  const manifest = `
id: test/${id}
version: 1.0.0
title: { en: Counter, zh: 计数 }
description: { en: Sums what it is given, zh: 求和 }
owner: Test
licence: Apache-2.0
sources: [{ id: own, kind: page, title: Own, seen: true }]
taxonomy: { domain: process }
stateful: ${stateful}
limits: ${limits}
inputs: [{ name: x, en: X, zh: X, type: number, unit: '1' }]
outputs: [{ name: sum, en: Sum, zh: 和, type: number, unit: '1' }]
runtime: { kind: script, file: run.js }
cases:
  - name: two
    source: own
    everyMs: 1000
    rows:
      - { inputs: { x: 2 }, outputs: { sum: { value: 2, absolute: 0 } } }
      - { inputs: { x: 3 }, outputs: { sum: { value: 5, absolute: 0 } } }
`
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
  return modelOf(
    new Map([
      ['model.yaml', bytes(manifest)],
      ['run.js', bytes(code)],
    ]),
  )
}

const counter = (id: string): ModelPackage =>
  script(id, {
    code: 'export const run = ({ x }, _, state) => { state.sum = (state.sum ?? 0) + x; return { sum: state.sum } }',
    stateful: true,
  })

const rowsOf = (...x: number[]): GuardedRows => ({
  length: x.length,
  time: Float64Array.from(x, (_, i) => 1.7e15 + i * 1e6),
  inputs: { x: { values: Float64Array.from(x), status: new Uint32Array(x.length).fill(Status.Good) } },
})

test('a stateful model goes on from the state that a call brings, and begins without one', async () => {
  const model = counter('sum')
  const run = (rows: GuardedRows, state?: Uint8Array) =>
    host.run(model, { rows, share: 'a', ...(state ? { state } : {}) })
  const first = await run(rowsOf(1, 2))
  const other = await run(rowsOf(10))
  const second = await run(rowsOf(4), first.state)
  expect([first, other, second].map(({ results }) => [...(results.outputs['sum']!.values as Float64Array)])).toEqual([
    [1, 3],
    [10],
    [7],
  ])
  // The same once more gives the same.
  expect((await run(rowsOf(4), first.state)).results.outputs['sum']!.values).toEqual(Float64Array.of(7))
})

test('every kind of the library gives what its cases say', async () => {
  const names = (await listModels()).filter((name) => !/^(if97-steam|psychrometrics)$/.test(name))
  const kinds = new Map<string, ModelPackage>()
  for (const name of names) {
    const model = await readModelFolder(new URL(name, modelsFolder).pathname)
    if (model.manifest.runtime.kind !== 'python') kinds.set(model.manifest.runtime.kind, model)
  }
  expect(kinds.size).toBeGreaterThan(1)
  for (const model of kinds.values())
    for (const { name, holds } of await host.cases(model, 'a')) expect([model.manifest.id, name, holds]).toContain(true)
})

test('what never ends is stopped and rests, cases of it too, and another share is served meanwhile', async () => {
  const endless = (id: string) =>
    script(id, { code: 'export const run = () => { for (;;); }', limits: '{ timeMs: 300 }' })
  const asked = Array.from({ length: 12 }, (_, i) =>
    host.run(endless(`endless-${i}`), { rows: rowsOf(1), share: 'bad' }),
  )
  let over = 0
  for (const one of asked) void one.then(() => over++)
  const sum = counter('neighbour')
  const { results } = await host.run(sum, { rows: rowsOf(1), share: 'good' })
  expect(results.outputs['sum']!.values).toEqual(Float64Array.of(1))
  expect(over).toBeLessThan(asked.length)
  for (const { results: told } of await Promise.all(asked)) expect(told.fault?.code).toBe('model.slow')

  const cases = await host.cases(endless('endless-cases'), 'bad')
  expect(cases.map(({ holds }) => holds)).toEqual([false])
  expect(cases[0]?.figures[0]?.reason).toContain('test/endless-cases')
})

test('a call of very many rows of a formula lets others have their turn', async () => {
  const formula = await readModelFolder(new URL('pump-efficiency', modelsFolder).pathname)
  const length = 300_000
  const column = (value: number) => ({ values: new Float64Array(length).fill(value), status: new Uint32Array(length) })
  const inputs = Object.fromEntries(formula.manifest.inputs.map(({ name, low = 1 }) => [name, column(low + 1)]))
  const rows = { length, time: Float64Array.from({ length }, (_, i) => i), inputs }
  let turns = 0
  const count = setInterval(() => turns++, 0)
  const { results } = await host.run(formula, { rows, share: 'a' })
  clearInterval(count)
  expect(results.length).toBe(length)
  expect(turns).toBeGreaterThan(3)
})

test('what a module keeps without saying so is seen by no other share', async () => {
  const add = [
    op.i32(64),
    op.i32(64),
    op.f64Load,
    input(0),
    op.f64Add,
    op.f64Store,
    output(0, [op.i32(64), op.f64Load]),
  ]
  const model = asSent(wasmPackage('keeping', moduleOf(eachRow(add)), { inputs: ['x'], outputs: ['sum'] }))
  const ask = async (share: string) => {
    const { results } = await host.run(model, { rows: rowsOf(5), share })
    return results.outputs['sum']!.values[0]
  }
  expect([await ask('a'), await ask('a'), await ask('b')]).toEqual([5, 10, 5])
})
