/** As library/devices/schema/device-profile.json has them. */
export const profileKinds = [
  'battery',
  'boiler-controller',
  'chiller-controller',
  'cnc',
  'compressor-controller',
  'drive',
  'energy-meter',
  'flow-meter',
  'genset-controller',
  'identity',
  'plc-template',
  'pv-inverter',
  'solar-charger',
  'temperature-controller',
  'ups',
  'weighing-indicator',
] as const
export const profileStates = [
  'draft',
  'submitted',
  'tried',
  'published',
  'rejected',
  'withdrawn',
  'superseded',
] as const
export const profileOrigins = ['organisation', 'library'] as const

export type ProfileKind = (typeof profileKinds)[number]

export const isProfileKind = (text: string): text is ProfileKind => profileKinds.some((known) => known === text)

/** What the address of the library keeps. */
export interface LibrarySearch {
  kind?: ProfileKind
  state?: (typeof profileStates)[number]
  origin?: (typeof profileOrigins)[number]
  q?: string
}

export function parseLibrarySearch(search: Record<string, unknown>): LibrarySearch {
  const kind = profileKinds.find((known) => known === search['kind'])
  const state = profileStates.find((known) => known === search['state'])
  const origin = profileOrigins.find((known) => known === search['origin'])
  const q = search['q'] === undefined || search['q'] === '' ? undefined : String(search['q'])
  return { ...(kind && { kind }), ...(state && { state }), ...(origin && { origin }), ...(q && { q }) }
}
