import { faultOf, PlatformFault } from './fault.ts'

export interface ClientOptions {
  /** Address of the platform, such as http://127.0.0.1:8080; in a page of the console it is the page's own. */
  readonly address?: string
  /** Bearer token of a session or key; without one the browser's cookie counts. */
  readonly token?: string
  readonly fetch?: typeof fetch
}

export interface Page<Item> {
  readonly items: Item[]
  readonly next?: string
  readonly total?: number
}

interface Ask {
  readonly query?: object
  readonly body?: unknown
  /** In place of a body that is JSON. */
  readonly octets?: Uint8Array
  readonly accept?: string
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

/** Requests to one platform as one principal. Every call throws {@link PlatformFault}. */
export class Connection {
  /** Sent as a bearer token from the next request on; without one the browser's cookie counts. */
  token: string | undefined
  readonly #address: string
  readonly #fetch: typeof fetch

  constructor(options: ClientOptions) {
    this.#address = (options.address ?? '').replace(/\/$/, '')
    this.token = options.token
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init))
  }

  /** Where a browser itself goes, by a link. */
  address(path: string): string {
    return `${this.#address}/api/v1${path}`
  }

  async json<T>(method: string, path: string, ask: Ask = {}): Promise<T> {
    return (await this.ask(method, path, ask)).json() as Promise<T>
  }

  /** For what is answered without a body. */
  async done(method: string, path: string, ask: Ask = {}): Promise<void> {
    await this.ask(method, path, ask)
  }

  async ask(method: string, path: string, { query, body, octets, accept, signal }: Ask = {}): Promise<Response> {
    let response: Response
    try {
      response = await this.#fetch(`${this.address(path)}${queryText(query)}`, {
        method,
        headers: {
          accept: accept ?? 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(octets === undefined ? {} : { 'content-type': 'application/octet-stream' }),
          ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(octets === undefined ? {} : { body: octets as Uint8Array<ArrayBuffer> }),
        ...(signal ? { signal } : {}),
      })
    } catch (thrown) {
      if (signal?.aborted) throw thrown
      const remedy = 'Check that it runs and that the network reaches it.'
      throw new PlatformFault(0, 'sdk.unreachable', 'Expected the platform to answer, saw no connection.', remedy, {
        cause: thrown,
      })
    }
    if (!response.ok) throw await faultOf(response)
    return response
  }
}
