import type { AppManifest } from './manifest.ts'
import type { BoundAsset } from './service/host.ts'

/** In place of a point: that of a property, at every asset that is bound to a need; where one point is wanted, at the first. */
interface PropertyRef {
  readonly need: string
  readonly property: string
}
type Of =
  | { readonly is: 'plant' }
  | { readonly is: 'class'; readonly class: string }
  /** A screen for each asset that is bound; what it refers to of that need is of this asset. */
  | { readonly is: 'need'; readonly need: string }

/** A screen of a package, as far as it is looked at here; the platform knows the widgets. */
export interface ScreenDraft {
  readonly format: 'millrace-screen/1'
  readonly title: { readonly en: string; readonly zh: string }
  readonly of: Of
  readonly widgets: readonly Readonly<Record<string, unknown>>[]
}

/** Points that a widget of a kind takes in one list. */
const MOST: Readonly<Record<string, number>> = { trend: 6, states: 12, bars: 20, table: 100 }

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const refOf = (value: unknown): PropertyRef | undefined =>
  isObject(value) && typeof value['need'] === 'string' && typeof value['property'] === 'string'
    ? { need: value['need'], property: value['property'] }
    : undefined

/** Reads a screen of a package and says what is wrong with it. */
export function readScreen(text: string, { needs = [] }: AppManifest): { draft?: ScreenDraft; wrong: string[] } {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return { wrong: ['is no JSON'] }
  }
  if (!isObject(read) || read['format'] !== 'millrace-screen/1') return { wrong: ['must be of millrace-screen/1'] }
  const { title, of, widgets } = read
  const wrong: string[] = []
  if (!isObject(title) || typeof title['en'] !== 'string' || typeof title['zh'] !== 'string')
    wrong.push('must have a title in en and zh')
  if (!isObject(of) || !['plant', 'class', 'need'].includes(String(of['is'])))
    wrong.push('must be of plant, class or need: assets are of one plant alone')
  else if (of['is'] === 'need' && !needs.some(({ name }) => name === of['need']))
    wrong.push(`is of ${String(of['need'])}, which is no need`)
  if (!Array.isArray(widgets) || !widgets.every(isObject)) wrong.push('must have a list of widgets')
  else for (const widget of widgets) wrong.push(...wrongIn(widget, needs))
  return wrong.length > 0 ? { wrong } : { draft: read as unknown as ScreenDraft, wrong }
}

function wrongIn(part: unknown, needs: NonNullable<AppManifest['needs']>): string[] {
  const ref = refOf(part)
  if (ref) {
    const need = needs.find(({ name }) => name === ref.need)
    if (!need) return [`refers to ${ref.need}, which is no need`]
    return need.properties.some(({ name }) => name === ref.property)
      ? []
      : [`refers to ${ref.property}, which is no property of ${ref.need}`]
  }
  if (isObject(part) && 'point' in part) return ['refers to a point, which one plant alone has: name need and property']
  return Array.isArray(part) || isObject(part) ? Object.values(part).flatMap((one) => wrongIn(one, needs)) : []
}

/** The screens that a plant gets of it, as documents of millrace-screen/1. */
export function screensFor(draft: ScreenDraft, bound: Readonly<Record<string, readonly BoundAsset[]>>): object[] {
  const { of, title, widgets } = draft
  if (of.is !== 'need') return [{ ...draft, widgets: widgets.map((widget) => widgetFor(widget, bound)) }]
  return (bound[of.need] ?? []).map((asset) => ({
    ...draft,
    title: { en: `${title.en} · ${asset.name}`.slice(0, 200), zh: `${title.zh} · ${asset.name}`.slice(0, 200) },
    of: { is: 'asset', asset: asset.id },
    widgets: widgets.map((widget) => widgetFor(widget, { ...bound, [of.need]: [asset] })),
  }))
}

function widgetFor(
  widget: Readonly<Record<string, unknown>>,
  bound: Readonly<Record<string, readonly BoundAsset[]>>,
): object {
  const pointsOf = ({ need, property }: PropertyRef): { point: string }[] =>
    (bound[need] ?? []).flatMap(({ points }) => {
      const point = Object.hasOwn(points, property) ? points[property] : undefined
      return point === undefined ? [] : [{ point }]
    })
  const parts = Object.entries(widget).flatMap(([name, part]): [string, unknown][] => {
    const ref = refOf(part)
    if (ref)
      return pointsOf(ref)
        .slice(0, 1)
        .map((point) => [name, point])
    if (!Array.isArray(part)) return [[name, part]]
    const list = part.flatMap((one: unknown): unknown[] => {
      const each = refOf(one)
      return each ? pointsOf(each) : [one]
    })
    return [[name, list.slice(0, MOST[String(widget['kind'])])]]
  })
  return Object.fromEntries(parts)
}
