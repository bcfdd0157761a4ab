import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

/**
 * What a driver was seen to read and write from a server that we did not write, as the table in its folder
 * (`PEER.md`). The test fails if the table in the repository says anything else; with `WRITE_PEER_TABLES=1` it is written.
 */
export class PeerTable {
  readonly #file: string
  readonly #head: string
  readonly #rows = new Map<string, readonly string[]>()

  /**
   * @param driver its folder in `packages/drivers/src`
   * @param peer the server and its version
   * @param file where a folder has several drivers; `PEER.md` unless told
   */
  constructor(driver: string, peer: string, file = 'PEER.md') {
    this.#file = fileURLToPath(new URL(`../../packages/drivers/src/${driver}/${file}`, import.meta.url))
    this.#head = `# Seen against ${peer}\n\nWritten by the tests in \`tests/${driver}\`; do not edit.\n`
  }

  /** One line: `what` (read, write, refusal …), the type, the address, the value and the status that came. */
  add(what: string, type: string, address: string, value: unknown, status: string): void {
    this.#rows.set(`${what} ${type} ${address}`, [what, type, address, String(value), status])
  }

  async check(): Promise<void> {
    const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
    const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |\n`
    const rows = [...this.#rows.values()].map(line).join('')
    const text = `${this.#head}\n${line(['what', 'type', 'address', 'value', 'status'])}|---|---|---|---|---|\n${rows}`
    if (process.env['WRITE_PEER_TABLES'] === '1') await writeFile(this.#file, text)
    expect(await readFile(this.#file, 'utf8').catch(() => 'no table yet')).toBe(text)
  }
}
