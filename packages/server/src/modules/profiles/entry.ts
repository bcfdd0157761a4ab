import { Fault } from '@millrace/core'
import type { DeviceChoice } from '@millrace/core/profiles'
import './faults.ts'
import type { EntryQuery } from './schema.ts'

/** What somebody says of their device, as an entry of a configuration is made of. Throws `profiles.entry_malformed`. */
export function choiceOf({
  name,
  driver,
  host,
  port,
  unit,
  prefix,
  language = 'en',
  set = '',
}: EntryQuery): DeviceChoice {
  const parameters: Record<string, number> = {}
  for (const pair of set.split(',').filter(Boolean)) {
    const [, parameter, value] = /^([A-Za-z]\w{0,40})=(-?\d{1,9})$/.exec(pair.trim()) ?? []
    if (parameter === undefined)
      throw new Fault('profiles.entry_malformed', {
        expected: 'parameters as NAME=NUMBER, parted by commas',
        seen: pair,
      })
    parameters[parameter] = Number(value)
  }
  if (name !== undefined && /[+/#]/.test(name))
    throw new Fault('profiles.entry_malformed', { expected: 'a name without + / #', seen: name })
  return {
    language,
    parameters,
    ...(name === undefined ? {} : { name }),
    ...(driver === undefined ? {} : { driver }),
    ...(prefix === undefined ? {} : { prefix }),
    // Beside a prefix the station stands in each address, so that several stations fit into one device.
    ...(prefix !== undefined && unit !== undefined ? { unit } : {}),
    connection: {
      ...(host === undefined ? {} : { host }),
      ...(port === undefined ? {} : { port: /^\d{1,5}$/.test(port) ? Number(port) : port }),
      ...(prefix === undefined && unit !== undefined ? { unit } : {}),
    },
  }
}
