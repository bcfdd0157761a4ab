import type { PortFace, SettingFace, Words } from '../face.ts'
import type { NodeKind } from '../kind.ts'

export const words = (en: string, zh: string): Words => ({ en, zh })

type Face = NodeKind['face']
interface Row extends Omit<NodeKind, 'face'> {
  readonly face: Omit<Face, 'portsBySettings' | 'examples'> & Partial<Pick<Face, 'examples'>>
}

/** A kind of node. */
export const node = ({ face, ...rest }: Row): NodeKind => ({
  face: { examples: [], ...face, portsBySettings: rest.ports !== undefined },
  ...rest,
})

type PortMore = Partial<Omit<PortFace, 'name' | 'title' | 'type'>>
const port = (type: PortFace['type'], name: string, title: Words, more: PortMore = {}): PortFace => ({
  name,
  title,
  type,
  ...more,
})

export const number = (name: string, en: string, zh: string, more?: PortMore): PortFace =>
  port('number', name, words(en, zh), more)
export const condition = (name: string, en: string, zh: string, more?: PortMore): PortFace =>
  port('boolean', name, words(en, zh), more)
export const text = (name: string, en: string, zh: string, more?: PortMore): PortFace =>
  port('text', name, words(en, zh), more)
export const any = (name: string, en: string, zh: string, more?: PortMore): PortFace =>
  port('any', name, words(en, zh), more)

/** The input and output that most nodes have. */
export const inNumber = number('in', 'Value', '输入值')
export const inCondition = condition('in', 'Condition', '条件')
export const inAny = any('in', 'Value', '输入值')
export const outLike = any('out', 'Result', '结果', { like: 'in' })
export const outCondition = condition('out', 'Condition', '条件')

type SettingMore = Partial<Omit<SettingFace, 'name' | 'title' | 'kind'>>
export const setting = (
  kind: SettingFace['kind'],
  name: string,
  en: string,
  zh: string,
  more: SettingMore = {},
): SettingFace => ({ name, title: words(en, zh), kind, ...more })

/** A duration in s. */
export const seconds = (name: string, en: string, zh: string, more: SettingMore = {}): SettingFace =>
  setting('number', name, en, zh, { unit: 's', low: 0.001, high: 366 * 86_400, ...more })

export const choices = (
  name: string,
  en: string,
  zh: string,
  of: Readonly<Record<string, readonly [string, string]>>,
  usual: string,
): SettingFace =>
  setting('choice', name, en, zh, {
    default: usual,
    choices: Object.entries(of).map(([value, [one, other]]) => ({ value, title: words(one, other) })),
  })
