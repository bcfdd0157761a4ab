import type { ValueType } from '@millrace/compute'
import { areCommensurable, Fault, Status } from '@millrace/core'
import '../faults.ts'
import type { MomentWork, NodeKind, Settings, Typing } from '../kind.ts'
import { any, choices, condition, node, number, seconds, setting, text, words } from './define.ts'

/** What comes from outside stands in the node's column before it is asked: there is nothing to do. */
const nothing: MomentWork = { at: () => undefined }

const types = {
  number: ['number', '数值'],
  boolean: ['condition', '布尔'],
  text: ['text', '文本'],
} as const

const typeTold = ({ type, unit }: Settings): ValueType | undefined =>
  type === 'boolean' || type === 'text'
    ? { type }
    : type === 'number'
      ? { type, ...(typeof unit === 'string' ? { unit } : {}) }
      : undefined

function pointType({ settings, point }: Typing): Record<string, ValueType> {
  const told = typeTold(settings)
  const unit = typeof settings['unit'] === 'string' ? settings['unit'] : undefined
  if (!point) {
    if (!told) throw new Fault('flow.type_unknown', {})
    return { out: told }
  }
  if (point.type !== 'number' || unit === undefined) return { out: point }
  if (!areCommensurable(unit, point.unit ?? '1'))
    throw new Fault('core.unit_mismatch', { expected: unit, seen: point.unit ?? '1', setting: 'unit' })
  return { out: { type: 'number', unit } }
}

const emitAtBegin = (value: (making: Parameters<NodeKind['make']>[0]) => number): NodeKind['make'] => {
  return (making) => {
    const told = value(making)
    return {
      begin: (moment) => {
        moment.wake = moment.at
      },
      at: (moment) => moment.give(told, Status.Good),
    }
  }
}

const unit = setting('unit', 'unit', 'Unit', '单位', { optional: true })

export const inputs: readonly NodeKind[] = [
  node({
    face: {
      type: 'in.point',
      group: 'in',
      title: words('Point', '点位'),
      help: words(
        'Samples of a point: a property of the thing model, a point below the asset, or one point of the plant. With a unit of its own values are converted. Type and unit are told where the point is not known yet.',
        '点位的采样值：物模型属性、资产下的点位或工厂中的某个点位。指定单位时自动换算；点位尚未确定时需说明类型与单位。',
      ),
      inputs: [],
      outputs: [any('out', 'Samples', '采样值')],
      settings: [
        setting('point', 'point', 'Point', '点位', { optional: true }),
        { ...choices('type', 'Type', '类型', types, 'number'), default: undefined, optional: true },
        unit,
      ],
      examples: [
        {
          title: words('Pressure of the asset', '资产的压力'),
          settings: { point: { property: 'pressure' }, type: 'number', unit: 'bar' },
        },
      ],
    },
    gives: pointType,
    make: () => nothing,
  }),
  node({
    face: {
      type: 'in.constant',
      group: 'in',
      title: words('Constant', '常量'),
      help: words('One value, from the instant at which the flow begins.', '自流程开始起保持的固定值。'),
      inputs: [],
      outputs: [any('out', 'Value', '值')],
      settings: [
        choices('type', 'Type', '类型', types, 'number'),
        setting('json', 'value', 'Value', '值', { default: 0 }),
        unit,
      ],
      examples: [{ title: words('7.5 bar', '7.5 bar'), settings: { type: 'number', value: 7.5, unit: 'bar' } }],
    },
    gives: ({ settings }) => {
      const told = typeTold(settings) as ValueType
      const js = told.type === 'text' ? 'string' : told.type
      if (typeof settings['value'] !== js)
        throw new Fault('flow.setting_malformed', {
          setting: 'value',
          expected: `a ${told.type}`,
          seen: JSON.stringify(settings['value'])?.slice(0, 80),
        })
      return { out: told }
    },
    make: emitAtBegin(({ settings: { value }, texts }) =>
      typeof value === 'string' ? texts.numberOf(value) : Number(value),
    ),
  }),
  node({
    face: {
      type: 'in.parameter',
      group: 'in',
      title: words('Parameter', '参数'),
      help: words(
        'A parameter of the flow, which each deployment may set, from the instant at which it begins.',
        '流程参数，可在每次部署时设置，自流程开始起保持。',
      ),
      inputs: [],
      outputs: [number('out', 'Value', '值')],
      settings: [setting('text', 'parameter', 'Parameter', '参数')],
      examples: [],
    },
    gives: ({ settings, parameters }) => {
      const type = parameters.get(String(settings['parameter']))
      if (!type)
        throw new Fault('flow.setting_malformed', {
          setting: 'parameter',
          expected: 'a parameter of the flow',
          seen: String(settings['parameter']).slice(0, 80),
        })
      return { out: type }
    },
    make: emitAtBegin(({ text: told, parameters }) => parameters.get(told('parameter'))!.value),
  }),
  node({
    face: {
      type: 'in.schedule',
      group: 'in',
      title: words('Clock', '定时器'),
      help: words(
        'Counts on at every whole multiple of the period in UTC, shifted by the offset: what shall happen again and again hangs on it.',
        '按周期（UTC 整数倍，可加偏移）计数递增，用于触发周期性动作。',
      ),
      inputs: [],
      outputs: [
        number('out', 'Number of the period', '周期序号'),
        condition('tick', 'True at each beat', '每次触发为真'),
      ],
      settings: [
        seconds('period', 'Period', '周期', { default: 60, low: 0.1 }),
        seconds('offset', 'Offset', '偏移', { default: 0, low: 0 }),
      ],
      examples: [{ title: words('Every hour', '每小时'), settings: { period: 3600 } }],
    },
    make: ({ micros }) => {
      const period = micros('period')
      const offset = micros('offset') % period
      return {
        period,
        begin: (moment) => {
          moment.wake = Math.ceil((moment.at - offset) / period) * period + offset
        },
        at: (moment) => {
          moment.give(Math.round((moment.at - offset) / period), Status.Good)
          moment.give(1, Status.Good, 1)
          moment.wake = moment.at + period
        },
      }
    },
  }),
  node({
    face: {
      type: 'in.webhook',
      centreOnly: true,
      group: 'in',
      title: words('Webhook', 'Webhook'),
      help: words(
        'Bodies that were sent to the address of this flow, as text; each is durable before it is answered.',
        '发送到此流程地址的请求正文（文本），持久化后才应答。',
      ),
      inputs: [],
      outputs: [text('out', 'Body', '正文')],
      settings: [],
    },
    make: () => nothing,
  }),
  node({
    face: {
      type: 'in.mqtt',
      centreOnly: true,
      group: 'in',
      title: words('MQTT', 'MQTT'),
      help: words(
        'Messages that devices publish to the platform’s broker on topics of their own, v1/<name>/…, as text or as a number; + and # stand for levels. Telemetry becomes points, and is taken in as those.',
        '设备在平台 MQTT 代理自有主题 v1/<名称>/… 下发布的消息，按文本或数值读取，可用 + 与 # 通配；遥测数据请用点位输入。',
      ),
      inputs: [],
      outputs: [any('out', 'Payload', '负载')],
      settings: [
        setting('text', 'topic', 'Topic', '主题'),
        choices('type', 'Type', '类型', { text: types.text, number: types.number }, 'text'),
        unit,
      ],
      examples: [
        { title: words('Codes of a scanner', '扫码器条码'), settings: { topic: 'v1/scanner/code', type: 'text' } },
      ],
    },
    gives: ({ settings }) => ({ out: typeTold(settings) as ValueType }),
    make: () => nothing,
  }),
  node({
    face: {
      type: 'in.event',
      centreOnly: true,
      group: 'in',
      title: words('Event', '事件'),
      help: words(
        'Events of the platform of one kind at the asset and below, as JSON in a text; alarm.* stands for all that begin so.',
        '资产及其下级的某类平台事件，以 JSON 文本给出；alarm.* 表示该前缀的全部类型。',
      ),
      inputs: [],
      outputs: [text('out', 'Event', '事件')],
      settings: [setting('text', 'event', 'Kind of event', '事件类型')],
      examples: [{ title: words('Alarms that come', '报警触发'), settings: { event: 'alarm.raised' } }],
    },
    make: () => nothing,
  }),
  node({
    face: {
      type: 'in.alarm',
      centreOnly: true,
      group: 'in',
      title: words('Alarm', '报警'),
      help: words(
        'Whether an alarm at the asset or below stands: true while its condition holds. It is named by its name or id; without one any alarm counts.',
        '资产或其下级的报警条件是否成立；按名称或编号指定，留空则任一报警均计入。',
      ),
      inputs: [],
      outputs: [condition('out', 'Active', '激活')],
      settings: [setting('text', 'alarm', 'Alarm', '报警', { default: '' })],
      examples: [],
    },
    make: () => nothing,
  }),
]
