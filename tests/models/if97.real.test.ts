import { readFile } from 'node:fs/promises'
import {
  checkExpression,
  compileExpression,
  type Frame,
  newFrame,
  parseExpression,
  TextNumbers,
  type ValueType,
} from '@millrace/compute'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'

/** What this test reads of a model whose runtime is formulas. */
interface FormulaModel {
  readonly inputs: readonly { readonly name: string; readonly unit: string }[]
  readonly outputs: readonly { readonly name: string; readonly unit: string }[]
  readonly runtime: {
    readonly steps: readonly { readonly name: string; readonly unit: string; readonly formula: string }[]
    readonly outputs: Readonly<Record<string, string>>
  }
}

type State = Readonly<Record<string, number>>

const file = new URL('../../library/models/if97-steam/model.yaml', import.meta.url)
let peer: PythonPeer
let steam: (pressure: number, celsius: number) => State
beforeAll(async () => {
  peer = await startPythonPeer(new URL('./if97.py', import.meta.url))
  steam = formulasOf(parse(await readFile(file, 'utf8')) as FormulaModel)
})
afterAll(() => peer.stop())

/** The formulas of the package as they stand, evaluated state by state. */
function formulasOf({ inputs, outputs, runtime }: FormulaModel): typeof steam {
  const types = new Map<string, ValueType>(inputs.map(({ name, unit }) => [name, { type: 'number', unit }]))
  const slots = [...types.keys(), ...runtime.steps.map(({ name }) => name)]
  const compile = (formula: string, unit: string) => {
    const checked = checkExpression(parseExpression(formula), types, { type: 'number', unit })
    return compileExpression(checked, (name) => slots.indexOf(name), new TextNumbers())
  }
  const steps = runtime.steps.map(({ name, unit, formula }) => {
    const kernel = compile(formula, unit)
    types.set(name, { type: 'number', unit })
    return { kernel, slot: slots.indexOf(name) }
  })
  const results = outputs.map(({ name, unit }) => ({ name, kernel: compile(runtime.outputs[name]!, unit) }))
  return (...given) => {
    const frame: Frame = newFrame(slots.length)
    frame.status.fill(0)
    frame.value.set(given)
    for (const { kernel, slot } of steps) frame.value[slot] = kernel.evaluate(frame)
    return Object.fromEntries(results.map(({ name, kernel }) => [name, kernel.evaluate(frame)]))
  }
}

/** Figures from 0 to 1, always the same ones. */
function* figures(): Generator<number, never> {
  for (let seed = 20_261_127; ; ) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    yield seed / 2 ** 32
  }
}

/** MPa and K: each decade of pressure alike, a fifth of the states about the critical point and a tenth hotter than 800 °C. */
function randomStates(count: number): (readonly [pressure: number, temperature: number])[] {
  const figure = figures()
  const between = (low: number, high: number): number => low + figure.next().value * (high - low)
  return Array.from({ length: count }, (_, i) => {
    if (i % 5 === 0) return [between(16.6, 99), between(624, 850)]
    if (i % 10 === 1) return [10 ** between(-3, Math.log10(50)), between(1_073.2, 2_273)]
    return [10 ** between(-3, 2), between(273.16, 1_073)]
  })
}

test('1,000 random states of water and steam are those of the package iapws', async () => {
  const states = randomStates(1_000)
  const theirs = JSON.parse(await peer.ask(JSON.stringify(states))) as State[]
  const regions = new Map<number, number>()
  const apart: string[] = []
  states.forEach(([pressure, temperature], i) => {
    const ours = steam(pressure, temperature - 273.15)
    const region = theirs[i]!['region']!
    regions.set(region, (regions.get(region) ?? 0) + 1)
    for (const [name, value] of Object.entries(theirs[i]!)) {
      // In region 3 both search for the density, and about the critical point c_p magnifies what each leaves of it.
      const within = region === 3 ? 1e-7 : 1e-11
      // Energies and entropy of cold water are near the zero that they count from.
      const size = Math.max(Math.abs(value), name === 'entropy' ? 0.1 : /energy|enthalpy/.test(name) ? 10 : 0)
      if (!(Math.abs(ours[name]! - value) <= within * size))
        apart.push(`${name} at ${pressure} MPa and ${temperature} K: ${ours[name]} beside ${value}`)
    }
  })
  expect(apart).toEqual([])
  expect([...regions.keys()].sort()).toEqual([1, 2, 3, 5])
  for (const count of regions.values()) expect(count).toBeGreaterThan(50)
})
