/** What the platform answered instead of data: RFC 9457 problem details with the row of its error table and the remedy. */
export class PlatformFault extends Error {
  override readonly name = 'PlatformFault'
  /** HTTP status; 0 when nothing answered. */
  readonly status: number
  /** Row of the error table; `sdk.unreachable` when nothing answered, `sdk.not_millrace` when something else did. */
  readonly code: string
  /** What to do now. */
  readonly remedy: string

  constructor(status: number, code: string, says: string, remedy: string, cause?: unknown) {
    super(says, cause === undefined ? {} : { cause })
    this.status = status
    this.code = code
    this.remedy = remedy
  }
}

const isProblem = (body: unknown): body is { status: number; code: string; detail: string; remedy: string } =>
  typeof body === 'object' && body !== null && 'code' in body && 'detail' in body && 'remedy' in body

export async function faultOf(response: Response): Promise<PlatformFault> {
  const text = await response.text()
  try {
    const body: unknown = JSON.parse(text)
    if (isProblem(body)) return new PlatformFault(response.status, body.code, body.detail, body.remedy)
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
