// A process outside that works as an app: reads what is bound, keeps rows of its own, and writes what was agreed to.
// MILLRACE=https://millrace.example MILLRACE_KEY=mri_… node process.mjs
import { MillraceClient } from '@millrace/sdk'

const client = new MillraceClient({ address: process.env.MILLRACE, token: process.env.MILLRACE_KEY })
const { app, assets, settings } = await client.app.self()
const [pump] = assets.pump
const { power, setpoint } = pump.points

// In the unit of the manifest, whatever the machine measures in.
const [{ value }] = await client.app.latest([power])
const to = new Date()
const from = new Date(to.getTime() - 3_600_000)
const [{ columns }] = await client.app.history([power], { from: from.toISOString(), to: to.toISOString(), buckets: 1 })
await client.app.putRows('kept', [{ id: 'node', at: to.toISOString(), n: value * settings.price }])
const { items } = await client.app.rows('kept', { where: { id: 'node' } })

// The API that everybody has works as well, as far as was agreed to; there values are in the unit of the point.
const watching = client.watch([power])
const { value: change } = await watching.next()
await watching.return()

const { state } = await client.app.write(setpoint, 20, 'Cheaper at this hour')
await client.app.log('Worked out what the pump costs', { fields: { state } })
const mean = columns.mean[0]
process.stdout.write(`${JSON.stringify({ app, pump: pump.name, value, mean, kept: items[0].n, live: change.value, state })}\n`)
