import { isoOf } from '@millrace/core'
import type { ModelInput, ModelManifest, ModelOutput, Words } from '../manifest/manifest.ts'
import { MANIFEST } from '../package/archive.ts'
import type { LearningRequest, LearntQuantity } from './face.ts'
import { digestOfRows, rangeOf, type Table } from './rows.ts'
import { yamlOf } from './yaml.ts'

/** Of a package, what each kind of learning tells by itself. */
export interface Taught
  extends Pick<ModelManifest, 'inputs' | 'outputs' | 'parameters' | 'stateful' | 'runtime' | 'limits' | 'cases'> {
  readonly tag: string
  /** How it is made and what it says. */
  readonly words: Words
  /** Scripts, by path. */
  readonly scripts?: Readonly<Record<string, string>>
}

/** Id of the source that cases refer to. */
export const HISTORY = 'history'

/** The package of what was learnt from those rows. @param training columns of the inputs of the package, then of the target */
export function packageOf(asked: LearningRequest, training: Table, taught: Taught): ReadonlyMap<string, Uint8Array> {
  const { id, version, title, owner, licence, domain } = asked
  const { tag, words, scripts = {}, ...rest } = taught
  const [from, until] = [isoOf(training.time[0]!), isoOf(training.time.at(-1)!)]
  const manifest: ModelManifest = {
    id,
    version,
    title,
    description: described(asked, words, { from, until, rows: training.length }),
    owner,
    licence,
    sources: [
      {
        id: HISTORY,
        kind: 'data',
        title: `History from ${from} to ${until}, ${training.length} rows, sha256:${digestOfRows(training)}`,
        publisher: owner,
        seen: true,
      },
    ],
    taxonomy: { domain, tags: ['learnt', tag] },
    ...rest,
  }
  const encoder = new TextEncoder()
  const files = Object.entries({ [MANIFEST]: yamlOf(manifest), ...scripts })
  return new Map(files.map(([path, text]) => [path, encoder.encode(text)]))
}

function described(
  { description }: LearningRequest,
  words: Words,
  { from, until, rows }: { readonly from: string; readonly until: string; readonly rows: number },
): Words {
  const told = (own: string | undefined, rest: string): string =>
    shortened([own, rest].filter(Boolean).join('\n\n'), 4_000)
  return {
    en: told(
      description?.en,
      `${words.en} Learnt from ${rows} rows from ${from} to ${until}, without code; outside of what they hold it is uncertain. Its cases are rows of the time after them with what the trained model gives.`,
    ),
    zh: told(
      description?.zh,
      `${words.zh}由 ${from} 至 ${until} 的 ${rows} 行历史数据训练得出，无需编码；超出训练数据范围时结果为不确定。参考案例取自其后保留时段，数值由训练程序给出。`,
    ),
  }
}

/** An input that is believed where it was trained. */
export function inputOf({ name, unit, en, zh }: LearntQuantity, values: Float64Array): ModelInput {
  return { name, type: 'number', ...unitOf(unit), ...rangeOf(values), en, zh }
}

/** A unit of dimension one is told by none. */
export const unitOf = (unit: string | undefined): { readonly unit?: string } =>
  unit === undefined || unit === '1' ? {} : { unit }

export const outputOf = (name: string, { en, zh }: Words, more: Partial<ModelOutput> = {}): ModelOutput => ({
  name,
  type: 'number',
  ...more,
  en,
  zh,
})

/** No pair of surrogates is cut in two. */
const shortened = (text: string, most: number): string => text.slice(0, most).replace(/[\ud800-\udbff]$/, '')

/** Words as long as a manifest bears. */
export const shortWords = (en: string, zh: string): Words => ({ en: shortened(en, 400), zh: shortened(zh, 400) })

/** Names that are not taken yet; what is given out is taken. */
export class FreeNames {
  readonly #taken: Set<string>

  constructor(quantities: readonly LearntQuantity[]) {
    this.#taken = new Set(quantities.map(({ name }) => name))
  }

  take(wanted: string): string {
    let name = wanted
    for (let i = 2; this.#taken.has(name); i++) name = `${wanted}_${i}`
    this.#taken.add(name)
    return name
  }
}

/** At most so many places of 0 to n − 1, evenly. */
export const places = (n: number, most: number): number[] => {
  const count = Math.min(n, most)
  return Array.from({ length: count }, (_, i) => Math.floor((i * n) / count))
}
