import { fileURLToPath } from 'node:url'

/** Module to run as the demo plant's own process; its options come as JSON in MILLRACE_DEMO. */
export const demoEntry = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './main.ts' : './main.js', import.meta.url),
)
