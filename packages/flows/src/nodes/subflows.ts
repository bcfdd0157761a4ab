import type { NodeFace } from '../face.ts'
import { setting, words } from './define.ts'

const name = setting('text', 'name', 'Name of the port', '端口名称')
const rest = { inputs: [], outputs: [], portsBySettings: true, examples: [] } as const

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
]
