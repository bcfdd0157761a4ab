import { millrace } from './millrace.js'

document.querySelector('#load').style.setProperty('--share', 0.62)
document.querySelector('#enter').addEventListener('click', () => document.querySelector('dialog').showModal())
await millrace.ready
await millrace.call('shown', { at: document.documentElement.dataset.at })
