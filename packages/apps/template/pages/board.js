import { millrace } from './millrace.js'

const { assets, settings } = await millrace.ready
const list = document.querySelector('ul')
for (const compressor of assets.compressor) {
  const item = list.appendChild(document.createElement('li'))
  item.className = 'card mark'
  millrace.watch([compressor.power, compressor.flow], async ([power, flow]) => {
    const { specific, above } = await millrace.call('judge', { power: power.value, flow: flow.value })
    item.textContent = `${compressor.name}: ${specific.toFixed(2)} kW·min/m³`
    item.classList.toggle('bad', above)
  })
}
document.querySelector('p').textContent = `≤ ${settings.limit} kW·min/m³`
