import { Fault } from '@millrace/core'
import type { InferenceSession } from 'onnxruntime-web'
import { describe, expect, it } from 'vitest'
import type { ModelPackage } from '../face.ts'
import type { OnnxSpec } from '../manifest/manifest.ts'
import { bind } from './binding.ts'
import { onnxPackage } from './examples.ts'

const tensor = (
  name: string,
  shape: readonly (number | string)[],
  type: InferenceSession.TensorValueMetadata['type'] = 'float32',
): InferenceSession.ValueMetadata => ({ name, isTensor: true, type, shape })

const x = tensor('x', ['n', 2])
const y = tensor('y', ['n', 1])
const two = onnxPackage('tried', new Uint8Array(), { inputs: ['a', 'b'] })
const withRuntime = (more: Partial<OnnxSpec>): ModelPackage['manifest'] => ({
  ...two.manifest,
  runtime: { ...(two.manifest.runtime as OnnxSpec), ...more },
})

interface Tried {
  readonly manifest?: ModelPackage['manifest']
  readonly into?: readonly InferenceSession.ValueMetadata[]
  readonly out?: readonly InferenceSession.ValueMetadata[]
}
const tried = ({ manifest = two.manifest, into = [x], out = [y] }: Tried) =>
  bind(manifest, { inputMetadata: into, outputMetadata: out })

describe('a file that is not what its manifest says', () => {
  const unfit: Readonly<Record<string, Tried & { readonly says: RegExp }>> = {
    'a tensor of another name': { into: [tensor('z', ['n', 2])], says: /wants the tensor z/ },
    'one tensor more': { into: [x, tensor('z', ['n', 2])], says: /wants the tensor z/ },
    'one tensor less': { into: [], says: /expected the tensor x to go in, saw none/ },
    'other columns': { into: [tensor('x', ['n', 3])], says: /rows of 2, saw \[n, 3\]/ },
    'no rows at all': { into: [tensor('x', [])], says: /rows of 2, saw \[\]/ },
    'rows of another number': { into: [tensor('x', [4, 2])], says: /open or 1, saw \[4, 2\]/ },
    'two sizes left open': { into: [tensor('x', ['n', 'm', 2 ** 32 - 1])], says: /rows of 2, saw \[n, m, \?\]/ },
    'texts that go in': {
      into: [tensor('x', ['n', 2], 'string')],
      says: /expected numbers in the tensor x, saw string/,
    },
    'a list that comes out': { out: [{ name: 'y', isTensor: false }], says: /tensor y, saw no tensor/ },
    'an output of another name': { out: [tensor('z', ['n', 1])], says: /expected the tensor y to go out, saw z/ },
    'a single row that comes out': { out: [tensor('y', [1, 1])], says: /row of the tensor y for every row/ },
    'a column that is not there': {
      manifest: withRuntime({ outputs: { tried: { tensor: 'y', column: 1 } } }),
      says: /column 1 of the tensor y, saw \[n, 1\]/,
    },
    'an output from nowhere': { manifest: withRuntime({ outputs: {} }), says: /output tried is not taken/ },
    'a column that nothing fills': {
      manifest: withRuntime({ tensors: [{ name: 'x', columns: ['a', 'c'] }] }),
      says: /column c is no input and no parameter/,
    },
    'one that is to remember': { manifest: { ...two.manifest, stateful: true }, says: /remembers nothing/ },
  }
  for (const [what, { says, ...given }] of Object.entries(unfit)) {
    it(what, () => {
      let thrown: unknown
      try {
        tried(given)
      } catch (reason) {
        thrown = reason
      }
      expect(thrown).toBeInstanceOf(Fault)
      expect((thrown as Fault).code).toBe('model.broken')
      expect((thrown as Fault).facts['seen']).toMatch(says)
    })
  }
})

describe('a file that is', () => {
  it('of any number of rows, of sizes left open, or of several dimensions', () => {
    for (const shape of [
      ['n', 2],
      [2 ** 32 - 1, 2 ** 32 - 1],
      ['n', 2, 1],
    ]) {
      const { rowByRow, tensors } = tried({ into: [tensor('x', shape)] })
      expect(rowByRow).toBe(false)
      expect(tensors[0]?.inner).toEqual(shape.length === 3 ? [2, 1] : [2])
    }
  })

  it('of one row goes row by row', () => {
    expect(tried({ into: [tensor('x', [1, 2])], out: [tensor('y', [1, 1])] }).rowByRow).toBe(true)
  })
})
