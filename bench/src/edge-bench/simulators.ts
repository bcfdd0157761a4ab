import { allSimulators, ModbusSimulator, RegisterBank, startOpcuaSimulator } from '@millrace/drivers'
import type { SimulatedPlant } from './plant.ts'

// A process of its own: what the machines cost is not the edge's.
const { devices, registers, others, opcua } = JSON.parse(process.argv[2]!) as SimulatedPlant

const banks: RegisterBank[] = []
const ports: number[] = []
for (let i = 0; i < devices; i++) {
  const bank = new RegisterBank({ holding: registers + 1 })
  banks.push(bank)
  ports.push(await new ModbusSimulator({ units: new Map([[1, bank]]) }).listen())
}

let tick = 0
setInterval(() => {
  tick++
  for (const { holding } of banks) {
    for (let register = 0; register < registers; register++)
      holding.setUint16(register * 2, (register + tick * 7) & 0xffff)
  }
}, 1_000)

/** So many of each protocol that can be simulated, as devices of an edge's configuration. */
const plant: object[] = []
for (const { kind, start, configFor, tags } of allSimulators) {
  for (let i = 0; i < others; i++) {
    const { port } = await start(0)
    const points = tags.map((tag, at) => ({ ...tag, name: `p${at}`, periodMs: Math.max(tag.periodMs, 500) }))
    plant.push({ name: `${kind}-${i}`, driver: kind, connection: configFor(port), points })
  }
}

if (opcua) {
  const { items, periodMs } = opcua
  const { port } = await startOpcuaSimulator(0, items, periodMs)
  const points = Array.from({ length: items }, (_, i) => ({
    name: `i${i}`,
    address: `nsu=urn:millrace:simulator;s=Items.${i}`,
    type: 'float64',
    periodMs,
  }))
  plant.push({ name: 'server', driver: 'opcua', connection: { url: `opc.tcp://127.0.0.1:${port}` }, points })
}

process.send?.({ type: 'ready', ports, plant })
process.once('disconnect', () => process.exit(0))
