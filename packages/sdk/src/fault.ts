/** Kinds of faults: what a program does about one depends on it. */
export type FaultKind =
  | 'unreachable'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'too-many'
  | 'unavailable'
  | 'other'

const kinds: Readonly<Record<number, FaultKind>> = {
  0: 'unreachable',
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  413: 'invalid',
  422: 'invalid',
  429: 'too-many',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
}

/** What the platform answered instead of data: RFC 9457 problem details with the row of its error table and the remedy. */
export class PlatformFault extends Error {
  override readonly name = 'PlatformFault'
  /** HTTP status; 0 when nothing answered. */
  readonly status: number
  readonly kind: FaultKind
  /**
   * Row of the error table; `sdk.unreachable` when nothing answered, `sdk.deadline` when nothing did in time,
   * `sdk.not_millrace` when something else did.
   */
  readonly code: string
  /** What to do now. */
  readonly remedy: string
  /** What the words name, by name: for whoever says them in another language. */
  readonly facts: Readonly<Record<string, string>>
  /** How long to wait before asking again, where the platform says so. */
  readonly retryAfterMs: number | undefined

  constructor(
    status: number,
    code: string,
    says: string,
    remedy: string,
    { cause, facts = {}, retryAfterMs }: Circumstances = {},
  ) {
    super(says, cause === undefined ? {} : { cause })
    this.status = status
    this.kind = kinds[status] ?? 'other'
    this.code = code
    this.remedy = remedy
    this.facts = facts
    this.retryAfterMs = retryAfterMs
  }
}

interface Circumstances {
  readonly cause?: unknown
  readonly facts?: Readonly<Record<string, string>>
  readonly retryAfterMs?: number | undefined
}

interface Problem {
  readonly code: string
  readonly detail: string
  readonly remedy: string
  /** Absent from platforms of before. */
  readonly facts?: Readonly<Record<string, string>>
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && 'detail' in body && 'remedy' in body

/** Seconds, or a date (RFC 9110 §10.2.3). */
function retryAfterMsOf(header: string | null): number | undefined {
  if (header === null) return undefined
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now()
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}

export async function faultOf(response: Response): Promise<PlatformFault> {
  const retryAfterMs = retryAfterMsOf(response.headers.get('retry-after'))
  const text = await response.text()
  try {
    const body: unknown = JSON.parse(text)
    if (isProblem(body)) {
      const { code, detail, remedy, facts = {} } = body
      return new PlatformFault(response.status, code, detail, remedy, { facts, retryAfterMs })
    }
  } catch {
    // A proxy between us answers in its own words; the fault below says so.
  }
  return notMillrace(response.status, retryAfterMs)
}

export const notMillrace = (status: number, retryAfterMs?: number): PlatformFault =>
  new PlatformFault(
    status,
    'sdk.not_millrace',
    `Expected a reply of the platform, saw status ${status} from something else.`,
    'Check the address, and what stands between here and the platform.',
    { retryAfterMs },
  )
