import { isBad, isGood, type Micros } from '@millrace/core'
import type { ActionBody, Moment } from '../engine/moment.ts'
import type { PortFace } from '../face.ts'
import type { Making, MomentWork, NodeKind, Settings } from '../kind.ts'
import { any, choices, condition, inAny, node, seconds, setting, text, words } from './define.ts'
import { template } from './template.ts'

const passive: MomentWork = { at: () => undefined }

/** What an input holds, for a body that is told. */
export function held(moment: Moment, slot: number, type: string): number | boolean | string | null {
  if (isBad(moment.status[slot]!)) return null
  const value = moment.value[slot]!
  return type === 'text' ? (moment.texts.textOf(value) ?? '') : type === 'boolean' ? value === 1 : value
}

/** Acts when a condition comes to hold: not again before it was false, nor within the pause. A bad one does nothing. */
const onRise =
  (body: (making: Making) => (moment: Moment) => ActionBody): NodeKind['make'] =>
  (making) => {
    const told = body(making)
    const pause = making.micros('pause')
    // Cells: the condition held last, when it acted last.
    return {
      cells: 2,
      begin: ({ cells }) => {
        cells[1] = Number.NEGATIVE_INFINITY
      },
      at: (moment) => {
        if (moment.came[0] === 0 || isBad(moment.status[0]!)) return
        const holds = moment.value[0] === 1
        if (holds && moment.cells[0] === 0 && moment.at - moment.cells[1]! >= pause) {
          moment.cells[1] = moment.at
          moment.act(moment.at, told(moment))
        }
        moment.cells[0] = holds ? 1 : 0
      },
    }
  }

const when = condition('when', 'When this comes to hold', '条件成立时')
const value = any('value', 'Value to tell', '要说明的值', { optional: true })
const pause = seconds('pause', 'Not again within', '最小间隔', { default: 60, low: 0 })

const messageOf = (setting: string) => (making: Making) => {
  const fill = template(making.text(setting), making)
  return (moment: Moment) => fill(moment)
}

const namesIn = (settings: Settings, list: string): readonly string[] =>
  Array.isArray(settings[list]) ? (settings[list] as unknown[]).map(String) : []
/** The condition, and an input for each name of a list. */
const portsOfList =
  (list: string): NonNullable<NodeKind['ports']> =>
  (settings) => ({
    inputs: [when, ...namesIn(settings, list).map((name): PortFace => any(name, name, name, { optional: true }))],
    outputs: [],
  })
/** What inputs of these names hold, of those that are wired, as JSON. */
const objectOf = (making: Making, list: string) => {
  const members = namesIn(making.settings, list)
    .filter((name) => making.wired(name))
    .map((name) => ({ name, slot: making.slot(name), type: making.type(name).type }))
  return (moment: Moment): string =>
    JSON.stringify(Object.fromEntries(members.map(({ name, slot, type }) => [name, held(moment, slot, type)])))
}

export const outputs: readonly NodeKind[] = [
  node({
    face: {
      type: 'out.point',
      group: 'out',
      title: words('Point', '点位'),
      help: words(
        'A point of the asset that this flow gives; kept as all series are, last write wins.',
        '由本流程产生的资产点位，与其他序列一样保存，同一时刻后写者有效。',
      ),
      inputs: [inAny],
      outputs: [],
      settings: [
        setting('text', 'name', 'Name of the point', '点位名称'),
        setting('text', 'title', 'Title', '标题', { optional: true }),
      ],
      examples: [{ title: words('Specific power', '比功率'), settings: { name: 'specific_power' } }],
    },
    make: () => passive,
  }),
  node({
    face: {
      type: 'out.alarm',
      centreOnly: true,
      group: 'out',
      title: words('Alarm', '报警'),
      help: words(
        'An alarm that stands while the condition holds; acknowledged, shelved and told as all alarms are.',
        '条件成立期间激活的报警，确认、搁置与通知同其他报警。',
      ),
      inputs: [condition('in', 'Active while', '激活条件')],
      outputs: [],
      settings: [
        setting('text', 'name', 'Name of the point', '点位名称'),
        setting('text', 'message', 'Message', '消息', { default: '' }),
        choices(
          'priority',
          'Priority',
          '优先级',
          { low: ['low', '低'], medium: ['medium', '中'], high: ['high', '高'], critical: ['critical', '紧急'] },
          'medium',
        ),
      ],
      examples: [],
    },
    make: () => passive,
  }),
  node({
    face: {
      type: 'out.notice',
      centreOnly: true,
      group: 'out',
      title: words('Notification', '通知'),
      help: words('Tells people when a condition comes to hold.', '条件成立时通知相关人员。'),
      inputs: [when, value],
      outputs: [],
      settings: [
        setting('template', 'subject', 'Subject', '标题'),
        setting('template', 'message', 'Message', '内容', { default: '' }),
        setting('text', 'to', 'To', '接收者', { default: '' }),
        pause,
      ],
      examples: [],
    },
    make: onRise((making) => {
      const subject = messageOf('subject')(making)
      const message = messageOf('message')(making)
      return (moment) => ({ subject: subject(moment), message: message(moment), to: making.text('to') })
    }),
  }),
  node({
    face: {
      type: 'out.work-order',
      centreOnly: true,
      group: 'out',
      title: words('Work order', '工单'),
      help: words('Opens a work order when a condition comes to hold.', '条件成立时创建工单。'),
      inputs: [when, value],
      outputs: [],
      settings: [
        setting('template', 'subject', 'What is to be done', '工作内容'),
        setting('template', 'message', 'More', '说明', { default: '' }),
        choices(
          'priority',
          'Priority',
          '优先级',
          { low: ['low', '低'], medium: ['medium', '中'], high: ['high', '高'] },
          'medium',
        ),
        { ...pause, default: 86_400 },
      ],
      examples: [],
    },
    make: onRise((making) => {
      const subject = messageOf('subject')(making)
      const message = messageOf('message')(making)
      return (moment) => ({ subject: subject(moment), message: message(moment), priority: making.text('priority') })
    }),
  }),
  node({
    face: {
      type: 'out.write',
      centreOnly: true,
      group: 'out',
      title: words('Write', '写入设备'),
      help: words(
        'Orders a value to be written to a point of a device; rights, four eyes and limits of writes apply. Only good values that differ from the last by more than the deadband go out, and not more often than the interval.',
        '向设备点位下发写入指令，遵循写入权限、双人复核与限值；仅当质量好、变化超过死区且满足最小间隔时下发。',
      ),
      inputs: [any('in', 'Value', '值')],
      outputs: [],
      settings: [
        setting('point', 'point', 'Point', '点位', { optional: true }),
        setting('number', 'deadband', 'Deadband', '死区', { unit: '1', default: 0, low: 0 }),
        seconds('interval', 'Not more often than', '最小间隔', { default: 1, low: 0 }),
      ],
      examples: [],
    },
    make: (making) => {
      const band = making.number('deadband')
      const interval = making.micros('interval')
      const { type, unit } = making.type('in')
      // Cells: one was written, the value, when.
      return {
        cells: 3,
        at: (moment) => {
          if (moment.came[0] === 0 || !isGood(moment.status[0]!)) return
          const [written, last, at] = moment.cells as unknown as [number, number, Micros]
          const now = moment.value[0]!
          if (
            written === 1 &&
            (moment.at - at < interval || (type === 'number' ? Math.abs(now - last) <= band : now === last))
          )
            return
          moment.cells[0] = 1
          moment.cells[1] = now
          moment.cells[2] = moment.at
          moment.act(moment.at, { value: held(moment, 0, type), unit: unit ?? null })
        },
      }
    },
  }),
  node({
    face: {
      type: 'out.http',
      centreOnly: true,
      group: 'out',
      title: words('HTTP request', 'HTTP 请求'),
      help: words(
        'Sends a request for each text that comes, through the platform’s guarded way out.',
        '每收到一个文本即通过平台受控出口发送请求。',
      ),
      inputs: [text('in', 'Body', '正文')],
      outputs: [],
      settings: [
        setting('text', 'address', 'Address', '地址'),
        choices('method', 'Method', '方法', { POST: ['POST', 'POST'], PUT: ['PUT', 'PUT'] }, 'POST'),
        setting('secret', 'secret', 'Secret header', '密钥请求头', { optional: true }),
        seconds('interval', 'Not more often than', '最小间隔', { default: 1, low: 0 }),
      ],
      examples: [],
    },
    make: (making) => {
      const interval = making.micros('interval')
      const secret = making.text('secret')
      return {
        cells: 2,
        at: (moment) => {
          if (moment.came[0] === 0 || isBad(moment.status[0]!)) return
          if (moment.cells[0] === 1 && moment.at - moment.cells[1]! < interval) return
          moment.cells[0] = 1
          moment.cells[1] = moment.at
          moment.act(moment.at, {
            address: making.text('address'),
            method: making.text('method'),
            ...(secret === '' ? {} : { secret }),
            body: moment.text(0),
          })
        },
      }
    },
  }),
  node({
    face: {
      type: 'out.table',
      centreOnly: true,
      group: 'out',
      title: words('App table', '应用数据表'),
      help: words(
        'Keeps a row when a condition comes to hold: each column is an input of its name. The table is named app/table; a flow of an app names one of its own. Of the key, what has no input is filled: a time with that of the row, an asset with that of the flow, a text with an id of its own.',
        '条件成立时向应用数据表写入一行，每列对应同名输入。数据表写作“应用/表”；应用自带的流程直接写表名。主键中未接入的列自动填写：时间列为该行时间，资产列为流程所在资产，文本列为唯一编号。',
      ),
      inputs: [when],
      outputs: [],
      settings: [
        setting('text', 'table', 'Table', '数据表'),
        setting('list', 'columns', 'Columns', '列'),
        { ...pause, default: 0 },
      ],
      examples: [
        {
          title: words('A row a shift', '每班一行'),
          settings: { table: 'works/shift-log/shifts', columns: ['good', 'scrap'] },
        },
      ],
    },
    ports: portsOfList('columns'),
    make: onRise((making) => {
      const row = objectOf(making, 'columns')
      return (moment) => ({ table: making.text('table'), row: row(moment) })
    }),
  }),
  node({
    face: {
      type: 'out.service',
      centreOnly: true,
      group: 'out',
      title: words('Service of the pool', '组件池服务'),
      help: words(
        'Calls a service of the component pool when a condition comes to hold: each field is an input of its name. It works as the app whose it is; whoever deployed the flow needs the right to call services, and what the service writes they must be allowed to write in the whole organisation. What it answers stands with the action.',
        '条件成立时调用组件池中的服务，每个字段对应同名输入。服务以所属应用的身份运行；部署流程的人须有调用服务的权限，服务写入的内容也须是其在整个组织内有权写入的。应答记录在动作中。',
      ),
      inputs: [when],
      outputs: [],
      settings: [
        setting('service', 'component', 'Service', '服务'),
        setting('list', 'fields', 'Fields', '字段', { default: [] }),
        { ...pause, default: 0 },
      ],
      examples: [
        {
          title: words('Judge a batch', '判定一批产品'),
          settings: { component: 'judge@1', fields: ['power', 'flow'] },
        },
      ],
    },
    ports: portsOfList('fields'),
    make: onRise((making) => {
      const input = objectOf(making, 'fields')
      return (moment) => ({ component: making.text('component'), input: input(moment) })
    }),
  }),
  node({
    face: {
      type: 'out.log',
      centreOnly: true,
      group: 'out',
      title: words('Log', '日志'),
      help: words(
        'Writes a line into the log of the flow for each sample, at most one an interval.',
        '每个采样写入一行流程日志，受最小间隔限制。',
      ),
      inputs: [inAny],
      outputs: [],
      settings: [
        setting('text', 'message', 'Message', '消息', { default: '' }),
        seconds('interval', 'Not more often than', '最小间隔', { default: 1, low: 0 }),
      ],
      examples: [],
    },
    make: (making) => {
      const interval = making.micros('interval')
      const { type } = making.type('in')
      return {
        cells: 2,
        at: (moment) => {
          if (moment.came[0] === 0) return
          if (moment.cells[0] === 1 && moment.at - moment.cells[1]! < interval) return
          moment.cells[0] = 1
          moment.cells[1] = moment.at
          moment.act(moment.at, {
            message: making.text('message'),
            value: held(moment, 0, type),
            status: moment.status[0]!,
          })
        },
      }
    },
  }),
]
