import {
  allSimulators,
  ModbusSimulator,
  RegisterBank,
  type RunningSimulator,
  startOpcuaSimulator,
} from '@millrace/drivers'
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
const running: RunningSimulator[] = []
for (const { kind, start, tags } of allSimulators) {
  for (let i = 0; i < others; i++) {
    const device = await start(0)
    running.push(device)
    const points = tags.map((tag, at) => ({ ...tag, name: `p${at}`, periodMs: Math.max(tag.periodMs, 500) }))
    plant.push({ name: `${kind}-${i}`, driver: kind, connection: device.config, points })
  }
}

if (opcua) {
  const { items, periodMs } = opcua
  const server = await startOpcuaSimulator(0, items, periodMs)
  running.push(server)
  const points = Array.from({ length: items }, (_, i) => ({
    name: `i${i}`,
    address: `nsu=urn:millrace:simulator;s=Items.${i}`,
    type: 'float64',
    periodMs,
  }))
  plant.push({ name: 'server', driver: 'opcua', connection: server.config, points })
}

process.send?.({ type: 'ready', ports, plant })
/** Some leave a folder unless they are told. */
const end = (): void => void Promise.all(running.map((device) => device.close())).finally(() => process.exit(0))
process.once('disconnect', end)
process.once('SIGTERM', end)
