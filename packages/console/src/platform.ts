export type Quality = 'good' | 'uncertain' | 'bad'
export type Value = number | string | boolean | null
export interface Sample {
  time: string
  value: Value
  status: number
  quality: Quality
  statusName: string
}
export interface LiveSample extends Sample {
  point: string
}
export interface Asset {
  id: string
  parent: string | null
  name: string
  level: string
  path: string[]
  childCount: number
  pointCount: number
}
export interface Point {
  id: string
  name: string
  assetId: string | null
  path: string[]
  deviceId: string | null
  type: 'double' | 'int64' | 'boolean' | 'string'
  unit?: string | null
  description?: string | null
  low?: number | null
  high?: number | null
  writable: boolean
  latest?: Sample | null
}
export interface Device {
  id: string
  name: string
  kind: 'edge_node' | 'device'
  parentId?: string | null
  protocol?: string | null
  state: 'online' | 'offline' | 'stale' | 'never'
  lastSeen?: string | null
  lastError?: string | null
  pointCount: number
  health?: Record<string, Value> | null
}
export interface Overview {
  points: number
  devices: { online: number; offline: number; total: number }
  valuesPerSecond: number
  storedBytes: number
  storedSegments: number
  uptimeSeconds: number
  worst: Device[]
}
export interface Buckets {
  width: number
  start: number[]
  min: (number | null)[]
  max: (number | null)[]
  mean: (number | null)[]
  first: (number | null)[]
  last: (number | null)[]
  count: number[]
  good: number[]
}
export interface Session {
  user: { id: string; username: string; name: string; locale: string }
  tenant: { id: string; name: string }
}
export interface Page<T> {
  items: T[]
  next?: string | null
  total?: number
}
export interface Window {
  from: number
  to: number
}
export type CredentialRequest = { as: 'edge'; group: string; node: string } | { as: 'device'; name: string }

/** What the platform answered instead of data: RFC 9457 problem details with our code and remedy. */
export class PlatformFault extends Error {
  readonly status: number
  readonly code: string
  readonly remedy: string
  constructor(status: number, code: string, detail: string, remedy: string) {
    super(detail)
    this.status = status
    this.code = code
    this.remedy = remedy
  }
}

type Query = Record<string, string | number | undefined>
const query = (values: Query) => {
  const text = new URLSearchParams()
  for (const [key, value] of Object.entries(values)) if (value !== undefined && value !== '') text.set(key, String(value))
  return text.size ? `?${text}` : ''
}

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response
  try {
    response = await fetch(`/api/v1${path}`, init)
  } catch {
    throw new PlatformFault(0, 'sdk.unreachable', '', '')
  }
  if (response.ok) return response
  const body = (await response.json().catch(() => ({}))) as Record<string, string>
  throw new PlatformFault(response.status, body['code'] ?? 'unknown', body['detail'] ?? response.statusText, body['remedy'] ?? '')
}
const get = async <T>(path: string, signal?: AbortSignal): Promise<T> =>
  (await ask(path, signal ? { signal } : {})).json() as Promise<T>
const post = async <T>(path: string, body: unknown): Promise<T> =>
  (
    await ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  ).json() as Promise<T>

export interface LiveHandlers {
  samples(batch: LiveSample[]): void
  state(open: boolean): void
}

export const platform = {
  session: () => get<Session>('/session'),
  signIn: (username: string, password: string) => post<Session>('/session', { username, password, kind: 'cookie' }),
  signOut: async () => {
    await ask('/session', { method: 'DELETE' })
  },
  overview: (signal?: AbortSignal) => get<Overview>('/overview', signal),
  assets: (q: { parent?: string; search?: string; cursor?: string; limit?: number }, signal?: AbortSignal) =>
    get<Page<Asset>>(`/assets${query(q)}`, signal),
  asset: (id: string, signal?: AbortSignal) => get<Asset>(`/assets/${id}`, signal),
  points: (q: { asset?: string; search?: string; device?: string; cursor?: string; limit?: number }, signal?: AbortSignal) =>
    get<Page<Point>>(`/points${query(q)}`, signal),
  point: (id: string, signal?: AbortSignal) => get<Point>(`/points/${id}`, signal),
  history: (id: string, q: Window & { limit?: number; order?: 'asc' | 'desc' }, signal?: AbortSignal) =>
    get<{ items: Sample[]; truncated: boolean }>(`/points/${id}/history${query({ ...q })}`, signal),
  historyCsv: async (id: string, q: Window) =>
    (await ask(`/points/${id}/history${query({ ...q })}`, { headers: { accept: 'text/csv' } })).blob(),
  buckets: (id: string, q: Window & { pixels: number }, signal?: AbortSignal) =>
    get<Buckets>(`/points/${id}/buckets${query({ ...q })}`, signal),
  devices: (q: { kind?: string; state?: string; search?: string; cursor?: string; limit?: number }, signal?: AbortSignal) =>
    get<Page<Device>>(`/devices${query(q)}`, signal),
  device: (id: string, signal?: AbortSignal) => get<Device>(`/devices/${id}`, signal),
  createCredential: (body: CredentialRequest) => post<{ name: string; secret: string }>('/devices/credentials', body),
  /** Newest samples of these points, pushed; ends by the function it returns. */
  live(points: readonly string[], handlers: LiveHandlers): () => void {
    const source = new EventSource(`/api/v1/live${query({ points: points.join(',') })}`)
    source.addEventListener('open', () => handlers.state(true))
    source.addEventListener('error', () => handlers.state(false))
    source.addEventListener('samples', (event) => handlers.samples(JSON.parse(event.data as string) as LiveSample[]))
    return () => source.close()
  },
}
