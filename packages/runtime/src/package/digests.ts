import { createHash } from 'node:crypto'

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** In the order of their bytes, whatever the language of the machine. */
export const inOrder = (paths: Iterable<string>): string[] => [...paths].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))

/** digests.json: the SHA-256 of every file, a line each, so that it may be read without a parser. */
export function digestsOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const lines = inOrder(files.keys()).map((path) => `  ${JSON.stringify(path)}: "${sha256(files.get(path)!)}"`)
  return new TextEncoder().encode(`{\n${lines.join(',\n')}\n}\n`)
}

/** The digest of a model: of digests.json, and so of every byte of every file, however they are packed. */
export const digestOf = (files: ReadonlyMap<string, Uint8Array>): string => `sha256:${sha256(digestsOf(files))}`
