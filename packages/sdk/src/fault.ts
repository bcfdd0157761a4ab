/** What the platform answered instead of data: RFC 9457 problem details with the row of its error table and the remedy. */
export class PlatformFault extends Error {
  override readonly name = 'PlatformFault'
  /** HTTP status; 0 when nothing answered. */
  readonly status: number
  /** Row of the error table; `sdk.unreachable` when nothing answered, `sdk.not_millrace` when something else did. */
  readonly code: string
  /** What to do now. */
  readonly remedy: string
  /** What the words name, by name: for whoever says them in another language. */
  readonly facts: Readonly<Record<string, string>>

  constructor(status: number, code: string, says: string, remedy: string, { cause, facts = {} }: Circumstances = {}) {
    super(says, cause === undefined ? {} : { cause })
    this.status = status
    this.code = code
    this.remedy = remedy
    this.facts = facts
  }
}

interface Circumstances {
  readonly cause?: unknown
  readonly facts?: Readonly<Record<string, string>>
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

export async function faultOf(response: Response): Promise<PlatformFault> {
  const text = await response.text()
  try {
    const body: unknown = JSON.parse(text)
    if (isProblem(body)) {
      const { code, detail, remedy, facts = {} } = body
      return new PlatformFault(response.status, code, detail, remedy, { facts })
    }
  } catch {
    // A proxy between us answers in its own words; the fault below says so.
  }
  return new PlatformFault(
    response.status,
    'sdk.not_millrace',
    `Expected a reply of the platform, saw status ${response.status} from something else.`,
    'Check the address, and what stands between here and the platform.',
  )
}
