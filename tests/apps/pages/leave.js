import { millrace } from './millrace.js'

await millrace.ready
await millrace.call('leaves')
if (document.readyState !== 'complete') await new Promise((resolve) => addEventListener('load', resolve))
location.href = './good.html'
