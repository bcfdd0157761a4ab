import { type PhysicalAsset, PlatformFault } from '../../platform.ts'

interface Reads {
  physical(id: string): Promise<Pick<PhysicalAsset, 'fills'>>
}

/** Where a scan leads: to the place itself, or to the place that a thing fills now; undefined: it is mounted nowhere. */
export async function scannedAsset(id: string, { physical }: Reads): Promise<string | undefined> {
  try {
    return (await physical(id)).fills?.asset
  } catch (thrown) {
    if (thrown instanceof PlatformFault && thrown.code === 'assets.physical_unknown') return id
    throw thrown
  }
}
