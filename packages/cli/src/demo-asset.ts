import type { Asset, MillraceClient } from '@millrace/sdk'

/** The machine at a place of the demo plant, names from the top down; undefined while its points were not told of. */
export async function demoAsset(client: MillraceClient, path: readonly string[]): Promise<Asset | undefined> {
  const { items } = await client.assets({ search: path.at(-1) as string, limit: 50 })
  const asset = items.find((one) => one.path.join('/') === path.join('/'))
  return asset && asset.pointCount > 0 ? asset : undefined
}
