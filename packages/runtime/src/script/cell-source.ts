/** What a program is to its cell. */
export interface CellSource {
  /** Texts that may be imported, by path. */
  readonly files: Readonly<Record<string, string>>
  /** Bytes that the engine and all that it holds may take. */
  readonly memory: number
}

/** The engine's build begins with it, most of it untouched: no limit is below. */
export const LEAST_MEMORY = 16 * 1024 * 1024
