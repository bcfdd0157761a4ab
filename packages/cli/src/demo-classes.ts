import { isoOf, type Micros } from '@millrace/core'
import { type DemoMachine, demoMachines, demoUnits } from '@millrace/demo'
import { type MillraceClient, PlatformFault } from '@millrace/sdk'
import { demoAsset } from './demo-asset.ts'
import { demoCalendarOf } from './demo-calendar.ts'
import { unitOf } from './demo-production.ts'
import { type DemoNeeds, inTurns } from './demo-turns.ts'

const HOUR: Micros = 3_600_000_000

/**
 * Applies its equipment class to each machine of the demo plant and makes it a work unit; what has a class already keeps it. KPIs are
 * told from the running hour on. Alarms wait for people to approve them, as everywhere.
 */
export async function applyDemoClasses(client: MillraceClient, needs: DemoNeeds): Promise<void> {
  const kpisFrom = isoOf(Math.floor(needs.clock.now() / HOUR) * HOUR)
  await inTurns(
    demoMachines,
    {
      attempt: (machine) => applyTo(client, machine, kpisFrom),
      named: ({ asset }) => `${asset.at(-1)}: no equipment class was applied`,
    },
    needs,
  )
}

/** False while the machine has not been told of. */
async function applyTo(client: MillraceClient, machine: DemoMachine, kpisFrom: string): Promise<boolean> {
  const { asset: path, class: name, plate = {} } = machine
  const asset = await demoAsset(client, path)
  if (!asset) return false
  try {
    await client.equipment.application(asset.id)
  } catch (thrown) {
    if (!(thrown instanceof PlatformFault) || thrown.code !== 'equipment.not_applied') throw thrown
    const points = await pointsOf(client, asset.id, machine)
    const calendar = await demoCalendarOf(client)
    await client.equipment.apply(asset.id, { class: name, parameters: { ...plate }, points, calendar, kpisFrom })
    await bindUnit(client, asset.id, path.at(-1) as string, calendar)
  }
  return true
}

/** What the machine does is told by one of its points, so that it is more than a place with a calendar. */
async function bindUnit(client: MillraceClient, asset: string, name: string, calendar: string): Promise<void> {
  const wanted = demoUnits.get(name)
  const { items } = await client.points({ asset, limit: 500 })
  const unit = wanted && unitOf(items, wanted, calendar)
  if (unit) await client.production.putUnit(asset, unit)
}

/** Those that are named, by their ids; one that is not there is left to be found as all others. */
async function pointsOf(
  client: MillraceClient,
  asset: string,
  { points = {} }: DemoMachine,
): Promise<Record<string, string>> {
  if (Object.keys(points).length === 0) return {}
  const { items } = await client.points({ asset, limit: 500 })
  const ids = new Map(items.map(({ id, name }) => [name, id]))
  return Object.fromEntries(
    Object.entries(points).flatMap(([of, name]) => {
      const id = ids.get(name)
      return id === undefined ? [] : [[of, id]]
    }),
  )
}
