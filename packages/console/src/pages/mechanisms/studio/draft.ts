import { currentLanguage } from '../../../i18n/language.ts'
import type { MechanismFile, MechanismManifest, MechanismVersion } from '../../../platform.ts'
import { namesIn, slugOf } from './names.ts'
import { yamlOf } from './yaml.ts'

export type Input = MechanismManifest['inputs'][number]
export type Output = MechanismManifest['outputs'][number]
export type Parameter = NonNullable<MechanismManifest['parameters']>[number]
export type ModelStep = NonNullable<MechanismManifest['runtime']['steps']>[number]
export type ModelCase = MechanismManifest['cases'][number]
export type ModelSource = MechanismManifest['sources'][number]

export const SCRIPT = 'main.js'
export const OWN_SOURCE = 'own'

/** A model as it is written. */
export interface StudioDraft {
  readonly manifest: MechanismManifest
  /** Texts of files beside model.yaml. */
  readonly texts: Readonly<Record<string, string>>
  /** The id was typed, or is that of a model there is: it follows the title no more. */
  readonly named: boolean
}

/** Where ids begin, and what a title without Latin letters becomes. */
export interface Naming {
  readonly publisher: string
  readonly otherwise: string
  readonly owner: string
  readonly ownSource: string
}

export const firstDraft = ({ publisher, otherwise, owner, ownSource }: Naming): StudioDraft => ({
  manifest: {
    id: `${publisher}/${otherwise}`,
    version: '0.1.0',
    title: { en: '', zh: '' },
    description: { en: '', zh: '' },
    owner,
    licence: 'LicenseRef-Proprietary',
    sources: [{ id: OWN_SOURCE, kind: 'data', title: ownSource, seen: true }],
    taxonomy: { domain: 'energy' },
    inputs: [],
    outputs: [{ name: 'result', type: 'number', en: '', zh: '' }],
    runtime: { kind: 'formula', outputs: { result: '' } },
    cases: [],
  },
  texts: {},
  named: false,
})

/** A version to be changed, or to be written on as the next one. */
export function draftOf(version: MechanismVersion): StudioDraft {
  const texts = Object.fromEntries(
    version.files.flatMap(({ path, text }) => (path === 'model.yaml' || text === undefined ? [] : [[path, text]])),
  )
  const stays = version.may.includes('change')
  const number = stays ? version.version : nextVersion(version.version)
  return { manifest: { ...version.manifest, version: number }, texts, named: true }
}

/** The next one after a version: a greater minor, as outputs may differ. */
function nextVersion(version: string): string {
  const [major = '0', minor = '0'] = version.split('.')
  return `${major}.${Number(minor) + 1}.0`
}

interface Words {
  readonly en: string
  readonly zh: string
}

/** Words with those of the reader's language changed; the other language follows until it has words of its own. */
export function worded<Of extends Words>(of: Of, text: string): Of {
  const mine = currentLanguage()
  const other = mine === 'zh' ? 'en' : 'zh'
  return { ...of, [mine]: text, ...(of[other] === of[mine] && { [other]: text }) }
}

export function titled(draft: StudioDraft, text: string, { publisher, otherwise }: Naming): StudioDraft {
  const title = worded(draft.manifest.title, text)
  const id = draft.named ? draft.manifest.id : `${publisher}/${slugOf(title.en) || otherwise}`
  return { ...draft, manifest: { ...draft.manifest, title, id } }
}

const filled = <Of extends Words>(words: Of, otherwise: string): Of => ({
  ...words,
  en: words.en.trim() || words.zh.trim() || otherwise,
  zh: words.zh.trim() || words.en.trim() || otherwise,
})

/** The manifest as it is kept: what was left empty stands for something. */
export function written({ manifest }: StudioDraft): MechanismManifest {
  const title = filled(manifest.title, manifest.id.split('/')[1] ?? manifest.id)
  const named = <Of extends Words & { readonly name: string }>(one: Of): Of => filled(one, one.name)
  const parameters = manifest.parameters?.map(named) ?? []
  const { steps = [] } = manifest.runtime
  const { steps: _, ...runtime } = manifest.runtime
  return {
    ...manifest,
    title,
    description: {
      en: manifest.description.en.trim() || manifest.description.zh.trim() || title.en,
      zh: manifest.description.zh.trim() || manifest.description.en.trim() || title.zh,
    },
    inputs: manifest.inputs.map(named),
    // A model that gives one thing is called as what it gives.
    outputs: manifest.outputs.map((output) =>
      manifest.outputs.length === 1 && !output.en.trim() && !output.zh.trim() ? { ...output, ...title } : named(output),
    ),
    ...(parameters.length > 0 && { parameters }),
    runtime: steps.length > 0 ? { ...runtime, steps } : runtime,
  }
}

export const formulasOf = ({ runtime }: MechanismManifest): string[] => [
  ...(runtime.steps ?? []).map(({ formula }) => formula),
  ...Object.values(runtime.outputs ?? {}).map(String),
]

/** Whether there is anything to check yet. */
export const isBegun = ({ manifest, texts }: StudioDraft): boolean =>
  manifest.runtime.kind === 'formula'
    ? formulasOf(manifest).some((formula) => formula.trim() !== '')
    : Object.keys(texts).length > 0

/** Names that formulas read and that nothing gives yet. */
export function unknownNames(manifest: MechanismManifest): string[] {
  if (manifest.runtime.kind !== 'formula') return []
  const known = new Set(
    [manifest.inputs, manifest.parameters ?? [], manifest.runtime.steps ?? []].flat().map(({ name }) => name),
  )
  return [...new Set(formulasOf(manifest).flatMap(namesIn))].filter(
    (name) => !known.has(name) && /^[A-Za-z]\w{0,59}$/.test(name),
  )
}

/** The files of the package; `text`: model.yaml as somebody wrote it by hand. */
export const filesOf = (draft: StudioDraft, text?: string): MechanismFile[] => [
  { path: 'model.yaml', text: text ?? yamlOf(written(draft)) },
  ...Object.entries(draft.texts).map(([path, own]) => ({ path, text: own })),
]
