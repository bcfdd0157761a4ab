import { runSimulator, type Simulator } from '../kit/simulator.ts'
import { SimulatedBroker } from './simulated-broker.ts'

const PRESS = 'plant/press'

/** A press that publishes its state as JSON, and single values as text; its set point is written at `…/set`. */
export const mqttSimulator: Simulator = {
  kind: 'mqtt',
  tags: [
    { address: `${PRESS}/state#$.pressure`, type: 'float64', access: 'r', periodMs: 1_000 },
    { address: `${PRESS}/state#$.parts`, type: 'int64', access: 'r', periodMs: 1_000 },
    { address: `${PRESS}/running`, type: 'bool', access: 'r', periodMs: 1_000 },
    { address: `${PRESS}/setpoint`, type: 'float64', access: 'rw', periodMs: 1_000 },
  ],
  start: async (port) => {
    let setpoint = 180
    let turn = 0
    const sayText = (name: string, value: unknown): void => broker.say(`${PRESS}/${name}`, String(value))
    const broker = new SimulatedBroker((topic, payload) => {
      const wanted = Number(payload.toString())
      if (topic !== `${PRESS}/setpoint/set` || payload.length === 0 || !Number.isFinite(wanted)) return
      setpoint = wanted
      sayText('setpoint', setpoint)
    })
    return runSimulator(port, {
      server: broker,
      configFor: (listening) => ({
        url: `mqtt://127.0.0.1:${listening}`,
        version: 4,
        timePath: '$.time',
        writeTopic: '{topic}/set',
      }),
      everyMs: 500,
      move: () => {
        turn++
        const pressure = Math.round((setpoint + 5 * Math.sin(turn / 20)) * 100) / 100
        const state = { time: new Date().toISOString(), pressure, parts: Math.floor(turn / 10) }
        broker.say(`${PRESS}/state`, JSON.stringify(state))
        sayText('running', turn % 40 < 36)
        sayText('setpoint', setpoint)
      },
    })
  },
}
