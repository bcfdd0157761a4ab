import { fileURLToPath } from 'node:url'

/** Module to run as the platform's own process; see main.ts for what it reads from the environment. */
export const platformEntry = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './main.ts' : './main.js', import.meta.url),
)

export { listenersOf } from './tls/public-address.ts'
