import { millrace } from './millrace.js'

await millrace.ready
await millrace.call('hangs')
for (;;);
