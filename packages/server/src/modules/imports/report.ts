import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { writeAll } from './files.ts'
import type { Refusal } from './schema.ts'

const HEAD = 'line,column,reason,detail\r\n'
/** Of a report; what is refused beyond is counted alone. */
const MOST_BYTES = 64 * 2 ** 20

const quoted = (text: string): string => `"${text.replaceAll('"', '""').replaceAll(/[\r\n]/g, ' ')}"`
const guarded = (text: string): string => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text)

/** What was refused of an import, as CSV that grows. */
export class RefusalReport {
  readonly #file: FileHandle
  #bytes: number

  private constructor(file: FileHandle, bytes: number) {
    this.#file = file
    this.#bytes = bytes
  }

  /** Goes on after `bytes`: what lies behind was written after the last place that counts. */
  static async open(path: string, bytes: number): Promise<RefusalReport> {
    const file = await open(path, bytes === 0 ? 'w' : 'r+', 0o600)
    await file.truncate(bytes)
    const report = new RefusalReport(file, bytes)
    if (bytes === 0) await report.#write(HEAD)
    return report
  }

  get bytes(): number {
    return this.#bytes
  }

  async add(refusals: readonly Refusal[]): Promise<void> {
    if (refusals.length === 0 || this.#bytes > MOST_BYTES) return
    await this.#write(
      refusals
        .map(
          ({ line, column, reason, detail }) =>
            `${line},${quoted(guarded(column ?? ''))},${reason},${quoted(guarded(detail))}\r\n`,
        )
        .join(''),
    )
  }

  sync(): Promise<void> {
    return this.#file.datasync()
  }

  close(): Promise<void> {
    return this.#file.close()
  }

  async #write(text: string): Promise<void> {
    const bytes = Buffer.from(text)
    await writeAll(this.#file, bytes, this.#bytes)
    this.#bytes += bytes.length
  }
}

/** The first refusals of a report, of which `bytes` count. */
export async function readReport(path: string, bytes: number, most: number): Promise<Refusal[]> {
  if (bytes === 0) return []
  const found: Refusal[] = []
  const lines = createInterface({
    input: createReadStream(path, { end: bytes - 1 }),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  for await (const line of lines) {
    const [, number, column = '', reason = '', detail = ''] =
      /^(\d+),"((?:[^"]|"")*)",(\w+),"((?:[^"]|"")*)"$/.exec(line) ?? []
    if (number === undefined) continue
    const plain = (text: string): string => text.replaceAll('""', '"').replace(/^'(?='*[=+\-@\t\r])/, '')
    found.push({
      line: Number(number),
      ...(column === '' ? {} : { column: plain(column) }),
      reason,
      detail: plain(detail),
    })
    if (found.length >= most) break
  }
  lines.close()
  return found
}
