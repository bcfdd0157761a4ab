import { join } from 'node:path'

/** What a running platform leaves in its data folder for commands beside it. */
export const localFiles = (dataFolder: string): { readonly addresses: string; readonly token: string } => ({
  addresses: join(dataFolder, 'secrets', 'local-address.json'),
  token: join(dataFolder, 'secrets', 'local-token'),
})

/** The text of {@link localFiles}' addresses: where people find it, and where it listens on this machine. */
export const addressesIn = (text: string): { readonly address: string; readonly localAddress: string } =>
  JSON.parse(text) as { address: string; localAddress: string }
