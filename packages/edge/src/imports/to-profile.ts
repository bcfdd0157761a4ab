import { Fault } from '@millrace/core'
import type { DeviceProfile, ProfilePoint, Words } from '@millrace/core/profiles'
import { orderedPoint } from '../profiles/write.ts'
import type { Imported, ImportedDevice, ImportedPoint } from './imported.ts'
import './faults.ts'

/** Settings that belong to the kind of device; the others say where one is. */
const ofTheKind: readonly string[] = ['wordOrder', 'unit', 'rack', 'slot']
const STATION = /^(\d{1,3}):(?=[a-z])/

export interface ProfileChoice {
  readonly maker: string
  readonly model: string
  readonly kind: string
  readonly title: Words
  readonly author: string
  readonly source: DeviceProfile['sources'][number]
  readonly connection?: Readonly<Record<string, unknown>>
  /** Which device of several. */
  readonly device?: string
}

/** A draft of a profile of one device that was brought in. Throws `edge_import.device_choice`. */
export function profileFromImport(imported: Imported, file: string, choice: ProfileChoice): DeviceProfile {
  const { maker, model, kind, title, author, source } = choice
  const device = chosen(imported, file, choice.device)
  const { station, points } = withoutStation(device)
  const kept = Object.entries(device.connection).filter(([name]) => ofTheKind.includes(name))
  const connection = {
    ...(station === undefined ? {} : { unit: station }),
    ...Object.fromEntries(kept),
    ...choice.connection,
  }
  return {
    maker,
    model,
    kind,
    title,
    drivers: [device.driver],
    ...(Object.keys(connection).length > 0 ? { connection } : {}),
    sources: [source],
    tables: [{ name: device.name, verified: 'document', sources: [{ id: source.id }], points }],
    licence: 'Apache-2.0',
    author,
    version: '0.1.0',
    status: 'draft',
  }
}

function chosen({ devices }: Imported, file: string, asked: string | undefined): ImportedDevice {
  const found = asked === undefined ? devices : devices.filter(({ name }) => name === asked)
  const [device] = found
  if (device && found.length === 1) return device
  throw new Fault('edge_import.device_choice', { file, known: devices.map(({ name }) => name).join(', ') || 'none' })
}

/** The station that all addresses of a Modbus device name is a setting of the device, so that another may have another. */
function withoutStation({ driver, points }: ImportedDevice): {
  readonly station?: number
  readonly points: readonly ProfilePoint[]
} {
  const stations = new Set(points.map(({ settings }) => STATION.exec(settings.address)?.[1]))
  const [station] = stations
  const isOne = driver.startsWith('modbus') && stations.size === 1 && station !== undefined
  return {
    ...(isOne ? { station: Number(station) } : {}),
    points: points.map((point) => profilePoint(point, isOne)),
  }
}

function profilePoint({ settings, zh, states, counter }: ImportedPoint, cutStation: boolean): ProfilePoint {
  const { name, address, type, unit, scale, low, high, access, periodMs, description } = settings
  const en = description ?? name
  return orderedPoint({
    name,
    address: cutStation ? address.replace(STATION, '') : address,
    type,
    ...(unit === undefined ? {} : { unit }),
    ...(scale?.factor === undefined ? {} : { factor: scale.factor }),
    ...(scale?.offset === undefined ? {} : { offset: scale.offset }),
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
    ...(counter === undefined ? {} : { counter }),
    ...(access === undefined ? {} : { access }),
    ...(periodMs === undefined ? {} : { periodMs }),
    ...(states === undefined
      ? {}
      : { states: Object.fromEntries(Object.entries(states).map(([value, word]) => [value, { en: word, zh: word }])) }),
    en,
    zh: zh ?? en,
  })
}
