import { millrace } from './millrace.js'

await millrace.ready
for (let i = 0; i < 100_000; i += 1) millrace.call('more').catch(() => {})
