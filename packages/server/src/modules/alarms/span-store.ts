import { sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import type { Definition } from './definition.ts'
import { assetInReach } from './standing-store.ts'

/** An alarm from when it came until it had gone. */
export interface AlarmSpan {
  readonly alarm: string
  readonly asset: string
  /** Of the alarm as it is now. */
  readonly name: Definition['name']
  /** µs UTC. */
  readonly at: number
  /** While it lasts there is none. */
  readonly until: number | undefined
}

export interface SpansWanted {
  /** Of these alone, not of what is below them. */
  readonly assets: readonly string[]
  /** µs UTC; with those that came before, and had not gone by then. */
  readonly from: number
  readonly to: number
  readonly limit: number
}

/** Of alarms that are in force, the oldest first. */
export async function spansOf(tx: TenantTx, { assets, from, to, limit }: SpansWanted): Promise<AlarmSpan[]> {
  const event = sql.raw('alarm_events')
  const { rows } = await tx.execute<{
    alarm: string
    asset: string
    name: Definition['name']
    at: number
    until: number | null
  }>(sql`
    with mine as (
      select id, asset_id, definition->'name' as name from alarms
      where tenant_id = ${tx.tenant} and asset_id = any(${sql.param([...assets])}::uuid[]) and ${assetInReach(tx, sql.raw('asset_id')) ?? sql`true`}
    ), spans as (
      select mine.id, last.at from mine cross join lateral (
        select kind, at from ${event} where tenant_id = ${tx.tenant} and alarm_id = mine.id and at < ${from}
          and kind in ('raised', 'cleared') order by seq desc limit 1) as last
      where last.kind = 'raised'
      union all
      (select mine.id, ${event}.at from ${event} join mine on mine.id = ${event}.alarm_id
      where tenant_id = ${tx.tenant} and at >= ${from} and at < ${to} and kind = 'raised' order by at limit ${limit})
    )
    select mine.id as alarm, mine.asset_id as asset, mine.name, spans.at::float8 as at, (
      select min(ended.at)::float8 from ${event} as ended where ended.tenant_id = ${tx.tenant} and ended.alarm_id = spans.id
        and ended.kind = 'cleared' and ended.at >= spans.at) as until
    from spans join mine on mine.id = spans.id order by spans.at, mine.id limit ${limit}`)
  return rows.map(({ until, ...row }) => ({ ...row, until: until ?? undefined }))
}
