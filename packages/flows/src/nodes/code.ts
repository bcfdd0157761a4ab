import type { ValueType } from '@millrace/compute'
import { checkUnit, Fault } from '@millrace/core'
import { FormulaProgram, type ModelPackage } from '@millrace/runtime'
import '../faults.ts'
import type { PortFace } from '../face.ts'
import type { Making, NodeKind, Settings } from '../kind.ts'
import { choices, node, setting, words } from './define.ts'
import { type RowInput, rowsWork } from './rows-work.ts'

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,39}$/

const port = ({ name, type, unit }: RowInput): PortFace => ({
  name,
  title: words(name, name),
  type,
  ...(unit === undefined ? {} : { unit }),
})

/** Ports as rows of settings tell them. Throws `flow.setting_malformed`. */
function told(settings: Settings, which: 'inputs' | 'outputs', taken: Set<string>): RowInput[] {
  const wrong = (expected: string, seen: string): Fault =>
    new Fault('flow.setting_malformed', { setting: which, expected, seen })
  return ((settings[which] ?? []) as readonly Settings[]).map(({ name, type, unit }) => {
    const own = String(name)
    if (!NAME.test(own)) throw wrong('names of letters, digits and _', own.slice(0, 60))
    if (own === 'time' && which === 'inputs') throw wrong('another name: time is that of the row', own)
    if (taken.has(own)) throw wrong('names that differ', own)
    taken.add(own)
    if (typeof unit === 'string') checkUnit(unit)
    return {
      name: own,
      type: (type ?? 'number') as ValueType['type'],
      ...(type !== 'boolean' && type !== 'text' && typeof unit === 'string' ? { unit } : {}),
    }
  })
}

function portsTold(settings: Settings): {
  readonly inputs: readonly RowInput[]
  readonly outputs: readonly RowInput[]
} {
  const taken = new Set<string>()
  return { inputs: told(settings, 'inputs', taken), outputs: told(settings, 'outputs', taken) }
}

const columns = [
  setting('text', 'name', 'Name', '名称'),
  choices(
    'type',
    'Type',
    '类型',
    { number: ['number', '数值'], boolean: ['condition', '布尔'], text: ['text', '文本'] },
    'number',
  ),
  setting('unit', 'unit', 'Unit', '单位', { optional: true }),
]

const parametersOf = ({ parameters }: Making): Record<string, number> =>
  Object.fromEntries([...parameters].map(([name, { value }]) => [name, value]))

/** Runs a script; its state is remembered with that of the node. */
const scripted = (
  making: Making,
  path: string,
  ports: ReturnType<typeof portsTold>,
  parameters: Record<string, number>,
) => {
  const { script } = making
  return rowsWork(path, ports, (call, moment) => {
    if (!script) return { is: 'failed', seen: 'there is no script' }
    const answer = script.run(call, parameters, moment.memory)
    if (answer.is !== 'done') return answer
    moment.memory = answer.state
    return { is: 'done', values: answer.results.values }
  })
}

const modelPorts = ({ manifest }: ModelPackage) => {
  const ranged = ({ name, type, unit, low, high }: RowInput): RowInput => ({
    name,
    type,
    ...(unit === undefined ? {} : { unit }),
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
  })
  const outputs = manifest.outputs.map(ranged)
  const clash = manifest.inputs.find(({ name }) => outputs.some((output) => output.name === name))
  if (clash) throw new Fault('flow.model_missing', { seen: `one with an input and an output named ${clash.name}` })
  return { inputs: manifest.inputs.map(ranged), outputs }
}

function modelParameters(making: Making): Record<string, number> {
  const own = parametersOf(making)
  const given = new Map(making.rows('parameters').map(({ name, value }) => [String(name), Number(value)]))
  return Object.fromEntries(
    (making.model?.manifest.parameters ?? []).map(({ name, default: usual }) => [
      name,
      given.get(name) ?? (Object.hasOwn(own, name) ? own[name]! : usual),
    ]),
  )
}

const CODE = `export const initial = { sum: 0 }

export function run(row, parameters, state) {
  state.sum += row.a
  return { out: state.sum }
}
`

export const code: readonly NodeKind[] = [
  node({
    face: {
      type: 'code.script',
      group: 'code',
      title: words('Script', '脚本'),
      help: words(
        'JavaScript in an engine of its own without files, network, clock or chance: run(row, parameters, state) is called for each instant at which an input comes and all inputs are usable. What stands in state stays; the engine forgets all else. A script that takes too long or too much stops the flow.',
        '在无文件、网络、时钟与随机数的隔离引擎中运行 JavaScript：任一输入到来且全部可用时调用 run(row, parameters, state)。state 会保留，其余均不保留；超时或超内存的脚本会停止流程。',
      ),
      inputs: [],
      outputs: [],
      settings: [
        setting('rows', 'inputs', 'Inputs', '输入', { columns, default: [{ name: 'a', type: 'number' }] }),
        setting('rows', 'outputs', 'Outputs', '输出', { columns, default: [{ name: 'out', type: 'number' }] }),
        setting('code', 'code', 'Code', '代码', { default: CODE }),
      ],
      examples: [{ title: words('A running sum', '累加'), settings: { code: CODE } }],
    },
    ports: (settings) => {
      const { inputs, outputs } = portsTold(settings)
      return { inputs: inputs.map(port), outputs: outputs.map(port) }
    },
    make: (making) => scripted(making, making.path, portsTold(making.settings), parametersOf(making)),
  }),
  node({
    face: {
      type: 'model.run',
      group: 'code',
      title: words('Model', '模型'),
      help: words(
        'A model package of formulas or a script, run at each instant at which an input comes. A parameter of the flow with the name of one of the model’s is taken for it. Models of other kinds are bound to assets, and their outputs are points.',
        '运行公式或脚本类模型包，任一输入到来时计算；与模型参数同名的流程参数会被采用。其他类型的模型请绑定到资产并使用其输出点位。',
      ),
      inputs: [],
      outputs: [],
      settings: [
        setting('model', 'model', 'Model', '模型'),
        setting('rows', 'parameters', 'Parameters', '参数', {
          default: [],
          columns: [setting('text', 'name', 'Name', '名称'), setting('number', 'value', 'Value', '值', { unit: '1' })],
        }),
      ],
      examples: [],
    },
    ports: (_, model) => {
      if (!model) return { inputs: [], outputs: [] }
      const { kind } = model.manifest.runtime
      if (kind !== 'formula' && kind !== 'script')
        throw new Fault('flow.model_missing', { seen: `one of the kind ${kind}` })
      const { inputs, outputs } = modelPorts(model)
      return { inputs: inputs.map(port), outputs: outputs.map(port) }
    },
    make: (making) => {
      const model = making.model!
      const { manifest } = model
      const ports = modelPorts(model)
      const parameters = modelParameters(making)
      if (manifest.runtime.kind !== 'formula') return scripted(making, making.path, ports, parameters)
      const program = new FormulaProgram(manifest, manifest.runtime)
      return rowsWork(making.path, ports, (call) => ({ is: 'done', values: program.run(call, parameters).values }))
    },
  }),
]
