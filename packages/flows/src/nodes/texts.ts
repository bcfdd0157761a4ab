import type { ValueType } from '@millrace/compute'
import { isBad, Status, worst } from '@millrace/core'
import type { PortFace } from '../face.ts'
import type { NodeKind } from '../kind.ts'
import { any, choices, condition, node, setting, text, words } from './define.ts'
import { namesOfTemplate, template } from './template.ts'

const inText = text('in', 'Text', '文本')
const outText = text('out', 'Text', '文本')

/** The value at a path such as `data.0.temperature`; nothing of an object that it has by birth. */
export function atPath(value: unknown, path: string): unknown {
  let found = value
  for (const step of path === '' ? [] : path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined
    found = (found as Record<string, unknown>)[step]
  }
  return found
}

/** `*` stands for any characters, `?` for one. Takes time in proportion to both lengths at the most. */
export function matchesGlob(text: string, glob: string): boolean {
  let [t, g, star, from] = [0, 0, -1, 0]
  while (t < text.length) {
    if (g < glob.length && (glob[g] === '?' || glob[g] === text[t]) && glob[g] !== '*') {
      t++
      g++
    } else if (g < glob.length && glob[g] === '*') {
      star = g++
      from = t
    } else if (star >= 0) {
      g = star + 1
      t = ++from
    } else return false
  }
  while (g < glob.length && glob[g] === '*') g++
  return g === glob.length
}

const tests: Readonly<Record<string, (text: string, of: string) => boolean>> = {
  contains: (one, of) => one.includes(of),
  is: (one, of) => one === of,
  begins: (one, of) => one.startsWith(of),
  ends: (one, of) => one.endsWith(of),
  like: matchesGlob,
}

export const texts: readonly NodeKind[] = [
  node({
    face: {
      type: 'text.format',
      group: 'text',
      title: words('Text from values', '文本模板'),
      help: words(
        'A text with values in it: {name} is an input, {name:2} one with two digits behind the point.',
        '含数值的文本：{name} 为输入，{name:2} 保留两位小数。',
      ),
      inputs: [],
      outputs: [outText],
      settings: [setting('template', 'template', 'Text', '文本', { default: '{value}' })],
      examples: [{ title: words('A sentence', '一句话'), settings: { template: 'Pressure is {pressure:1} bar' } }],
    },
    ports: ({ template: told }) => ({
      inputs: namesOfTemplate(String(told)).map((name): PortFace => any(name, name, name)),
      outputs: [outText],
    }),
    make: (making) => {
      const fill = template(making.text('template'), making)
      return {
        at: (moment) => {
          let all: number = Status.Good
          for (const status of moment.status) all = worst(all, status)
          moment.giveText(isBad(all) ? '' : fill(moment), all)
        },
      }
    },
  }),
  node({
    face: {
      type: 'text.parse-json',
      group: 'text',
      title: words('From JSON', '解析 JSON'),
      help: words(
        'The value at a path of a JSON text; what is not there, or of another type, is bad.',
        '取 JSON 文本某路径的值；不存在或类型不符为坏值。',
      ),
      inputs: [inText],
      outputs: [any('out', 'Value', '值')],
      settings: [
        setting('text', 'path', 'Path', '路径', {
          default: '',
          help: words('data.0.temperature', 'data.0.temperature'),
        }),
        choices(
          'type',
          'Type',
          '类型',
          { number: ['number', '数值'], boolean: ['condition', '布尔'], text: ['text', '文本'] },
          'number',
        ),
        setting('unit', 'unit', 'Unit', '单位', { optional: true }),
      ],
      examples: [
        { title: words('A temperature', '温度'), settings: { path: 'data.temperature', type: 'number', unit: 'Cel' } },
      ],
    },
    gives: ({ settings: { type, unit } }) => ({
      out: { type, ...(type === 'number' && typeof unit === 'string' ? { unit } : {}) } as ValueType,
    }),
    make: (making) => {
      const path = making.text('path')
      const type = making.text('type')
      return {
        at: (moment) => {
          const status = moment.status[0]!
          if (isBad(status)) return moment.giveBad(status)
          let value: unknown
          try {
            value = atPath(JSON.parse(moment.text(0)), path)
          } catch {
            return moment.giveBad(Status.BadDecodingError)
          }
          if (typeof value === 'string' && type === 'text') moment.giveText(value, status)
          else if (typeof value === 'number' && type === 'number') moment.give(value, status)
          else if (typeof value === 'boolean' && type === 'boolean') moment.give(value ? 1 : 0, status)
          else if (type === 'text' && typeof value === 'object' && value !== null)
            moment.giveText(JSON.stringify(value), status)
          else moment.giveBad(value === undefined ? Status.BadNoData : Status.BadTypeMismatch)
        },
      }
    },
  }),
  node({
    face: {
      type: 'text.match',
      group: 'text',
      title: words('Matches', '文本匹配'),
      help: words(
        'Whether a text is, contains, begins or ends with another, or is like one with * and ? in it.',
        '文本是否等于、包含、以……开头/结尾，或符合含 * 与 ? 的样式。',
      ),
      inputs: [inText],
      outputs: [condition('out', 'Matches', '匹配')],
      settings: [
        choices(
          'how',
          'How',
          '方式',
          {
            contains: ['contains', '包含'],
            is: ['is', '等于'],
            begins: ['begins with', '开头是'],
            ends: ['ends with', '结尾是'],
            like: ['is like', '符合样式'],
          },
          'contains',
        ),
        setting('text', 'of', 'Text', '文本'),
        setting('boolean', 'case', 'Capitals count', '区分大小写', { default: true }),
      ],
      examples: [{ title: words('An error', '含 error'), settings: { how: 'contains', of: 'error', case: false } }],
    },
    make: (making) => {
      const test = tests[making.text('how')]!
      const counts = making.flag('case')
      const of = counts ? making.text('of') : making.text('of').toLowerCase()
      return {
        at: (moment) => {
          const status = moment.status[0]!
          if (isBad(status)) return moment.giveBad(status)
          const seen = moment.text(0)
          moment.give(test(counts ? seen : seen.toLowerCase(), of) ? 1 : 0, status)
        },
      }
    },
  }),
]
