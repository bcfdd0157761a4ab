import type { NodeFace, PortFace } from '../face.ts'
import { node, setting, words } from './define.ts'

const name = setting('text', 'name', 'Name of the port', '端口名称')
const rest = { inputs: [], outputs: [], portsBySettings: true, examples: [] } as const

/** Of the node that is a port of a component, towards its inside. */
export const INNER = '_'

/** What a component takes in or gives, in the unit that it tells; the columns go through as they are. */
export const componentPort = node({
  face: {
    type: 'component.port',
    group: 'code',
    title: words('Port of a component', '组件端口'),
    help: words('Put in where a component stands.', '在组件所在处自动放置。'),
    inputs: [],
    outputs: [],
    settings: [
      setting('text', 'side', 'Side', '方向'),
      name,
      setting('text', 'type', 'Type', '类型'),
      setting('unit', 'unit', 'Unit', '单位', { optional: true }),
      setting('boolean', 'optional', 'May be open', '可不接', { optional: true }),
    ],
  },
  ports: ({ side, name: own, type, unit, optional }) => {
    const [from, to] = side === 'in' ? [String(own), INNER] : [INNER, String(own)]
    const typed = {
      title: words(String(own), String(own)),
      type: type as PortFace['type'],
      ...(typeof unit === 'string' ? { unit } : {}),
    }
    const follows = type === 'number' && unit === undefined && optional !== true
    return {
      inputs: [{ ...typed, name: from, ...(optional === true ? { optional } : {}) }],
      outputs: [{ ...typed, name: to, ...(follows ? { like: from } : {}) }],
    }
  },
  make: () => ({
    columns([given], [out]) {
      if (!given || !out) return
      const { length } = given
      out.reserve(length)
      out.time.set(given.time.subarray(0, length))
      out.value.set(given.value.subarray(0, length))
      out.status.set(given.status.subarray(0, length))
      out.length = length
    },
  }),
})

/** Nodes that are put in before a flow runs: they have faces and do no work. */
export const subflows: readonly NodeFace[] = [
  {
    ...rest,
    type: 'subflow',
    group: 'code',
    title: words('Subflow', '子流程'),
    help: words(
      'A part of the document by its name; its ports are the nodes for inputs and outputs inside.',
      '文档中的一个子流程，其端口为内部的输入、输出节点。',
    ),
    settings: [setting('subflow', 'subflow', 'Subflow', '子流程')],
  },
  {
    ...rest,
    type: 'subflow.in',
    group: 'code',
    title: words('Input of the subflow', '子流程输入'),
    help: words('What is wired to the port of this name where the subflow stands.', '子流程所在处接到此端口的连线。'),
    outputs: [{ name: 'out', title: words('Value', '值'), type: 'any' }],
    settings: [name],
  },
  {
    ...rest,
    type: 'subflow.out',
    group: 'code',
    title: words('Output of the subflow', '子流程输出'),
    help: words('Gives the port of this name where the subflow stands.', '给出子流程所在处的同名端口。'),
    inputs: [{ name: 'in', title: words('Value', '值'), type: 'any' }],
    settings: [name],
  },
  {
    ...rest,
    type: 'component',
    group: 'code',
    title: words('Component', '组件'),
    help: words(
      'A component of the pool, by name and version: what stands there is kept with each version of the flow, and never changes under it.',
      '组件池中的组件，按名称与版本引用；其内容随流程版本保存，不会变化。',
    ),
    settings: [
      setting('component', 'component', 'Component', '组件'),
      setting('rows', 'parameters', 'Parameters', '参数', {
        default: [],
        columns: [setting('text', 'name', 'Name', '名称'), setting('number', 'value', 'Value', '值', { unit: '1' })],
      }),
    ],
  },
]
