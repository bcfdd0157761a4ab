/** Areas of the error table that any part of the plant may answer from. */
const plant = ['assets', 'devices', 'access']

/** First words of its paths, each with the areas of the error table that its answers come from. */
type Capability = Readonly<Record<string, readonly string[]>>

/** What the API is about, as a reader looks for it. A path that stands in none is shown under its own word. */
const capabilities: Readonly<Record<string, Capability>> = {
  assets: {
    assets: ['assets', 'things', 'equipment'],
    placements: ['assets'],
    'physical-assets': ['assets'],
    'thing-models': ['things'],
    'role-fillings': ['assets', 'things', 'equipment'],
    'equipment-classes': ['equipment'],
    overview: ['telemetry', 'devices'],
  },
  values: {
    points: ['assets', 'telemetry', 'analysis', 'history'],
    live: ['assets', 'telemetry'],
    telemetry: ['ingest'],
    history: ['telemetry', 'history', 'imports', 'storage', 'files'],
    sql: ['queries', 'sql'],
    'derived-points': ['derived', 'derivation', 'expression'],
    lineage: ['derived', 'bindings', 'mechanisms'],
    'retention-rules': ['storage'],
  },
  writes: { writes: ['commands', ...plant], 'write-rules': ['commands'] },
  alarms: {
    alarms: ['alarms'],
    'alarm-events': ['alarms'],
    'alarm-definitions': ['alarms', 'conditions'],
    'alarm-changes': ['alarms', 'conditions'],
    'alarm-settings': ['alarms'],
  },
  events: {
    'event-types': ['events'],
    events: ['events'],
    'event-keeping': ['events'],
    webhooks: ['webhooks', 'events', 'outgoing'],
    'webhook-deliveries': ['webhooks'],
  },
  notices: {
    notices: ['notices'],
    'notice-channels': ['notices', 'outgoing'],
    'notice-deliveries': ['notices'],
    'notice-links': ['notices'],
    'notice-people': ['notices'],
    'notice-rotas': ['notices'],
    'notice-rules': ['notices'],
  },
  production: {
    'production-now': ['production'],
    'production-orders': ['production'],
    'production-changes': ['production'],
    products: ['production'],
    'work-units': ['production'],
    'work-calendars': ['production'],
    downtimes: ['production'],
    'downtime-reasons': ['production'],
    'lost-time': ['production', 'kpis'],
    kpis: ['kpis', 'kpi', 'expression'],
    'kpi-results': ['kpis'],
    'kpi-progress': ['kpis'],
  },
  energy: { energy: ['energy'] },
  maintenance: { 'work-orders': ['maintenance'], 'maintenance-plans': ['maintenance'] },
  models: {
    mechanisms: ['mechanisms', 'model'],
    'mechanism-keys': ['mechanisms'],
    'mechanism-library': ['mechanisms'],
    bindings: ['bindings', 'mechanisms'],
    studies: ['studies', 'calibration', 'learning'],
  },
  components: { components: ['components', 'flow'], 'component-use': ['components'] },
  apps: { apps: ['apps', 'app', 'package'], 'app-frames': ['apps'] },
  devices: { devices: ['devices'], machines: ['machines'], 'device-profiles': ['profiles', 'profile'] },
  access: {
    programs: ['programs', 'access'],
    roles: ['access'],
    assignments: ['access'],
    actions: ['access'],
    access: ['access'],
    grants: ['access'],
    members: ['members', 'access'],
    invitations: ['members'],
    people: ['members', 'factors'],
  },
  'sign-in': {
    session: ['identity', 'factors'],
    me: ['identity', 'factors', 'members'],
    oauth: ['programs'],
    'sign-in': ['federation'],
    'identity-providers': ['federation', 'outgoing'],
  },
  organisation: {
    organisation: ['members', 'identity'],
    organisations: ['members', 'identity', 'quotas'],
    quotas: ['quotas'],
    audit: ['audit'],
    backups: ['backups'],
  },
}

/** Areas of the error table that answers below this word come from. */
export const faultAreas = (word: string): readonly string[] =>
  Object.values(capabilities).find((words) => word in words)?.[word] ?? []

/** Capabilities with those of their words that there are, in their order; words that stand in none come last. */
export function capabilitiesOf(words: ReadonlySet<string>): { readonly name: string; readonly tags: string[] }[] {
  const known = Object.entries(capabilities).map(([name, own]) => ({
    name,
    tags: Object.keys(own).filter((word) => words.has(word)),
  }))
  const placed = new Set(known.flatMap(({ tags }) => tags))
  const rest = [...words].filter((word) => !placed.has(word)).sort()
  return [...known, { name: 'more', tags: rest }].filter(({ tags }) => tags.length > 0)
}
