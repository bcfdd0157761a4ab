import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { lookAtModels } from './models.ts'

let folder = ''
afterEach(() => rm(folder, { recursive: true, force: true }))

const faultsIn = async (library: string): Promise<string[]> =>
  (await lookAtModels(library)).flatMap(({ faults }) => faults)

const double = (formula: string): string => `id: millrace/double
version: 1.0.0
title: { en: Double, zh: 两倍 }
description: { en: Twice., zh: 两倍。 }
owner: Millrace
licence: Apache-2.0
sources: [{ id: own, kind: page, title: Made for a test, seen: true }]
taxonomy: { domain: process }
inputs: [{ name: a, type: number, unit: m, en: A, zh: A }]
outputs: [{ name: b, type: number, unit: m, en: B, zh: B }]
runtime: { kind: formula, outputs: { b: "${formula}" } }
cases:
  - { name: Two, source: own, rows: [{ inputs: { a: 2 }, outputs: { b: { value: 4, absolute: 0 } } }] }
`

test('a unit that does not fit and a case that does not hold are named, a right library says nothing', async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-models-'))
  const told = async (name: string, text: string): Promise<string[]> => {
    await mkdir(join(folder, name), { recursive: true })
    await writeFile(join(folder, name, 'model.yaml'), text)
    return await faultsIn(folder)
  }
  expect(await told('double', double('2 * a'))).toEqual([])
  expect(await told('double', double('3 * a'))).toEqual(['library/models/double: Two: row 0: b is 6, expected 4'])
  expect((await told('double', double('2 * a * a'))).join('\n')).toMatch(
    /line 11, column \d+: \/runtime\/outputs\/b expression.unit_mismatch/,
  )
  await told('double', double('2 * a'))
  expect(await told('twice', double('2 * a').replace('Apache-2.0', 'MIT'))).toEqual([
    'library/models/twice: is millrace/double, not millrace/twice as its folder is named',
    'library/models/twice: what ships with the platform is Apache-2.0, not MIT',
  ])
  const python = double('2 * a').replace(/runtime: .*/, 'runtime: { kind: python, file: main.py }')
  await writeFile(join(folder, 'double', 'main.py'), 'def run(row, parameters, state): return {"b": 2 * row["a"]}')
  expect((await told('double', python))[0]).toBe(
    'library/models/double: a model of the library is of formula or script, not python',
  )
})
