import { type Clock, isoOf, type Micros, sayFault } from '@millrace/core'
import { type DemoMachine, demoMachines, demoUnits } from '@millrace/demo'
import { type MillraceClient, PlatformFault } from '@millrace/sdk'
import { demoAsset } from './demo-asset.ts'
import { demoCalendarOf } from './demo-calendar.ts'
import { unitOf } from './demo-production.ts'

const PAUSE_MS = 2_000
/** An edge that has not told its machines by then tells them at the next start. */
const MOST_TURNS = 60
const HOUR: Micros = 3_600_000_000

interface Needs {
  readonly clock: Clock
  readonly say: (line: string) => void
  readonly signal: AbortSignal
}

/**
 * Applies its equipment class to each machine of the demo plant, as soon as the edge has told of it, and makes it a work unit; what
 * has a class already keeps it. KPIs are told from the running hour on. Alarms wait for people to approve them, as everywhere. Ends
 * by itself; what goes wrong is said and ends nothing.
 */
export async function applyDemoClasses(client: MillraceClient, { clock, say, signal }: Needs): Promise<void> {
  let open = [...demoMachines]
  const kpisFrom = isoOf(Math.floor(clock.now() / HOUR) * HOUR)
  for (let turn = 0; turn < MOST_TURNS && open.length > 0 && !signal.aborted; turn++) {
    const left: DemoMachine[] = []
    for (const machine of open) {
      try {
        if (!signal.aborted && !(await applyTo(client, machine, kpisFrom))) left.push(machine)
      } catch (thrown) {
        if (!signal.aborted) say(`${machine.asset.at(-1)}: no equipment class was applied: ${sayFault(thrown)}`)
      }
    }
    open = left
    // Cut short by a stop: the loop looks at the signal.
    if (open.length > 0) await clock.sleep(PAUSE_MS, signal).catch(() => undefined)
  }
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
