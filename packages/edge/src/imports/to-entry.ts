import type { DeviceEntry } from '@millrace/core/profiles'
import type { DriverFactory } from '@millrace/drivers'
import { cutDescription, type ImportedDevice } from './imported.ts'

export interface EntryChoice {
  readonly language?: 'en' | 'zh'
  /** Where the devices are, for what the file does not tell: taken by the drivers that know such a setting. */
  readonly connection?: Readonly<Record<string, unknown>>
}

/** A device as an edge's configuration has it. */
export function entryOf(
  device: ImportedDevice,
  drivers: readonly DriverFactory[],
  choice: EntryChoice = {},
): DeviceEntry {
  const { language = 'en', connection = {} } = choice
  const factory = drivers.find(({ kind }) => kind === device.driver)
  const known =
    (factory?.configSchema as { properties?: Readonly<Record<string, unknown>> } | undefined)?.properties ?? {}
  const given = Object.entries(connection).filter(([name]) => name in known)
  return {
    name: device.name,
    driver: device.driver,
    connection: { ...Object.fromEntries(given), ...device.connection },
    points: device.points.map(({ settings, zh, states }) => {
      const plain = (language === 'zh' ? zh : undefined) ?? settings.description
      const values = Object.entries(states ?? {}).map(([value, word]) => `${value} = ${word}`)
      const words = [plain, values.join(', ')].filter((part) => part !== undefined && part !== '').join(': ')
      return { ...settings, ...(words === '' ? {} : { description: cutDescription(words) }) }
    }),
  }
}

/** What a driver cannot do without and the entry does not say. */
export function missingIn(
  { driver, connection }: Pick<DeviceEntry, 'driver' | 'connection'>,
  drivers: readonly DriverFactory[],
): string[] {
  const factory = drivers.find(({ kind }) => kind === driver)
  const { required = [], oneOf = [] } = (factory?.configSchema ?? {}) as {
    required?: readonly string[]
    oneOf?: readonly { readonly required?: readonly string[] }[]
  }
  const lacking = required.filter((name) => !(name in connection))
  const either = oneOf.flatMap((one) => one.required ?? [])
  return either.length > 0 && !either.some((name) => name in connection) ? [...lacking, either.join(' or ')] : lacking
}
