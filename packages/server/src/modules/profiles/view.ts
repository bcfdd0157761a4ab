import { isoOf, MICROS_PER_MS } from '@millrace/core'
import { type DeviceProfile, pointsOf } from '@millrace/core/profiles'
import type { Shipped } from './library.ts'
import type { Content, Profile, ProfileListed, Step, Summary } from './schema.ts'
import { rankOf } from './steps.ts'
import type { ListedRow, ProfileRow, StepRow } from './store.ts'

const iso = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)

export function summaryOf(profile: DeviceProfile): Summary {
  const { maker, model, variants, kind, title, drivers, licence, author, version, alarms = [] } = profile
  return {
    maker,
    model,
    ...(variants ? { variants: [...variants] } : {}),
    kind,
    title: { ...title },
    drivers: [...drivers],
    licence,
    author,
    version,
    points: pointsOf(profile).length,
    alarms: alarms.length,
  }
}

export const shippedView = ({ key, content }: Shipped): ProfileListed => ({
  ...summaryOf(content),
  id: key.replace('/', '~'),
  key,
  origin: 'library',
  status: content.status,
})

export const rowView = ({ id, key, status, summary, by, changedAt }: ListedRow): ProfileListed => ({
  ...summary,
  id,
  key,
  origin: 'organisation',
  status,
  by,
  changedAt: iso(changedAt),
})

const stepView = ({ step, by, at, note, trial }: StepRow): Step => ({
  step,
  by,
  at: iso(at),
  note,
  ...(trial ? { trial } : {}),
})

/** A whole profile; `others`: every version of its maker and model, the newest first. */
export const profileView = (
  row: ProfileRow,
  steps: readonly StepRow[],
  others: readonly ListedRow[],
  may: Profile['may'],
): Profile => ({
  ...rowView(row),
  content: row.content as Content,
  yaml: row.yaml,
  steps: steps.map(stepView),
  versions: others.map(({ id, summary: { version }, status }) => ({ id, version, status })),
  may,
})

export const shippedProfile = (shipped: Shipped): Profile => {
  const view = shippedView(shipped)
  return {
    ...view,
    content: shipped.content as Content,
    yaml: shipped.yaml,
    steps: [],
    versions: [{ id: view.id, version: view.version, status: view.status }],
    may: [],
  }
}

/** Of each maker and model the version that counts now: a draft does not hide what is published. Rows come newest first. */
export function currentOf(rows: readonly ListedRow[]): ListedRow[] {
  const current = new Map<string, ListedRow>()
  for (const row of rows) {
    const held = current.get(row.key)
    if (!held || rankOf(row.status) < rankOf(held.status)) current.set(row.key, row)
  }
  return [...current.values()]
}
