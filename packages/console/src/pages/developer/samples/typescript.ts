import { deadbandOf, halfOf, limitOf, type Own, plain, pointsOf, quoted, type Samples } from './own.ts'

const begin = ({ address }: Own, more = ''): string => `import { MillraceClient${more} } from '@millrace/sdk'

const plant = new MillraceClient({ address: ${quoted(address)}, token: process.env['MILLRACE_KEY'] ?? '' })
`
const ids = (own: Own): string =>
  pointsOf(own)
    .some.map(({ id, name }) => `  ${quoted(id)}, // ${plain(name)}`)
    .join('\n')

export const typescript: Samples = {
  latest: (own) => `${begin(own)}
const points = [
${ids(own)}
]
for (const { point, time, value, quality } of await plant.latest(points)) console.log(point, time, value, quality)
`,
  history: (own) => {
    const { first } = pointsOf(own)
    return `${begin(own)}
// ${plain(first.name)}, the last day in columns: µs, numbers, OPC UA status
const from = new Date(Date.now() - 86_400_000).toISOString()
const { length, time, value, status } = await plant.history.columns(${quoted(first.id)}, { from })
let sum = 0
let good = 0
for (let row = 0; row < length; row++) {
  if (status[row]! >>> 30 !== 0) continue
  sum += value[row]!
  good++
}
console.log(\`\${good} of \${length} samples are good, mean \${sum / good}\`, new Date(time[0]! / 1_000))
`
  },
  live: (own) => `${begin(own)}
const points = [
${ids(own)}
]
for await (const { point, time, value } of plant.watch(points)) console.log(point, time, value)
`,
  write: (own) => {
    const { written } = pointsOf(own)
    return `${begin(own, ', newId')}
// ${plain(written.name)}; sent again with the same id, it is done once
const write = await plant.commands.write(${quoted(written.id)}, {
  id: newId(),
  value: ${halfOf(written)},
  reason: 'Trial of the morning shift',
})
console.log(write.state)
`
  },
  model: (own) => `${begin(own)}
// ${plain(own.model.name)}; a place in each column is a row, and names are those of the model's inputs
const run = await plant.mechanisms.run(${quoted(own.model.id)}, {
${own.model.inputs.map(({ name, value }) => `  ${name}: [${value}],\n`).join('')}})
for (const [name, { unit, values, status }] of Object.entries(run.outputs)) console.log(name, unit, values, status)
`,
  alarm: (own) => {
    const { first } = pointsOf(own)
    return `${begin(own)}
const change = await plant.alarms.propose({
  reason: 'HAZOP 12',
  definition: {
    asset: ${quoted(own.asset.id)},
    name: { en: ${quoted(`${first.name} high`)}, zh: ${quoted(`${first.name}`)} },
    condition: {
      is: 'limit',
      point: ${quoted(first.id)},
      side: 'high',
      limit: ${limitOf(first)},
      deadband: ${deadbandOf(first)},
      onDelay: 5,
      offDelay: 5,
    },
    consequence: 'major',
    respondWithin: 10,
    cause: 'The valve is stuck open',
    effect: 'The machine trips',
    action: 'Close the valve by hand, then call the shift lead',
    class: 'safety',
    latching: false,
    acknowledgement: 'by_priority',
    reAlarm: 'always',
    rationalised: true,
  },
})
console.log(change.id, 'waits for a second person')
`
  },
  pages: (own) => `${begin(own)}
for await (const asset of plant.assets.all({ below: ${quoted(own.asset.id)} })) console.log(asset.path.join(' / '))
`,
  faults: (own) => {
    const { first } = pointsOf(own)
    return `${begin(own, ', PlatformFault')}
try {
  console.log(await plant.point(${quoted(first.id)}))
} catch (fault) {
  if (!(fault instanceof PlatformFault)) throw fault
  if (fault.kind === 'not-found') console.log('There is no such point, or not for this key.')
  else console.error(\`\${fault.code}: \${fault.message} \${fault.remedy}\`)
}
`
  },
}
