import { Fault, MICROS_PER_MS, systemClock, type Value } from '@millrace/core'
import { EdgeSession, encodePayload, type Metric, type Outgoing, SparkplugType } from '@millrace/wire'
import { runSimulator, type Simulator } from '../kit/simulator.ts'
import { SimulatedBroker } from '../mqtt/simulated-broker.ts'

const GROUP = 'works'
const NODE = 'line'
const PRESS = 'press'
const UPTIME = 'Uptime'
const PRESSURE = 'Hydraulics/Pressure'
const SETPOINT = 'Hydraulics/Setpoint'
const PARTS = 'Parts'
const RUNNING = 'Running'

/** One edge node with a press: births with aliases, data by alias alone, commands to the set point. */
class SimulatedNode {
  readonly broker: SimulatedBroker
  readonly #session: EdgeSession
  readonly #begun = systemClock.monotonic()
  #turn = 0
  #setpoint = 180

  constructor() {
    this.broker = new SimulatedBroker((topic, payload) => this.#heard(topic, payload))
    this.#session = new EdgeSession({
      group: GROUP,
      node: NODE,
      clock: systemClock,
      lastBdSeq: -1,
      saveBdSeq: () => {},
      births: () => ({ node: this.#own(), devices: [{ device: PRESS, metrics: this.#press() }] }),
      send: (message) => this.#send(message),
      bornChanged: () => {},
    })
    this.#session.connecting()
  }

  async listen(port: number): Promise<number> {
    const listening = await this.broker.listen(port)
    this.#session.connected()
    return listening
  }

  close(): Promise<void> {
    this.#session.disconnecting()
    return this.broker.close()
  }

  move(): void {
    this.#turn++
    this.#tell(undefined, this.#own())
    this.#tell(PRESS, this.#press())
  }

  #own(): Metric[] {
    const ms = Math.floor(systemClock.monotonic() - this.#begun)
    return [{ name: UPTIME, alias: 1, datatype: SparkplugType.Int64, value: BigInt(ms) }]
  }

  #press(): Metric[] {
    const pressure = this.#setpoint + 5 * Math.sin(this.#turn / 20)
    return [
      { name: PRESSURE, alias: 2, datatype: SparkplugType.Double, value: pressure },
      { name: PARTS, alias: 3, datatype: SparkplugType.UInt32, value: Math.floor(this.#turn / 10) },
      { name: RUNNING, alias: 4, datatype: SparkplugType.Boolean, value: this.#turn % 40 < 36 },
      { name: SETPOINT, alias: 5, datatype: SparkplugType.Double, value: this.#setpoint },
    ]
  }

  /** By alias: the birth has told names. */
  #tell(device: string | undefined, metrics: readonly Metric[]): void {
    const timestamp = Math.floor(systemClock.now() / MICROS_PER_MS)
    const data = metrics.map(({ name: _name, ...metric }) => ({ ...metric, timestamp }))
    this.#session.publishData(device, (seq) => encodePayload({ timestamp, seq, metrics: data }))
  }

  #send({ topic, payload }: Outgoing): void {
    this.broker.say(topic, payload)
  }

  #heard(topic: string, payload: Uint8Array): void {
    try {
      const command = this.#session.received(topic, payload)
      if (command?.is !== 'write' || command.device !== PRESS) return
      for (const { name, alias, value } of command.metrics)
        if (name === SETPOINT || alias === 5) this.#take((value ?? null) as Value)
    } catch (failure) {
      // What is no Sparkplug message is none of ours: anyone may publish here.
      if (!(failure instanceof Fault)) throw failure
    }
  }

  #take(wanted: Value): void {
    if (typeof wanted !== 'number' || !Number.isFinite(wanted)) return
    this.#setpoint = wanted
    this.#tell(PRESS, this.#press())
  }
}

/** An edge node behind a broker of its own. */
export const sparkplugSimulator: Simulator = {
  kind: 'sparkplug',
  tags: [
    { address: UPTIME, type: 'int64', access: 'r', periodMs: 1_000 },
    { address: `${PRESS}:${PRESSURE}`, type: 'float64', access: 'r', periodMs: 1_000 },
    { address: `${PRESS}:${PARTS}`, type: 'uint32', access: 'r', periodMs: 1_000 },
    { address: `${PRESS}:${RUNNING}`, type: 'bool', access: 'r', periodMs: 1_000 },
    { address: `${PRESS}:${SETPOINT}`, type: 'float64', access: 'rw', periodMs: 1_000 },
  ],
  start: (port) => {
    const node = new SimulatedNode()
    return runSimulator(port, {
      server: node,
      configFor: (listening) => ({ url: `mqtt://127.0.0.1:${listening}`, version: 4, group: GROUP, node: NODE }),
      everyMs: 500,
      move: () => node.move(),
    })
  },
}
