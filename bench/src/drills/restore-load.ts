import { connectAsync, type MqttClient } from 'mqtt'

/** Samples of one message, and points of each. */
const SAMPLES = 50
export const POINTS = 4
const IN_FLIGHT = 8
/** Values of one owner are those from here to below the next: whose a value is can be seen from it. */
export const OWNER = 1_000_000_000

/** Sample `n` of an owner is at its start and n ms, and holds this at point `point`. */
export const numberAt = (owner: number, n: number, point: number): number => owner * OWNER + n * POINTS + point

interface Sending {
  /** Whose values they are: 0, 1 … */
  readonly owner: number
  readonly account: { readonly name: string; readonly secret: string }
  /** From one message's acknowledgement until the next takes its place, ms. */
  readonly restMs: number
}

/** A device that sends numbered samples as fast as they are acknowledged, and knows which were. */
export class OwnedSender {
  /** ms since 1970 of sample 0. */
  readonly start = Math.floor(Date.now() / 1_000) * 1_000 - 86_400_000
  readonly owner: number
  readonly device: string
  readonly #client: MqttClient
  readonly #restMs: number
  /** Messages whose PUBACK came; each in its place. */
  readonly #acknowledged: boolean[] = []
  #next = 0
  #stopped = false

  private constructor(client: MqttClient, { owner, account, restMs }: Sending) {
    this.#client = client
    this.#restMs = restMs
    this.owner = owner
    this.device = account.name
    // Killing the platform is the drill: what was on its way then is nobody's to count.
    client.on('error', () => undefined)
  }

  static async open(url: string, sending: Sending): Promise<OwnedSender> {
    const { account } = sending
    const client = await connectAsync(url, {
      username: account.name,
      password: account.secret,
      clientId: account.name,
      reconnectPeriod: 0,
    })
    const sender = new OwnedSender(client, sending)
    for (let i = 0; i < IN_FLIGHT; i++) sender.#pump()
    return sender
  }

  /** Numbers of the samples that are acknowledged by now. */
  acknowledged(): number[] {
    return this.#acknowledged.flatMap((is, message) =>
      is ? Array.from({ length: SAMPLES }, (_, i) => message * SAMPLES + i) : [],
    )
  }

  /** Messages that are acknowledged by now. */
  get messages(): number {
    return this.#acknowledged.filter(Boolean).length
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#client.endAsync(true)
  }

  #pump(): void {
    if (this.#stopped || !this.#client.connected) return
    const message = this.#next++
    const body = Array.from({ length: SAMPLES }, (_, i) => {
      const n = message * SAMPLES + i
      return {
        time: this.start + n,
        values: Object.fromEntries(
          Array.from({ length: POINTS }, (_unused, p) => [`p${p}`, numberAt(this.owner, n, p)]),
        ),
      }
    })
    this.#client.publish(`v1/${this.device}/telemetry`, JSON.stringify(body), { qos: 1 }, (failure) => {
      if (!failure) this.#acknowledged[message] = true
      setTimeout(() => this.#pump(), this.#restMs)
    })
  }
}
