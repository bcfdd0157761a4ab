import { dueOf, partsOf } from './due.js'
import { rowsOf } from './lib/rows.js'
import { conditions, machinesOf } from './running.js'

const DAY = 86_400_000

/** What is due, when, and with which parts; the open work; what was done lately. */
export async function http(_, { assets, points, tables, settings, now }) {
  const at = Date.parse(now)
  const machines = machinesOf(assets)
  const names = new Map(machines.map(({ asset }) => [asset.id, asset]))
  const tasks = await rowsOf(tables, 'tasks')
  const hours = grouped(await rowsOf(tables, 'hours', {}, 50_000))
  const orders = (await rowsOf(tables, 'orders', { order: '-opened_at' })).slice(0, 500)
  const watched = tasks.flatMap(({ by, asset, property }) =>
    by === 'condition' && names.get(asset)?.points[property] ? [names.get(asset).points[property]] : [],
  )
  const latest = new Map()
  for (let i = 0; i < watched.length; i += 200)
    for (const value of await points.latest(watched.slice(i, i + 200))) latest.set(value.point, value)
  const told = tasks
    .filter(({ asset }) => names.has(asset))
    .map((task) => {
      const machine = names.get(task.asset)
      const state = dueOf(task, hours.get(task.asset) ?? [], latest.get(machine.points[task.property]), at)
      const order = orders.find((each) => each.task === task.id && each.state !== 'done')
      const late = state.due !== null && state.due <= at
      const soon = !late && state.due !== null && state.due <= at + settings.ahead * DAY
      return {
        ...task,
        machine: machine.name,
        ...state,
        level: late
          ? 'late'
          : soon || (task.by === 'condition' && state.used >= 0.85)
            ? 'soon'
            : state.quality === 'bad'
              ? 'unknown'
              : 'fine',
        order: order?.id,
      }
    })
    .sort((a, b) => (a.due ?? Infinity) - (b.due ?? Infinity))
  const near = told.filter(({ due }) => due !== null && due <= at + 30 * DAY)
  return {
    now: at,
    machines: machines.map(({ need, asset }) => ({
      id: asset.id,
      name: asset.name,
      need,
      properties: conditions.filter((property) => asset.points[property]),
    })),
    tasks: told,
    orders: orders
      .filter(({ state, done_at }) => state !== 'done' || Date.parse(done_at) > at - 30 * DAY)
      .map((order) => ({ ...order, machine: names.get(order.asset)?.name ?? order.asset })),
    parts: partsOf(await rowsOf(tables, 'parts'), near),
    // Minutes of work in each of the next four weeks.
    weeks: [0, 1, 2, 3].map((week) =>
      near.reduce(
        (sum, { due, minutes = 0 }) => (Math.max(0, Math.floor((due - at) / (7 * DAY))) === week ? sum + minutes : sum),
        0,
      ),
    ),
  }
}

function grouped(rows) {
  const by = new Map()
  for (const row of rows) by.set(row.asset, [...(by.get(row.asset) ?? []), row])
  return by
}
