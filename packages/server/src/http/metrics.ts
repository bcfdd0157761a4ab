import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** A figure that another part keeps; read when Prometheus asks. */
export interface Indicator {
  /** With the unit as suffix: millrace_stored_bytes. */
  readonly name: string
  readonly help: string
  read(): number | Readonly<Record<string, number>>
  /** Name of the label when `read` gives one figure each. */
  readonly label?: string
}

export interface Metrics {
  request(route: string, method: string, status: number, seconds: number): void
  add(indicator: Indicator): void
  text(): Promise<string>
  readonly type: string
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'millrace_http_request_seconds',
    help: 'Time from request to reply; streams count until they end',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  })
  return {
    type: registry.contentType,
    request: (route, method, status, seconds) => requests.observe({ route, method, status: String(status) }, seconds),
    add({ name, help, read, label }) {
      new Gauge({
        name,
        help,
        labelNames: label ? [label] : [],
        registers: [registry],
        collect() {
          const found = read()
          // What is not told any more, a fault that is over, must not stay as it was.
          if (label) this.reset()
          if (typeof found === 'number') this.set(found)
          else if (label) for (const [key, value] of Object.entries(found)) this.set({ [label]: key }, value)
        },
      })
    },
    text: () => registry.metrics(),
  }
}
