/** What an editor knows of a kind of node: plain JSON. */
export interface NodeFace {
  readonly type: string
  readonly group: NodeGroup
  readonly title: Words
  /** What it does, when it acts, and what a bad input makes of it. */
  readonly help: Words
  readonly inputs: readonly PortFace[]
  readonly outputs: readonly PortFace[]
  readonly settings: readonly SettingFace[]
  /** Its ports follow from its settings: `checkFlow` tells them for a node. */
  readonly portsBySettings: boolean
  /** It runs on the platform alone: what it asks for, or what feeds it, is there. All others run at an edge node as well. */
  readonly centreOnly?: true
  /** Settings as they may be: taken when a node is drawn by example. */
  readonly examples: readonly NodeExample[]
}

export interface NodeExample {
  readonly title: Words
  readonly settings: Readonly<Record<string, unknown>>
}

export interface Words {
  readonly en: string
  readonly zh: string
}

export const nodeGroups = {
  in: { en: 'Inputs', zh: '输入' },
  math: { en: 'Arithmetic', zh: '数学运算' },
  logic: { en: 'Logic', zh: '逻辑' },
  time: { en: 'Time', zh: '时间' },
  filter: { en: 'Filters', zh: '滤波' },
  combine: { en: 'Combine', zh: '合并' },
  stats: { en: 'Statistics', zh: '统计' },
  control: { en: 'Control', zh: '控制' },
  lookup: { en: 'Lookup', zh: '查表' },
  text: { en: 'Text', zh: '文本' },
  code: { en: 'Code, models, subflows', zh: '代码、模型与子流程' },
  out: { en: 'Outputs', zh: '输出' },
} as const satisfies Readonly<Record<string, Words>>
export type NodeGroup = keyof typeof nodeGroups

export type PortType = 'number' | 'boolean' | 'text' | 'any'

export interface PortFace {
  /** Differs from all other ports of the node. */
  readonly name: string
  readonly title: Words
  readonly type: PortType
  /** UCUM: what comes in another unit of the dimension is converted. */
  readonly unit?: string
  /** Type and unit are those of this input; another unit of the dimension is converted. */
  readonly like?: string
  /** Of an output: the unit is that of differences of this input (of Cel K). */
  readonly differenceOf?: string
  /** An input that works without a wire. */
  readonly optional?: true
  /** An input that takes several wires, in the order of the document. */
  readonly many?: true
}

export type SettingKind =
  | 'number'
  | 'whole'
  | 'boolean'
  | 'text'
  | 'choice'
  /** A UCUM code. */
  | 'unit'
  /** In the expression language of the house (docs/expressions.md). */
  | 'formula'
  /** An ES module (JavaScript). */
  | 'code'
  /** Text with {port} in it. */
  | 'template'
  /** `HH:MM` of a zone. */
  | 'clock'
  /** IANA name. */
  | 'zone'
  /** A list of objects of {@link SettingFace.columns}. */
  | 'rows'
  /** A list of numbers or texts. */
  | 'list'
  /** Reference to a point: {property} | {point} | {id}, chosen by the editor. */
  | 'point'
  | 'model'
  | 'subflow'
  /** `name@version` of the pool. */
  | 'component'
  /** `name@version` of a service of the pool. */
  | 'service'
  /** A secret of flows, by its name. */
  | 'secret'
  | 'json'

export interface SettingFace {
  readonly name: string
  readonly title: Words
  readonly help?: Words
  readonly kind: SettingKind
  /** UCUM; durations are in s. */
  readonly unit?: string
  /** The unit is that of this port. */
  readonly unitOf?: string
  /** It is a difference of two values of that unit (of Cel K). */
  readonly difference?: true
  readonly low?: number
  readonly high?: number
  /** What holds when it is absent; without one the setting is needed, unless it is optional. */
  readonly default?: unknown
  readonly optional?: true
  readonly choices?: readonly { readonly value: string; readonly title: Words }[]
  readonly columns?: readonly SettingFace[]
}
