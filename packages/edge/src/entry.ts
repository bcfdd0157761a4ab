import { fileURLToPath } from 'node:url'

/** Module to run as the edge's own process: `node <edgeEntry> --config <file>`. */
export const edgeEntry = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './main.ts' : './main.js', import.meta.url),
)
