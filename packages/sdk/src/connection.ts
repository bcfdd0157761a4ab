import { faultOf, notMillrace, PlatformFault } from './fault.ts'
import { MOST_RETRIES, pause, waitBefore } from './retry.ts'

/** How a client asks. */
export interface AskOptions {
  /** Times that a request is sent again which may be; 4 unless said otherwise, 0: each fault is told at once. */
  readonly retries?: number
  /** How long a call may take with all that is tried again, ms; without it only the platform's own limits hold. */
  readonly deadlineMs?: number
  /** Ends every call. */
  readonly signal?: AbortSignal
}

export interface ClientOptions extends AskOptions {
  /** Address of the platform, such as http://127.0.0.1:8080; in a page of the console it is the page's own. */
  readonly address?: string
  /** API key, or bearer token of a session; without one the browser's cookie counts. */
  readonly token?: string
  readonly fetch?: typeof fetch
}

export interface Ask {
  readonly query?: object
  readonly body?: unknown
  /** In place of a body that is JSON. */
  readonly octets?: Uint8Array
  readonly accept?: string
  /** The request carries an operation id: sent again, it is done once. */
  readonly once?: boolean
  /** Statuses that are an answer as well, beside those of success. */
  readonly also?: readonly number[]
  /** In place of the client's. */
  readonly retries?: number
  readonly signal?: AbortSignal | undefined
}

const queryText = (query: object = {}): string => {
  const text = new URLSearchParams()
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== '') text.set(key, String(value))
  return text.size > 0 ? `?${text}` : ''
}

/** One segment of a path. */
export const segment = (text: string): string => encodeURIComponent(text)

const unreachable = (cause: unknown): PlatformFault =>
  new PlatformFault(
    0,
    'sdk.unreachable',
    'Expected the platform to answer, saw no connection.',
    'Check that it runs and that the network reaches it.',
    { cause },
  )

const tooLate = (ms: number): PlatformFault =>
  new PlatformFault(
    0,
    'sdk.deadline',
    `Expected an answer within ${ms} ms, saw none.`,
    'Give it more time, or ask for less.',
  )

/** Requests to one platform as one principal. Every call throws {@link PlatformFault}. */
export class Connection {
  readonly #options: ClientOptions
  readonly #address: string
  readonly #fetch: typeof fetch
  /** One for all that ask as the same principal. */
  readonly #held: { token: string | undefined }

  constructor(options: ClientOptions, held: { token: string | undefined } = { token: options.token }) {
    this.#options = options
    this.#address = (options.address ?? '').replace(/\/$/, '')
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init))
    this.#held = held
  }

  /** Sent as a bearer token from the next request on; without one the browser's cookie counts. */
  get token(): string | undefined {
    return this.#held.token
  }

  set token(token: string | undefined) {
    this.#held.token = token
  }

  /** As the same principal, with other options. */
  with(options: AskOptions): Connection {
    return new Connection({ ...this.#options, ...options }, this.#held)
  }

  /** Where a browser itself goes, by a link. */
  address(path: string): string {
    return `${this.#address}/api/v1${path}`
  }

  json<T>(method: string, path: string, ask: Ask = {}): Promise<T> {
    return this.#answer(method, path, ask, jsonOf) as Promise<T>
  }

  /** For what is answered without a body. */
  done(method: string, path: string, ask: Ask = {}): Promise<void> {
    return this.#answer(method, path, ask, async () => undefined)
  }

  /** The answer with its body unread; no deadline counts for that. */
  ask(method: string, path: string, ask: Ask = {}): Promise<Response> {
    return this.#answer(method, path, ask, async (response) => response)
  }

  /** Asks, and asks again where that is right; an answer counts when `read` has it whole. */
  async #answer<T>(method: string, path: string, ask: Ask, read: (response: Response) => Promise<T>): Promise<T> {
    const { deadlineMs, retries = MOST_RETRIES, signal: ours } = this.#options
    const over = new AbortController()
    const timer =
      deadlineMs === undefined ? undefined : setTimeout(() => over.abort(tooLate(deadlineMs)), Math.max(0, deadlineMs))
    const signal = AbortSignal.any([over.signal, ...[ours, ask.signal].filter((one) => one !== undefined)])
    try {
      for (let attempt = 0; ; attempt++) {
        try {
          return await read(await this.#once(method, path, ask, signal))
        } catch (thrown) {
          signal.throwIfAborted()
          const fault = thrown instanceof PlatformFault ? thrown : unreachable(thrown)
          const once = { method, once: ask.once === true }
          const wait = attempt < (ask.retries ?? retries) ? waitBefore(fault, once, attempt) : undefined
          if (wait === undefined) throw fault
          await pause(wait, signal)
          signal.throwIfAborted()
        }
      }
    } finally {
      clearTimeout(timer)
    }
  }

  async #once(method: string, path: string, ask: Ask, signal: AbortSignal): Promise<Response> {
    const { query, body, octets, accept = 'application/json' } = ask
    const response = await this.#fetch(`${this.address(path)}${queryText(query)}`, {
      method,
      headers: {
        accept,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(octets === undefined ? {} : { 'content-type': 'application/octet-stream' }),
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(octets === undefined ? {} : { body: octets as Uint8Array<ArrayBuffer> }),
      signal,
    })
    if (!(response.ok || ask.also?.includes(response.status))) throw await faultOf(response)
    return response
  }
}

/** The body of an answer; undefined where there is none. */
async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw notMillrace(response.status)
  }
}
