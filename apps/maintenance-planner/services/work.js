import { refuse, rowsOf } from './lib/rows.js'
import { conditions, machinesOf } from './running.js'

/** {task | removeTask | open | take | done | part}: who did it is told by the platform. */
export async function http(input, context) {
  const { tables } = context
  if (input.task) return keepTask(input.task, context)
  if (input.part) return keepPart(input.part, tables)
  if (input.open) return open(input.open, context)
  if (input.removeTask) {
    await tables.remove('tasks', { id: String(input.removeTask) })
    return { saved: true }
  }
  const id = input.take ?? input.done?.id
  const [order] = await rowsOf(tables, 'orders', { where: { id: String(id) } })
  if (!order || order.state === 'done')
    refuse('order_unknown', 'Expected work that is open, saw none', 'Open the list again.')
  return input.take ? take(order, context) : finish(order, input.done, context)
}

const by = ({ person }) => (person?.name ? person.name : undefined)

async function keepTask(
  { id, asset, title, by: kind, interval, property, limit, parts, minutes, done_at },
  { assets, tables, now },
) {
  const machine = machinesOf(assets).find(({ asset: each }) => each.id === asset)?.asset
  if (!machine) refuse('machine_unknown', 'Expected a machine of this app, saw another', 'Open the page again.')
  if (!title) refuse('title_missing', 'Expected what is to be done, saw nothing', 'Enter a title.')
  const ofTime = kind === 'hours' || kind === 'days'
  if (ofTime && !(interval > 0))
    refuse('interval_unfit', `Expected an interval above 0, saw ${interval}`, 'Enter hours or days.')
  if (!ofTime && !(kind === 'condition' && conditions.includes(property) && machine.points[property] && limit > 0))
    refuse(
      'condition_unfit',
      'Expected a condition of this machine with a limit, saw another',
      'Choose what is measured, and its limit.',
    )
  await tables.put('tasks', [
    {
      id: id ?? `${now}-${asset}`.slice(0, 100),
      asset,
      title,
      by: kind,
      done_at: done_at ?? now,
      ...(ofTime ? { interval } : { property, limit }),
      ...(parts?.length > 0 ? { parts } : {}),
      ...(minutes > 0 ? { minutes } : {}),
    },
  ])
  return { saved: true }
}

async function keepPart({ number, name, stock, least = 0, place }, tables) {
  if (!number || !name || !(stock >= 0) || !(least >= 0))
    refuse('part_unfit', 'Expected a number, a name and a stock of 0 or more', 'Fill in the part.')
  await tables.put('parts', [{ number, name, stock, least, ...(place ? { place } : {}) }])
  return { saved: true }
}

async function open({ task, asset, title }, context) {
  const { tables, now } = context
  const [known] = task ? await rowsOf(tables, 'tasks', { where: { id: String(task) } }) : []
  const row = known ? { task: known.id, asset: known.asset, title: known.title } : { asset, title }
  if (!row.asset || !row.title)
    refuse('title_missing', 'Expected a machine and what is to be done, saw less', 'Enter both.')
  if (known && (await rowsOf(tables, 'orders', { where: { task: known.id } })).some(({ state }) => state !== 'done'))
    refuse('order_open', 'Expected a task without open work, saw one with', 'Finish what is open.')
  await tables.put('orders', [
    {
      id: `${now}-${row.task ?? row.asset}`.slice(0, 150),
      ...row,
      state: 'open',
      opened_at: now,
      ...(by(context) ? { opened_by: by(context) } : {}),
    },
  ])
  return { saved: true }
}

async function take(order, context) {
  await context.tables.put('orders', [{ ...order, state: 'taken', ...(by(context) ? { taken_by: by(context) } : {}) }])
  return { saved: true }
}

/** Parts leave stock, and the task begins anew. More than stock has is not taken out of it. */
async function finish(order, { note, parts }, context) {
  const { tables, now } = context
  const [task] = order.task ? await rowsOf(tables, 'tasks', { where: { id: order.task } }) : []
  const used = (parts ?? task?.parts ?? []).filter(({ count }) => count > 0)
  const rows = []
  for (const { number, count } of used) {
    const [part] = await rowsOf(tables, 'parts', { where: { number } })
    if (!part) refuse('part_unknown', `Expected a part of the store, saw ${number}`, 'Enter it among the parts.')
    if (part.stock < count)
      refuse(
        'part_short',
        `Expected ${count} of ${number} in stock, saw ${part.stock}`,
        'Count the store, and correct the stock.',
      )
    rows.push({ ...part, stock: part.stock - count })
  }
  if (rows.length > 0) await tables.put('parts', rows)
  await tables.put('orders', [
    {
      ...order,
      state: 'done',
      done_at: now,
      ...(by(context) ? { taken_by: order.taken_by ?? by(context) } : {}),
      ...(note ? { note: String(note).slice(0, 1_000) } : {}),
    },
  ])
  if (task) await tables.put('tasks', [{ ...task, done_at: now }])
  return { saved: true }
}
