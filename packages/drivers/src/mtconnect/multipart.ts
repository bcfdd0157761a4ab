import { Fault } from '@millrace/core'
import './faults.ts'

const LONGEST_HEAD = 4_096
const HEAD_END = Buffer.from('\r\n\r\n')

/**
 * Cuts a multipart/x-mixed-replace body into its parts (Part 1, streaming). Agents give each part a Content-length,
 * and it is what counts: a boundary is only looked for where a part must begin.
 */
export class MultipartReader {
  readonly #boundary: string
  readonly #mostBytes: number
  readonly #part: (body: Uint8Array) => void
  #rest: Buffer = Buffer.alloc(0)

  constructor(contentType: string, mostBytes: number, part: (body: Uint8Array) => void) {
    const match = /boundary="?([^";\s]{1,200})"?/i.exec(contentType)
    if (!match) throw malformed('a boundary', contentType.slice(0, 80))
    this.#boundary = match[1]!
    this.#mostBytes = mostBytes
    this.#part = part
  }

  /** Throws `driver.frame_malformed` when the stream cannot be read on. */
  push(chunk: Uint8Array): void {
    this.#rest = this.#rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#rest, chunk])
    for (;;) {
      const end = this.#rest.indexOf(HEAD_END)
      if (end < 0) {
        if (this.#rest.length > LONGEST_HEAD)
          throw malformed('the head of a part', `${this.#rest.length} bytes without an end`)
        return
      }
      const length = this.#lengthIn(this.#rest.toString('latin1', 0, end))
      const begin = end + HEAD_END.length
      if (this.#rest.length < begin + length) return
      const body = this.#rest.subarray(begin, begin + length)
      this.#rest = this.#rest.subarray(begin + length)
      this.#part(body)
    }
  }

  #lengthIn(head: string): number {
    const lines = head.split('\r\n').filter((line) => line !== '')
    // Some agents put the dashes of RFC 2046 into the boundary that they declare.
    if (lines[0] !== `--${this.#boundary}` && lines[0] !== this.#boundary)
      throw malformed('a boundary', (lines[0] ?? '').slice(0, 60))
    const length = lines
      .map((line) => /^content-length:\s*(\d{1,9})\s*$/i.exec(line)?.[1])
      .find((found) => found !== undefined)
    if (length === undefined) throw malformed('a Content-length', head.slice(0, 120))
    if (Number(length) > this.#mostBytes) throw malformed(`at most ${this.#mostBytes} bytes`, length)
    return Number(length)
  }
}

function malformed(expected: string, seen: string): Fault {
  return new Fault('driver.frame_malformed', { expected, seen })
}
