import { runSimulator, type Simulator } from '../kit/simulator.ts'
import { LogixMemory } from './simulated-memory.ts'
import { LogixSimulator } from './simulator.ts'

const MOVES_MS = 200

/** The tags of a small filling line. */
function fillingLine(): LogixMemory {
  const memory = new LogixMemory()
  memory.structure('Motor', [
    ['Speed', 'REAL'],
    ['Setpoint', 'REAL'],
    ['Running', 'BOOL'],
    ['Tripped', 'BOOL'],
    ['Starts', 'DINT'],
  ])
  memory.structure('Recipe', [
    ['Name', 'STRING'],
    ['Volume', 'REAL'],
    ['Steps', 'INT', 4],
  ])
  memory.add('Level', 'REAL')
  memory.add('Bottles', 'DINT')
  memory.add('Status', 'DINT')
  memory.add('Alarms', 'BOOL', { sizes: [64] })
  memory.add('Recipe', 'Recipe', { sizes: [4] })
  memory.add('Program:Main.Motor', 'Motor')
  for (const [i, name] of ['Water', 'Cola', 'Lemonade', 'Juice'].entries()) {
    memory.set(`Recipe[${i}].Name`, name)
    memory.set(`Recipe[${i}].Volume`, 0.33 + i * 0.17)
  }
  memory.set('Program:Main.Motor.Setpoint', 1_450)
  return memory
}

function move(memory: LogixMemory, seconds: number): void {
  memory.set('Level', 50 + 30 * Math.sin(seconds / 10))
  memory.set('Bottles', Math.floor(seconds * 2))
  memory.set('Status', 1 << (Math.floor(seconds) % 8))
  memory.set('Alarms[37]', Math.floor(seconds / 5) % 2 === 1)
  const setpoint = Number(memory.get('Program:Main.Motor.Setpoint'))
  memory.set('Program:Main.Motor.Speed', setpoint + 5 * Math.sin(seconds))
  memory.set('Program:Main.Motor.Running', setpoint > 0)
}

/** A filling line to try the driver with. */
export const ethernetIpSimulator: Simulator = {
  kind: 'ethernet-ip',
  tags: [
    { address: 'Level', type: 'float32', access: 'r', periodMs: 500 },
    { address: 'Bottles', type: 'int32', access: 'r', periodMs: 500 },
    { address: 'Status.3', type: 'bool', access: 'r', periodMs: 500 },
    { address: 'Alarms[37]', type: 'bool', access: 'rw', periodMs: 500 },
    { address: 'Program:Main.Motor.Speed', type: 'float32', access: 'r', periodMs: 500 },
    { address: 'Program:Main.Motor.Setpoint', type: 'float32', access: 'rw', periodMs: 1_000 },
    { address: 'Program:Main.Motor.Running', type: 'bool', access: 'r', periodMs: 1_000 },
    { address: 'Recipe[1].Name', type: 'string', access: 'rw', periodMs: 1_000 },
    { address: 'Recipe[1].Steps[2]', type: 'int16', access: 'rw', periodMs: 1_000 },
  ],
  start: async (port) => {
    const memory = fillingLine()
    const begun = performance.now()
    return runSimulator(port, {
      server: new LogixSimulator({ memory }),
      configFor: (listening) => ({ host: '127.0.0.1', port: listening }),
      everyMs: MOVES_MS,
      move: () => move(memory, (performance.now() - begun) / 1_000),
    })
  },
}
