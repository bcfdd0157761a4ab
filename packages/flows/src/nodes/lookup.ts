import { Fault, isBad, Status, worst } from '@millrace/core'
import '../faults.ts'
import type { Making, NodeKind, Settings } from '../kind.ts'
import { inNumber, node, number, setting, text, words } from './define.ts'

const unit = setting('unit', 'unit', 'Unit of the result', '结果单位', { optional: true })
const given = ({ unit: told }: Settings) => ({
  out: typeof told === 'string' ? ({ type: 'number', unit: told } as const) : ({ type: 'number' } as const),
})

const pairs = (making: Making): readonly (readonly [number, number])[] => {
  const rows = making.rows('rows').map(({ x, y }) => [Number(x), Number(y)] as const)
  return [...rows].sort(([one], [other]) => one - other)
}

const xy = (x: string, y: string) =>
  setting('rows', 'rows', 'Table', '表', {
    columns: [setting('number', 'x', x, x, { unit: '1' }), setting('number', 'y', y, y, { unit: '1' })],
  })

/** Place of the last row whose x is not above a value; −1 before the first. */
function placeOf(rows: readonly (readonly [number, number])[], value: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle]![0] <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}

const example = {
  rows: [
    { x: 0, y: 0 },
    { x: 50, y: 120 },
    { x: 100, y: 200 },
  ],
}

export const lookup: readonly NodeKind[] = [
  node({
    face: {
      type: 'lookup.table',
      group: 'lookup',
      title: words('Steps', '分段表'),
      help: words(
        'The y of the last row whose x is not above the value; below the first it is out of range.',
        '取 x 不大于输入的最后一行的 y；低于首行为越限。',
      ),
      inputs: [inNumber],
      outputs: [number('out', 'Result', '结果')],
      settings: [xy('From', 'Result'), unit],
      examples: [{ title: words('Tariff by load', '分段费率'), settings: example }],
    },
    gives: ({ settings }) => given(settings),
    make: (making) => {
      const rows = pairs(making)
      return {
        at: (moment) => {
          if (isBad(moment.status[0]!)) return moment.giveBad(moment.status[0]!)
          const place = placeOf(rows, moment.value[0]!)
          if (place < 0) moment.giveBad(Status.BadOutOfRange)
          else moment.give(rows[place]![1], moment.status[0]!)
        },
      }
    },
  }),
  node({
    face: {
      type: 'lookup.curve',
      group: 'lookup',
      title: words('Curve', '曲线插值'),
      help: words(
        'Straight lines between the points of a curve, such as a pump’s; outside its ends the nearest is taken, uncertain.',
        '曲线点之间线性插值（如泵特性）；超出端点取最近值并标为不确定。',
      ),
      inputs: [inNumber],
      outputs: [number('out', 'Result', '结果')],
      settings: [xy('x', 'y'), unit],
      examples: [{ title: words('Three points', '三点曲线'), settings: example }],
    },
    gives: ({ settings }) => given(settings),
    make: (making) => {
      const rows = pairs(making)
      return {
        at: (moment) => {
          const status = moment.status[0]!
          if (isBad(status) || rows.length === 0)
            return moment.giveBad(isBad(status) ? status : Status.BadConfigurationError)
          const value = moment.value[0]!
          const place = placeOf(rows, value)
          const outside = worst(status, Status.UncertainEngineeringUnitsExceeded)
          const [x0, y0] = rows[Math.max(0, place)]!
          if (place < 0) return moment.give(y0, outside)
          const next = rows[place + 1]
          if (!next) return moment.give(y0, value === x0 ? status : outside)
          moment.give(y0 + ((next[1] - y0) * (value - x0)) / (next[0] - x0), status)
        },
      }
    },
  }),
  node({
    face: {
      type: 'lookup.map',
      group: 'lookup',
      title: words('Names for values', '值映射'),
      help: words(
        'A text for a number or another text, such as the name of a state; what is not in the table gets the text for all else, or is bad.',
        '将数值或文本映射为文本（如状态名）；未列出者取默认文本或为坏值。',
      ),
      inputs: [{ ...inNumber, type: 'any' }],
      outputs: [text('out', 'Text', '文本')],
      settings: [
        setting('rows', 'rows', 'Table', '表', {
          columns: [setting('text', 'from', 'Value', '值'), setting('text', 'to', 'Text', '文本')],
        }),
        setting('text', 'otherwise', 'All else', '其他', { optional: true }),
      ],
      examples: [
        {
          title: words('Machine states', '设备状态'),
          settings: {
            rows: [
              { from: '0', to: 'stopped' },
              { from: '1', to: 'running' },
            ],
          },
        },
      ],
    },
    gives: ({ settings }) => {
      const rows = (settings['rows'] ?? []) as readonly Settings[]
      const froms = rows.map(({ from }) => String(from))
      if (new Set(froms).size < froms.length)
        throw new Fault('flow.setting_malformed', { setting: 'rows', expected: 'each value once', seen: 'one twice' })
      return {}
    },
    make: (making) => {
      const { type } = making.type('in')
      const rows = new Map(making.rows('rows').map(({ from, to }) => [String(from), making.texts.numberOf(String(to))]))
      const otherwise =
        making.settings['otherwise'] === undefined ? undefined : making.texts.numberOf(making.text('otherwise'))
      return {
        at: (moment) => {
          if (isBad(moment.status[0]!)) return moment.giveBad(moment.status[0]!)
          const value = moment.value[0]!
          const seen = type === 'text' ? moment.text(0) : type === 'boolean' ? String(value === 1) : String(value)
          const found = rows.get(seen) ?? otherwise
          if (found === undefined) moment.giveBad(Status.BadOutOfRange)
          else moment.give(found, moment.status[0]!)
        },
      }
    },
  }),
]
