import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contractPackage } from '../contract/packages.ts'
import { limitsUnlessTold, type ModelPackage, type Rows } from '../face.ts'
import { fmuRuntime } from './index.ts'

/** Where the Reference FMUs of the Modelica Association lie, as their release holds them: `2.0/*.fmu`, `3.0/*.fmu`. */
const folder = process.env['REFERENCE_FMUS']
const limits = { ...limitsUnlessTold, timeMs: 20_000 }

/** At 2 s, by FMPy 0.3.32: simulate_fmu(…, fmi_type='CoSimulation', stop_time=2, step_size=step, output_interval=step). */
const fmpy = [
  {
    name: 'BouncingBall',
    step: 0.01,
    units: { h: 'm', v: 'm/s' },
    ends: { h: 0.05488907778900016, v: -0.3525449129999987 },
  },
  { name: 'Dahlquist', step: 0.1, ends: { x: 0.12157665459056928 } },
  { name: 'Dahlquist', step: 0.1, parameters: { k: 2 }, ends: { x: 0.01152921504606847 } },
  { name: 'VanDerPol', step: 0.01, ends: { x0: 0.33410789282358644, x1: -1.8200689615488814 } },
  { name: 'Stair', step: 0.2, ends: { counter: 3 } },
  { name: 'Resource', step: 1, ends: { y: 97 } },
]

interface Of {
  readonly step: number
  readonly inputs?: readonly string[]
  readonly outputs: readonly string[]
  readonly units?: Readonly<Record<string, string>>
  readonly parameters?: Readonly<Record<string, number>>
  readonly stateful?: boolean
}

async function packageOf(
  file: string,
  { step, inputs = [], outputs, units, parameters = {}, stateful }: Of,
): Promise<ModelPackage> {
  const told = Object.entries(parameters).map(([name, value]) => ({ name, en: name, zh: name, default: value }))
  const made = contractPackage(
    'reference',
    { kind: 'fmu', file: 'it.fmu', step },
    { 'it.fmu': await readFile(join(folder!, file)) },
    { inputs, outputs, parameters: told, ...(stateful ? { stateful } : {}) },
  )
  const withUnit = <T extends { readonly name: string }>(one: T): T => ({
    ...one,
    ...(one.name.startsWith('Boolean') ? { type: 'boolean' } : {}),
    ...(units?.[one.name] === undefined ? {} : { unit: units[one.name] }),
  })
  const { manifest } = made
  return {
    ...made,
    manifest: { ...manifest, inputs: manifest.inputs.map(withUnit), outputs: manifest.outputs.map(withUnit) },
  }
}

const rowsOver = (seconds: readonly number[], values: Rows['values'] = {}): Rows => ({
  length: seconds.length,
  time: Float64Array.from(seconds, (at) => 1.7e15 + at * 1e6),
  values,
})

describe.runIf(folder !== undefined)('the Reference FMUs', () => {
  describe.each(['2.0', '3.0'])('of FMI %s', (version) => {
    it.each(fmpy)('$name ends where FMPy has it, also by a process that takes up its state', async (one) => {
      const model = await packageOf(`${version}/${one.name}.fmu`, {
        ...one,
        outputs: Object.keys(one.ends),
        stateful: true,
      })
      const first = await fmuRuntime.start(model, limits)
      const second = await fmuRuntime.start(model, limits)
      try {
        // Rows further apart than a step, and a half that another process goes on with.
        await first.run(rowsOver([0, 0.4, 1]), one.parameters ?? {})
        await second.restore(await first.save())
        for (const running of [first, second]) {
          const { values } = await running.run(rowsOver([2]), one.parameters ?? {})
          for (const [name, end] of Object.entries(one.ends)) expect(values[name]![0]).toBeCloseTo(end, 9)
        }
      } finally {
        await first.close()
        await second.close()
      }
    })

    it('Feedthrough gives what it is given, of every type', async () => {
      const names = ['Float64_continuous', 'Float64_discrete', 'Int32', 'Boolean', 'Enumeration']
      if (version === '3.0')
        names.push('Float32_continuous', 'Int8', 'UInt8', 'Int16', 'UInt16', 'UInt32', 'Int64', 'UInt64')
      const given = names.map((name) => (name === 'Boolean' ? [1, 0] : name === 'Enumeration' ? [2, 1] : [7, 100]))
      const inputs = names.map((name) => `${name}_input`)
      const outputs = names.map((name) => `${name}_output`)
      const running = await fmuRuntime.start(
        await packageOf(`${version}/Feedthrough.fmu`, { step: 0.1, inputs, outputs }),
        limits,
      )
      try {
        const values = Object.fromEntries(inputs.map((name, i) => [name, Float64Array.from(given[i]!)]))
        const results = await running.run(rowsOver([0, 1], values), {})
        expect(outputs.map((name) => [...results.values[name]!])).toEqual(given)
      } finally {
        await running.close()
      }
    })
  })
})
