import { Fault, type TenantId } from '@millrace/core'
import type { ModelPackage } from '@millrace/runtime'
import type { MechanismService } from '../mechanisms/index.ts'
import type { Document } from './schema.ts'

/** Packages by the text that nodes name them with: `id@version`. */
export type Models = Readonly<Record<string, ModelPackage>>

const NAMED = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@(\d+\.\d+\.\d+[\w.+-]*)$/

/** Texts of model settings, of whatever was drawn. */
function named(document: Document): Set<string> {
  const texts = new Set<string>()
  const look = (drawn: unknown): void => {
    const nodes = (drawn as { nodes?: unknown } | null)?.nodes
    if (!Array.isArray(nodes)) return
    for (const node of nodes as ({ type?: unknown; settings?: { model?: unknown } | null } | null)[])
      if (node?.type === 'model.run' && typeof node.settings?.model === 'string') texts.add(node.settings.model)
  }
  look(document)
  const lookInto = (graph: Document): void => {
    look(graph)
    for (const subflow of Object.values(graph['subflows'] ?? {})) look(subflow)
  }
  lookInto(document)
  for (const component of Object.values(document['components'] ?? {}) as (Document | null)[])
    if (component) lookInto(component)
  return texts
}

/** Models that a document runs: versions that are published, or were. Those that there are not are left out, and told by its check. */
export const createModels =
  ({ mechanisms }: { readonly mechanisms: Pick<MechanismService, 'stored'> }) =>
  async (tenant: TenantId, document: Document): Promise<Models> => {
    const models: Record<string, ModelPackage> = {}
    for (const text of named(document)) {
      const [, id, version] = NAMED.exec(text) ?? []
      if (id === undefined || version === undefined) continue
      try {
        const { stage, model } = await mechanisms.stored({ tenant }, { id, version })
        if (stage === 'published' || stage === 'deprecated') models[text] = model
      } catch (thrown) {
        if (!(thrown instanceof Fault)) throw thrown
      }
    }
    return models
  }

export type ModelsOf = ReturnType<typeof createModels>
