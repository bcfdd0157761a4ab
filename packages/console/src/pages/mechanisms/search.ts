import type { MechanismVersion } from '../../platform.ts'

export const mechanismTabs = ['registry', 'library', 'running', 'studies'] as const
export const stages = ['draft', 'tested', 'reviewed', 'published', 'deprecated'] as const
export const domains = [
  'thermal',
  'fluid',
  'rotating',
  'electrical',
  'renewable',
  'process',
  'reliability',
  'quality',
  'energy',
  'control',
] as const
export type Domain = (typeof domains)[number]

/** What the address of the catalogue keeps. */
export interface MechanismSearch {
  tab?: (typeof mechanismTabs)[number]
  q?: string
  domain?: Domain
  stage?: MechanismVersion['stage']
}

const oneOf = <Known extends string>(known: readonly Known[], value: unknown): Known | undefined =>
  known.find((each) => each === value)

export function parseMechanismSearch(search: Record<string, unknown>): MechanismSearch {
  const tab = oneOf(mechanismTabs, search['tab'])
  const domain = oneOf(domains, search['domain'])
  const stage = oneOf(stages, search['stage'])
  const q = typeof search['q'] === 'string' ? search['q'] : ''
  return { ...(tab && { tab }), ...(q && { q }), ...(domain && { domain }), ...(stage && { stage }) }
}

const VERSION = /^\d+\.\d+\.\d+[\w.+-]{0,60}$/
const idOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value) ? value : undefined
const versionOf = (value: unknown): string | undefined =>
  typeof value === 'string' && VERSION.test(value) ? value : undefined

export const parseVersionSearch = (search: Record<string, unknown>): { version?: string } => {
  const version = versionOf(search['version'])
  return version ? { version } : {}
}

/** A version of a model: what the studio begins with, what is bound or studied. */
export interface OfVersion {
  mechanism?: string
  version?: string
}

export function parseOfVersion(search: Record<string, unknown>): OfVersion {
  const [mechanism, version] = [idOf(search['mechanism']), versionOf(search['version'])]
  return { ...(mechanism && { mechanism }), ...(version && { version }) }
}

export const studyKinds = ['backtest', 'calibration', 'learning'] as const

/** What a new study is of. */
export interface StudySearch extends OfVersion {
  kind?: (typeof studyKinds)[number]
  binding?: string
  asset?: string
}

export function parseStudySearch(search: Record<string, unknown>): StudySearch {
  const kind = oneOf(studyKinds, search['kind'])
  const [binding, asset] = [idOf(search['binding']), idOf(search['asset'])]
  return { ...parseOfVersion(search), ...(kind && { kind }), ...(binding && { binding }), ...(asset && { asset }) }
}
