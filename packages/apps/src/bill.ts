import { createHash } from 'node:crypto'
import { Fault } from '@millrace/core'
import type { PackageFiles } from '@millrace/packaging'
import './faults.ts'
import type { AppManifest } from './manifest.ts'

/** Name of the file in a package that says what is in it. */
export const BILL = 'sbom.json'

/**
 * What an app is made of, as CycloneDX 1.6: every file with its SHA-256, the models that it brings with theirs. Files of others
 * that the publisher declares himself (`components` of a bill that is there already) stay.
 */
export function billOf({
  manifest,
  files,
}: {
  readonly manifest: AppManifest
  readonly files: PackageFiles
}): Uint8Array {
  const { id, version, owner, licence } = manifest
  const declared = componentsIn(files.get(BILL))
  const own = [...files]
    .filter(([path]) => path !== BILL)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, bytes]) => ({
      type: 'file',
      name,
      hashes: [{ alg: 'SHA-256', content: createHash('sha256').update(bytes).digest('hex') }],
    }))
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': `millrace-app/${id}@${version}`,
        supplier: { name: owner },
        name: id,
        version,
        licenses: [{ expression: licence }],
      },
    },
    components: [...declared, ...own],
  }
  return new TextEncoder().encode(`${JSON.stringify(bill, null, 2)}\n`)
}

/** Libraries that the publisher says are in it. */
function componentsIn(bytes: Uint8Array | undefined): readonly object[] {
  if (!bytes) return []
  try {
    const { components = [] } = JSON.parse(new TextDecoder().decode(bytes)) as { components?: readonly unknown[] }
    return components.filter(
      (one): one is object =>
        typeof one === 'object' && one !== null && (one as { readonly type?: unknown }).type !== 'file',
    )
  } catch {
    throw new Fault('app.malformed', { file: BILL, findings: '  no JSON with a list "components"' })
  }
}
