import { type Closable, systemClock } from '@millrace/core'
import { type Metric, SparkplugType } from '@millrace/wire'
import { vi } from 'vitest'
import { startController } from './controller.ts'
import type { Stage } from './stage.ts'

const MINUTES = 55

/** Points of an air compressor, with the units and ranges that they are born with. */
const born = {
  power: { unit: 'kW', low: 0, high: 200 },
  flow: { unit: 'm3/min', low: 0, high: 40 },
  discharge_pressure: { unit: 'bar', low: 0, high: 12 },
  discharge_temperature: { unit: 'Cel', low: 0, high: 120 },
  specific_power_measured: { unit: 'kW.min/m3', low: 0, high: 20 },
} as const
type Name = keyof typeof born

const valuesAt = (minute: number, shift: number): Record<Name, number> => {
  const flow = 20 + 6 * Math.sin(minute / 7 + shift)
  const power = 5.6 * flow + 12
  return {
    power,
    flow,
    discharge_pressure: 7.4 + 0.1 * Math.cos(minute / 5),
    discharge_temperature: 82 + Math.sin(minute / 9),
    specific_power_measured: power / flow + 0.05,
  }
}

/** As the programs of controllers call them. */
const short: Readonly<Record<Name | 'state', string>> = {
  power: 'PWR',
  flow: 'Flow',
  discharge_pressure: 'DischargePress',
  discharge_temperature: 'DischargeTemp',
  specific_power_measured: 'SpecPwr',
  state: 'State',
}

const metricsOf = (values: Record<Name, number>, timestamp: number, machine?: string): Metric[] => [
  ...(Object.keys(born) as Name[]).map((name) => ({
    name: machine === undefined ? name : `${machine}_${short[name]}`,
    timestamp,
    datatype: SparkplugType.Double,
    value: values[name],
    properties: {
      engUnit: { type: SparkplugType.String, value: born[name].unit },
      engLow: { type: SparkplugType.Double, value: born[name].low },
      engHigh: { type: SparkplugType.Double, value: born[name].high },
    },
  })),
  {
    name: machine === undefined ? 'state' : `${machine}_${short.state}`,
    timestamp,
    datatype: SparkplugType.String,
    value: 'loaded',
    properties: {},
  },
]

interface Hall extends Closable {
  /** By name. */
  readonly assets: ReadonlyMap<string, string>
  /** What they measure now. */
  publish(): void
}

/**
 * A hall of air compressors behind a Sparkplug node, of the class and with the last hour of their points; their assets by name. `raw`:
 * machines that are nothing but points of one controller.
 */
export async function startCompressors(
  stage: Stage,
  names: readonly string[],
  raw: readonly string[] = [],
): Promise<Hall> {
  const now = Date.now()
  const at = (ms: number) => {
    const minute = Math.min(MINUTES, MINUTES - Math.round((now - ms) / 60_000))
    return [
      ...names.map((device, k) => ({ device, metrics: metricsOf(valuesAt(minute, k), ms) })),
      ...(raw.length > 0
        ? [
            {
              device: 'plc',
              metrics: raw.flatMap((machine, k) => metricsOf(valuesAt(minute, k + names.length), ms, machine)),
            },
          ]
        : []),
    ]
  }
  const born = now - MINUTES * 60_000
  const controller = await startController(stage, { node: 'hall', clock: systemClock, born, at })
  for (let minute = 1; minute <= MINUTES; minute++) controller.publish(born + minute * 60_000)
  const assets = new Map<string, string>()
  await vi.waitUntil(
    async () => {
      const { items } = await stage.client.points({ search: 'power', limit: 100 })
      for (const point of items) {
        const device = names.find((name) => point.path.at(-1) === name)
        if (device && point.name === 'power') assets.set(device, point.assetId)
      }
      return assets.size === names.length
    },
    { timeout: 60_000 },
  )
  for (const asset of assets.values()) await stage.client.equipment.apply(asset, { class: 'air-compressor' })
  return {
    assets,
    publish: () => controller.publish(Date.now()),
    close: () => controller.close(),
  }
}
