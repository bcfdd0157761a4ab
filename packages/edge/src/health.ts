import type { Clock } from '@millrace/core'
import type { Acquisition } from './acquire/acquire.ts'
import type { RecordBuffer } from './buffer/buffer.ts'

const MIB = 1024 * 1024

export interface EdgeHealth {
  readonly uplink: 'connecting' | 'waiting for host' | 'online' | 'backoff' | 'closed'
  /** Why the last session or attempt ended; empty if none did. */
  readonly uplinkError: string
  readonly bufferRecords: number
  readonly bufferBytes: number
  /** Age of the oldest value that the host has not stored, s; 0 if it has all. */
  readonly bufferAgeSeconds: number
  readonly droppedRecords: number
  readonly droppedValues: number
  readonly devices: number
  readonly devicesOnline: number
  readonly lateCycles: number
  /** Values taken from drivers since the start. */
  readonly values: number
  readonly replayedValues: number
  readonly rssMib: number
}

export interface HealthSources {
  readonly clock: Clock
  readonly buffer: RecordBuffer
  readonly acquisition: Acquisition
  readonly uplink: { readonly state: EdgeHealth['uplink']; readonly lastError: string }
  readonly values: number
  readonly replayed: number
}

export function healthOf({ clock, buffer, acquisition, uplink, values, replayed }: HealthSources): EdgeHealth {
  const { oldest, dropped } = buffer
  let online = 0
  for (const { supervisor } of acquisition.devices.values()) if (supervisor.state.state === 'online') online++
  return {
    uplink: uplink.state,
    uplinkError: uplink.lastError,
    bufferRecords: buffer.records,
    bufferBytes: buffer.bytes,
    bufferAgeSeconds: oldest === undefined ? 0 : Math.max(0, (clock.now() - oldest) / 1e6),
    droppedRecords: dropped.records,
    droppedValues: dropped.values,
    devices: acquisition.devices.size,
    devicesOnline: online,
    lateCycles: acquisition.counters().lateCycles,
    values,
    replayedValues: replayed,
    rssMib: process.memoryUsage.rss() / MIB,
  }
}

/** The node's own metrics, by the name the platform shows them under. */
export function healthMetrics(health: EdgeHealth): Readonly<Record<string, number>> {
  return {
    'Edge/Buffer records': health.bufferRecords,
    'Edge/Buffer bytes': health.bufferBytes,
    'Edge/Buffer age': health.bufferAgeSeconds,
    'Edge/Dropped records': health.droppedRecords,
    'Edge/Dropped values': health.droppedValues,
    'Edge/Devices online': health.devicesOnline,
    'Edge/Late cycles': health.lateCycles,
    'Edge/RSS': health.rssMib,
  }
}
