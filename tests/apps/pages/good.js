import { millrace } from './millrace.js'

const { assets, settings, person, language } = await millrace.ready
const [compressor] = assets.compressor
const codeOf = (asked) =>
  asked.then(
    () => 'done',
    ({ code }) => code,
  )
const values = await new Promise((resolve) => {
  const seen = []
  const end = millrace.watch([compressor.power], ([sample]) => {
    if (seen.push(sample.value) === 2) {
      end()
      resolve(seen)
    }
  })
})
await millrace.call('told', {
  name: compressor.name,
  limit: settings.limit,
  person,
  language,
  grows: values[1] > values[0],
  latest: await codeOf(millrace.latest([compressor.power])),
  stranger: await codeOf(millrace.latest(['0193f6a0-0000-7000-8000-00000000000f'])),
  strangersPage: await codeOf(millrace.open('0193f6a0-0000-7000-8000-00000000000f')),
  shapeless: await codeOf(millrace.latest(['power'])),
  none: await codeOf(millrace.history([compressor.power], { from: 'yesterday', to: 'now' })),
  rows: await codeOf(millrace.rows('shifts')),
  text: getComputedStyle(document.body).color,
})
millrace.changed(({ theme }) => millrace.call('changed', { theme, text: getComputedStyle(document.body).color }))
await millrace.open(compressor.id)
