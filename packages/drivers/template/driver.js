import { Bus, Exchange, fits, ItemDriver, noCounts, Status, tcpLine, unfit } from '@millrace/drivers/kit'
import { ask, checkName, Lines, readAnswer } from './lines.js'

const configSchema = {
  type: 'object',
  required: ['host'],
  additionalProperties: false,
  properties: {
    host: { type: 'string', minLength: 1, description: 'Name or address of the UPS' },
    port: { type: 'integer', minimum: 1, maximum: 65535, default: 3333 },
    timeoutMs: { type: 'integer', minimum: 10, maximum: 60000, default: 1000, description: 'Time for one answer, ms' },
  },
}

/** What the kit's ItemDriver wants of a protocol whose values are asked for by name. */
class Ups {
  #exchange

  constructor(exchange) {
    this.#exchange = exchange
  }

  get open() {
    return this.#exchange.open
  }

  connect(signal) {
    return this.#exchange.connect(signal)
  }

  close() {
    return this.#exchange.close()
  }

  mostItems() {
    return 1
  }

  plan(spec) {
    checkName(spec.address)
    return { spec }
  }

  async read(kind, [tag], signal) {
    const { frame, time } = await this.#exchange.request(kind, ask('GET', tag.spec.address), signal)
    const [word, , text] = readAnswer(frame)
    if (word === 'ERROR') return { time, readings: [{ value: null, status: Status.BadNodeIdUnknown }] }
    return { time, readings: [readingOf(text, tag.spec.type)] }
  }

  async write(tag, value, signal) {
    const fit = fits(value, tag.spec.type)
    if (fit !== Status.Good) return unfit(tag.spec, value, fit)
    const { frame } = await this.#exchange.request('write', ask('SET', tag.spec.address, value), signal)
    const [word, , text] = readAnswer(frame)
    return word === 'OK' ? undefined : { status: Status.BadNotWritable, message: `The UPS answered: ${text}.` }
  }
}

/** The text as the tag's type wants it. The kit then scales it and checks that it fits. */
function readingOf(text, type) {
  if (type === 'string') return { value: text, status: Status.Good }
  if (type === 'bool' && (text === 'on' || text === 'off')) return { value: text === 'on', status: Status.Good }
  const number = Number(text)
  if (text === '' || Number.isNaN(number)) return { value: null, status: Status.BadTypeMismatch }
  return { value: number, status: Status.Good }
}

/** @type {import('@millrace/drivers/kit').DriverFactory} */
export default {
  kind: 'acme-ups',
  configSchema,
  capabilities: { push: false, browse: false, write: true, deviceTime: false },
  busOf: ({ host, port = 3333 }) => `tcp:${host}:${port}`,
  checkAddress: (address) => checkName(address),
  create({ host, port = 3333, timeoutMs = 1000 }, { lost }, { clock, bus }) {
    const counters = noCounts()
    const exchange = new Exchange({
      place: `${host}:${port}`,
      dial: tcpLine(host, port),
      framing: (sink) => new Lines(sink),
      // The protocol has no numbers for its questions: an answer that is late could be taken for another's.
      ids: 1,
      timeoutMs,
      clock,
      bus: bus ?? new Bus(clock),
      counters,
      lost,
    })
    return new ItemDriver(new Ups(exchange), { clock, counters })
  },
}
