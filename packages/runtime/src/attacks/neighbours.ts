import { contractPackage } from '../contract/packages.ts'
import type { ModelPackage } from '../face.ts'
import { subjectPackage } from '../fmu/subject/subject.ts'
import type { RuntimeKind } from '../manifest/manifest.ts'
import { onnxPackage, open } from '../onnx/examples.ts'
import { eachRow, input, moduleOf, output, wasmPackage } from '../wasm/examples.ts'
import { asSent } from './attack.ts'

const outputs = ['same'] as const
/** How late they are is what is looked at: none is stopped for it. */
const sound = (model: ModelPackage): ModelPackage => asSent(model, { limits: { timeMs: 10_000 } })
const kept = 'state["n"] = state.get("n", 0) + 1'

/** One of each kind that does as it should: gives `same` = a. */
export const neighbours: readonly { readonly kind: RuntimeKind; model(): ModelPackage }[] = [
  {
    kind: 'formula',
    model: () => sound(contractPackage('by-formula', { kind: 'formula', outputs: { same: 'a' } }, {}, { outputs })),
  },
  {
    kind: 'script',
    model: () =>
      sound(
        contractPackage(
          'by-script',
          { kind: 'script', file: 'model.js' },
          {
            'model.js': 'export const run = ({ a }, _, state) => { state.n = (state.n ?? 0) + 1; return { same: a } }',
          },
          { outputs, stateful: true },
        ),
      ),
  },
  {
    kind: 'python',
    model: () =>
      sound(
        contractPackage(
          'by-python',
          { kind: 'python', file: 'model.py' },
          { 'model.py': `def run(row, parameters, state):\n    ${kept}\n    return {"same": row["a"]}\n` },
          { outputs, stateful: true },
        ),
      ),
  },
  {
    kind: 'onnx',
    model: () =>
      sound(
        onnxPackage(
          'by-onnx',
          {
            inputs: [open('x', 1)],
            outputs: [open('y', 1)],
            nodes: [{ operator: 'Identity', from: ['x'], to: ['y'] }],
          },
          { outputs },
        ),
      ),
  },
  { kind: 'wasm', model: () => sound(wasmPackage('by-wasm', moduleOf(eachRow(output(0, input(0)))), { outputs })) },
  { kind: 'fmu', model: () => sound(subjectPackage('by-fmu', { outputs, stateful: true })) },
]
