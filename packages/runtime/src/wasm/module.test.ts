import { Fault } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { rowsOf } from '../contract/contract.ts'
import type { LoadedModel } from '../worker/serve.ts'
import '../faults.ts'
import { assemble, type Code, type ModuleParts, op } from './assembler.ts'
import { at, eachRow, input, moduleOf, output, reserve, wasmPackage } from './examples.ts'
import { loadModule } from './module.ts'
import { beginning } from './unruly.ts'

const MEMORY = 256 * 65_536

const load = (file: Uint8Array, more: Parameters<typeof wasmPackage>[2] = {}, memory = MEMORY): Promise<LoadedModel> =>
  loadModule({ manifest: wasmPackage('tried', file, more).manifest, file: new Uint8Array(file), memory })

const faultOf = async (work: () => unknown): Promise<Fault> => {
  try {
    await work()
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown
    throw thrown
  }
  throw new Error('expected a fault, saw none')
}

const one = (of: number, name = 'a') => rowsOf({ [name]: [of] })
const columnOf = async (model: LoadedModel, values: readonly number[], name = 'tried'): Promise<number[]> => [
  ...((await model.run(rowsOf({ a: values }), {})).values[name] as Float64Array),
]

/** What no module may be, each with the words that say so. */
const fine = eachRow(output(0, input(0)))
const unfit: Readonly<Record<string, { file: Uint8Array; stateful?: boolean; says: RegExp }>> = {
  'one that imports': {
    // Type 0 is `reserve`, i32 → i32: it takes the place of the first function.
    file: moduleOf(fine, { sections: { 2: [1, 3, ...Buffer.from('env'), 3, ...Buffer.from('now'), 0, 0] } }),
    says: /imports env\.now/,
  },
  'one that begins by itself': { file: beginning, says: /start function/ },
  'a memory without a maximum': { file: moduleOf(fine, { memory: { initial: 1 } }), says: /memory has no maximum/ },
  'a memory beyond its limit': {
    file: moduleOf(fine, { memory: { initial: 1, maximum: 257 } }),
    says: /may grow to 16842752 bytes, where its limit is 16777216/,
  },
  'a shared memory': { file: moduleOf(fine, { sections: { 5: [1, 3, 1, 2] } }), says: /shared/ },
  'a table without a maximum': {
    file: moduleOf(fine, { sections: { 4: [1, 0x70, 0, 9] } }),
    says: /table of 9 entries/,
  },
  'a table beyond its limit': {
    file: moduleOf(fine, { memory: { initial: 1, maximum: 1 }, sections: { 4: [1, 0x70, 1, 1, 0x80, 0x80, 0x80, 2] } }),
    says: /may grow to 4194304 entries/,
  },
  'objects of the collector': {
    file: moduleOf(fine, {
      // As the assembler has it for reserve and run, and an array of i32 that may change.
      sections: { 1: [3, 0x60, 1, 0x7f, 1, 0x7f, 0x60, 5, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 1, 0x7f, 0x5e, 0x7f, 1] },
    }),
    says: /types of objects/,
  },
  'no run': { file: assemble({ functions: { reserve } }), says: /no function run/ },
  'a run of another form': {
    file: assemble({ functions: { reserve, run: { takes: 4, body: [op.i32(0)] } } }),
    says: /expected its function run to be i32,i32,i32,i32,i32->i32, saw i32,i32,i32,i32->i32/,
  },
  'one that is to remember, and cannot say what': {
    file: moduleOf(fine),
    stateful: true,
    says: /no function state_pointer/,
  },
  'bytes that lie outside from the start': { file: moduleOf(fine, { data: { 70000: 'x' } }), says: /data segment/ },
}

describe('modules that are not run', () => {
  for (const [what, { file, stateful = false, says }] of Object.entries(unfit)) {
    it(what, async () => {
      const fault = await faultOf(() => load(file, { stateful }))
      expect(fault.code).toBe('model.broken')
      expect(fault.facts['seen']).toMatch(says)
    })
  }

  it('a text among the inputs', async () => {
    const { manifest, files } = wasmPackage('tried', moduleOf(fine))
    const inputs = manifest.inputs.map((of) => ({ ...of, type: 'text' as const }))
    const fault = await faultOf(() =>
      loadModule({ manifest: { ...manifest, inputs }, file: new Uint8Array(files.get('model.wasm')!), memory: MEMORY }),
    )
    expect(fault.facts['seen']).toMatch(/a is a text/)
  })
})

/** Where the number is negative, this; else the number itself. */
const trapping = (trap: Code, functions: ModuleParts['functions'] = {}): Uint8Array =>
  moduleOf(eachRow([input(0), op.f64(0), op.f64Less, op.if, trap, op.end, output(0, input(0))]), { functions })

const traps: Readonly<Record<string, { file: Uint8Array; says: RegExp }>> = {
  'an abort': { file: trapping(op.unreachable), says: /unreachable/ },
  'a division by zero': { file: trapping([op.i32(1), op.i32(0), op.i32Divide, op.drop]), says: /divide by zero/ },
  'a read beyond its memory': { file: trapping([op.i32(-8), op.f64Load, op.drop]), says: /out of bounds/ },
  'a call without end': {
    // The third function, after reserve and run.
    file: trapping([op.call(2), op.drop], { deeper: { takes: 0, body: [op.call(2)] } }),
    says: /call stack/,
  },
}

describe('modules that trap', () => {
  for (const [what, { file, says }] of Object.entries(traps)) {
    it(`${what} fails that call alone`, async () => {
      const model = await load(file)
      const fault = await faultOf(() => model.run(one(-1), {}))
      expect(fault.code).toBe('model.failed')
      expect(fault.facts['seen']).toMatch(says)
      expect(await columnOf(model, [3])).toEqual([3])
    })
  }

  it('nothing of what it held is left, also where it does not call that its state', async () => {
    const COUNT = 128
    const counting = eachRow([
      [op.i32(COUNT), op.i32(COUNT), op.f64Load, op.f64(1), op.f64Add, op.f64Store],
      [input(0), op.f64(0), op.f64Less, op.if, op.unreachable, op.end],
      output(0, [op.i32(COUNT), op.f64Load]),
    ])
    const model = await load(moduleOf(counting))
    expect(await columnOf(model, [1, 1])).toEqual([1, 2])
    await faultOf(() => model.run(one(-1), {}))
    expect(await columnOf(model, [1])).toEqual([1])
  })

  it('takes nothing more with every trap', async () => {
    const model = await load(trapping(op.unreachable))
    for (let i = 0; i < 100; i++) await faultOf(() => model.run(one(-1), {}))
    expect(await columnOf(model, [3])).toEqual([3])
  })

  for (const [what, ending] of Object.entries({ 'an abort': op.unreachable, 'a code': [op.i32(1), op.return] })) {
    it(`what a call has changed before ${what} is forgotten`, async () => {
      const TOTAL = 128
      const adding = eachRow([
        [op.i32(TOTAL), op.i32(TOTAL), op.f64Load, input(0), op.f64Add, op.f64Store],
        [input(0), op.f64(0), op.f64Less, op.if, ending, op.end],
        output(0, [op.i32(TOTAL), op.f64Load]),
      ])
      const state = {
        state_pointer: { takes: 0, body: [op.i32(TOTAL)] },
        state_bytes: { takes: 0, body: [op.i32(8)] },
      }
      const model = await load(moduleOf(adding, { functions: state }), { stateful: true })
      expect(await columnOf(model, [1, 2])).toEqual([1, 3])
      const fault = await faultOf(() => model.run(rowsOf({ a: [50, -1] }), {}))
      expect(fault.code).toBe('model.failed')
      expect(await columnOf(model, [4])).toEqual([7])
    })
  }
})

describe('what a module is given and gives', () => {
  it('the time of every row', async () => {
    const model = await load(moduleOf(eachRow(output(0, [op.get(at.time), op.get(at.offset), op.i32Add, op.f64Load]))))
    const rows = rowsOf({ a: [0, 0, 0] })
    expect((await model.run(rows, {})).values['tried']).toEqual(rows.time)
  })

  it('a row that it does not write is none, whatever a call before wrote there', async () => {
    const model = await load(
      moduleOf(eachRow([input(0), op.f64(0), op.f64Less, op.if, op.else, output(0, input(0)), op.end])),
    )
    expect(await columnOf(model, [1, 2, 3])).toEqual([1, 2, 3])
    expect(await columnOf(model, [4, -1, 6])).toEqual([4, Number.NaN, 6])
  })

  it('columns stay in place while calls become larger and its memory grows', async () => {
    const model = await load(moduleOf(fine))
    for (const length of [1, 10_000, 100, 60_000]) {
      const values = Array.from({ length }, (_, i) => i)
      expect(await columnOf(model, values)).toEqual(values)
    }
  })

  it('rows that do not fit into its memory are too many, and those that just do are not', async () => {
    const model = await load(moduleOf(fine, { memory: { initial: 1, maximum: 64 } }))
    // 24 bytes each, beside the page that it begins with.
    const most = Math.floor((63 * 65_536) / 24)
    expect(
      (
        await columnOf(
          model,
          Array.from({ length: most }, (_, i) => i),
        )
      ).at(-1),
    ).toBe(most - 1)
    const fault = await faultOf(() => columnOf(model, new Array(64 * 65_536).fill(1)))
    expect([fault.code, fault.facts['most']]).toEqual(['model.greedy', 64 * 65_536])
  })

  it('a code without words is told as a number', async () => {
    const model = await load(moduleOf([op.i32(42)]))
    expect((await faultOf(() => model.run(one(1), {}))).facts['seen']).toBe('its code 42')
  })

  it('a state of another code is foreign', async () => {
    const state = { state_pointer: { takes: 0, body: [op.i32(8)] }, state_bytes: { takes: 0, body: [op.i32(8)] } }
    const [first, second] = await Promise.all(
      [fine, [op.i32(0)]].map((run) => load(moduleOf(run, { functions: state }), { stateful: true })),
    )
    expect((await faultOf(() => second!.restore(first!.save()))).code).toBe('model.state_foreign')
  })
})
