import { ModbusSimulator, RegisterBank } from '@millrace/drivers'
import mqtt from 'mqtt'

const UNITS = 5
const TAGS = 60

/** One request that the simulated machine answered: its number, which is every value of the answer, and when. */
interface Served {
  readonly number: number
  readonly at: number
}

/**
 * A simulated machine whose registers all hold the number of the request that reads them: each poll has values that no
 * other has, so that a lost or doubled one is seen.
 */
export class NumberedMachine {
  readonly served: Served[][] = Array.from({ length: UNITS }, () => [])
  readonly #banks = Array.from({ length: UNITS }, () => new RegisterBank({ holding: TAGS * 2 }))
  readonly #simulator = new ModbusSimulator({
    units: new Map(this.#banks.map((bank, unit) => [unit + 1, bank])),
    fault: ({ unit }) => {
      const served = this.served[unit - 1]!
      const number = served.length + 1
      served.push({ number, at: Date.now() })
      for (let tag = 0; tag < TAGS; tag++) this.#banks[unit - 1]!.holding.setUint32(tag * 4, number)
      return undefined
    },
  })

  listen(): Promise<number> {
    return this.#simulator.listen()
  }
  close(): Promise<void> {
    return this.#simulator.close()
  }

  devices(port: number, periodMs: number): object[] {
    return this.#banks.map((_, unit) => ({
      name: `machine-${unit + 1}`,
      driver: 'modbus-tcp',
      connection: { host: '127.0.0.1', port, unit: unit + 1 },
      points: Array.from({ length: TAGS }, (_unused, tag) => ({
        name: `tag-${tag}`,
        address: `holding:${tag * 2}`,
        type: 'uint32',
        periodMs,
      })),
    }))
  }
}

/** A device that publishes numbered values at QoS 1 as fast as they are acknowledged, and remembers which were. */
export class NumberedDevice {
  /** Numbers whose PUBACK came. */
  readonly acknowledged = new Set<number>()
  /** µs UTC of number 0; number n is n ms later. */
  readonly start = Math.floor(Date.now() / 1000) * 1000
  readonly #client: mqtt.MqttClient
  readonly #name: string
  #next = 0
  #inFlight = 0
  #stopped = false

  constructor(url: string, account: { name: string; secret: string }) {
    this.#name = account.name
    this.#client = mqtt.connect(url, {
      username: account.name,
      password: account.secret,
      protocolVersion: 4,
      clean: false,
      clientId: account.name,
      reconnectPeriod: 200,
      connectTimeout: 5_000,
    })
    this.#client.on('connect', () => this.#pump())
    // Killing the platform is the drill: its connections break, and the client makes them anew.
    this.#client.on('error', () => this.#pump())
  }

  /** Stops and waits for what is on its way. */
  async stop(): Promise<void> {
    this.#stopped = true
    while (this.#inFlight > 0) await new Promise((resolve) => setTimeout(resolve, 20))
    await this.#client.endAsync(true)
  }

  #pump(): void {
    while (!this.#stopped && this.#client.connected && this.#inFlight < 20) {
      const number = this.#next++
      this.#inFlight++
      const body = JSON.stringify({ time: this.start + number, values: { number } })
      this.#client.publish(`v1/${this.#name}/telemetry`, body, { qos: 1 }, (failure) => {
        this.#inFlight--
        if (!failure) this.acknowledged.add(number)
        // A pace that leaves the machine room for restarts.
        setTimeout(() => this.#pump(), 2)
      })
    }
  }
}
