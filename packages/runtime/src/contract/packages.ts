import type { ModelPackage } from '../face.ts'
import type { ModelManifest, RuntimeSpec } from '../manifest/manifest.ts'

const words = { en: 'Of the contract', zh: '契约用' }

/** A package of the contract: `contract/<name>`, its inputs and outputs numbers of dimension one. */
export function contractPackage(
  name: string,
  runtime: RuntimeSpec,
  files: Readonly<Record<string, string | Uint8Array>>,
  {
    inputs = ['a'],
    outputs = [name],
    ...more
  }: { readonly inputs?: readonly string[]; readonly outputs?: readonly string[] } & Pick<
    Partial<ModelManifest>,
    'stateful' | 'parameters'
  > = {},
): ModelPackage {
  return {
    manifest: {
      id: `contract/${name}`,
      version: '1.0.0',
      title: words,
      description: words,
      owner: 'Millrace',
      licence: 'Apache-2.0',
      sources: [{ id: 'none', kind: 'page', title: 'Made for the contract', seen: true }],
      taxonomy: { domain: 'process' },
      inputs: inputs.map((of) => ({ ...words, name: of, type: 'number' })),
      outputs: outputs.map((of) => ({ ...words, name: of, type: 'number' })),
      runtime,
      cases: [],
      ...more,
    },
    files: new Map(
      Object.entries(files).map(([path, of]) => [path, typeof of === 'string' ? new TextEncoder().encode(of) : of]),
    ),
    digest: `sha256:${'0'.repeat(64)}`,
  }
}
