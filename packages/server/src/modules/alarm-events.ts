import type { AlarmService } from './alarms/index.ts'
import type { EventSource } from './analysis/index.ts'

/** Alarms at the assets of the points that are looked at, from when each came until it had gone; for whoever may see alarms. */
export const alarmEvents = (alarms: Pick<AlarmService, 'during'>): EventSource => ({
  kind: 'alarm',
  permission: 'alarm:read',
  async eventsOf(reach, { points, from, to, limit }) {
    const assets = [...new Set(points.map(({ point }) => point.assetId))]
    if (assets.length === 0) return []
    const spans = await alarms.during(reach, { assets, from, to, limit })
    return spans.map(({ asset, at, until, name }) => ({
      kind: 'alarm',
      at,
      ...(until === undefined ? {} : { until }),
      asset,
      text: name.en === name.zh ? name.en : `${name.en} / ${name.zh}`,
    }))
  },
})
