import { ModbusSimulator, RegisterBank } from '@millrace/drivers'

// A process of its own: what the machines cost is not the edge's.
const [devices = 1, registers = 100] = process.argv.slice(2).map(Number)

const banks: RegisterBank[] = []
const ports: number[] = []
for (let i = 0; i < devices; i++) {
  const bank = new RegisterBank({ holding: registers })
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

process.send?.({ type: 'ready', ports })
process.once('disconnect', () => process.exit(0))
