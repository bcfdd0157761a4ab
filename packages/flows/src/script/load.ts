import type { TypedNode } from '../check/typing.ts'
import type { LoadedScript } from '../kind.ts'

/** The script of a node that has one. */
export async function loadScript(_typed: TypedNode): Promise<LoadedScript | undefined> {
  return undefined
}
