import type { TenantTx } from '../../database/index.ts'
import type { Tell, Told } from '../events/index.ts'
import './events.ts'
import * as store from './store.ts'

/** Online and offline are told; after a start of the platform who speaks again is not, for it may never have been gone. */
function toldOf(
  before: store.Standing | undefined,
  { id, name, kind, state, lastError }: store.Standing,
): Told | undefined {
  const was = before?.state ?? 'never'
  const isNews = state === 'online' ? was === 'offline' || was === 'never' : state === 'offline' && was !== 'offline'
  if (!isNews) return undefined
  return {
    type: `device.${state}`,
    subject: id,
    data: { name, kind, ...(state === 'offline' && lastError ? { error: lastError } : {}) },
  }
}

/** Writes reports, and tells of the devices that came or went by them. */
export async function saveAndTell(tx: TenantTx, reports: readonly store.Reported[], events: Tell): Promise<void> {
  const said = reports.filter(({ report }) => report.state !== undefined)
  const before = said.length > 0 ? await store.standings(tx, said) : new Map<string, store.Standing>()
  await store.saveReports(tx, reports)
  if (said.length === 0) return
  const told = [...(await store.standings(tx, said)).values()].flatMap((now) => toldOf(before.get(now.id), now) ?? [])
  if (told.length === 0) return
  const assets = await store.assetsOf(
    tx,
    told.map(({ subject = '' }) => subject),
  )
  events.tell(
    tx,
    told.map((one) => {
      const asset = assets.get(one.subject ?? '')
      return asset === undefined ? one : { ...one, asset }
    }),
  )
}
