import {
  checkProfile as checkWithoutDrivers,
  type DeviceProfile,
  expandDevice,
  type Finding,
  fillAddress,
  findingsOf,
  type PlacedYaml,
  placedPoints,
  type SayAt,
  sortedFindings,
} from '@millrace/core/profiles'
import type { DriverFactory } from '@millrace/drivers'
import { isPointName } from '@millrace/wire'
import { Compile } from 'typebox/schema'
import { checkAddresses } from '../config/check-points.ts'

export interface CheckedProfile {
  /** Absent when there are findings. */
  readonly profile?: DeviceProfile
  readonly findings: readonly Finding[]
}

/** Checks the text of a profile: by the schema, by the drivers' own reading of addresses, by UCUM; tells every mistake. */
export async function checkProfile(text: string, drivers: readonly DriverFactory[]): Promise<CheckedProfile> {
  const { profile, findings: found, yaml } = checkWithoutDrivers(text, { isPointName })
  if (!profile) return { findings: found }
  const findings = [...found]
  const say: SayAt = (at, reason) => findings.push({ ...yaml.placeOf(at), path: `/${at.join('/')}`, reason })
  await checkTables(profile, drivers, say)
  checkConnection(profile, drivers, yaml, findings)
  return findings.length > 0 ? { findings: sortedFindings(findings) } : { profile, findings }
}

async function checkTables(profile: DeviceProfile, drivers: readonly DriverFactory[], say: SayAt): Promise<void> {
  const factories = drivers.filter(({ kind }) => profile.drivers.includes(kind))
  if (factories.length === 0 && profile.status !== 'draft')
    say(['drivers'], 'names no driver of ours: nothing could check the addresses, so the profile must be a draft')
  // 0 stands for what only the device knows; an address that holds for it holds for its neighbours.
  const values = new Map(
    Object.entries(profile.parameters ?? {}).map(([name, { default: usual }]) => [name, usual ?? 0]),
  )
  const all = placedPoints(profile.tables)
  const settings = all.map(({ point: { address, type, access } }) => ({
    address: fillAddress(address, values),
    type,
    ...(access === undefined ? {} : { access }),
  }))
  const said = new Set<string>()
  for (const factory of factories)
    await checkAddresses(settings, factory, ([i, ...rest], reason) => {
      const at = [...all[Number(i)]!.at, ...rest]
      if (said.has(`${at.join('/')} ${reason}`)) return
      said.add(`${at.join('/')} ${reason}`)
      say(at, reason)
    })
}

/** The connection's defaults, held against what each driver wants; its address stands for whatever the user gives. */
function checkConnection(
  profile: DeviceProfile,
  drivers: readonly DriverFactory[],
  yaml: PlacedYaml,
  findings: Finding[],
): void {
  for (const factory of drivers) {
    if (!profile.drivers.includes(factory.kind)) continue
    const whole = Compile(factory.configSchema as Record<string, unknown>)
    const { connection } = expandDevice({ ...profile, parameters: {}, tables: [] }, { driver: factory.kind })
    // What is missing is what the user gives: where the device is.
    for (const finding of findingsOf(whole.Errors(connection)[1], yaml, ['connection']))
      if (finding.path !== '/connection') findings.push(finding)
  }
}
