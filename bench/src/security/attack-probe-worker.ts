import { Agent, request } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'
import type { ProbeOrder, ProbeSample } from './attack-probe.ts'

/** In a thread of its own, so that what is measured is the platform and not the attacker. */
const { address, path, token, everyMs } = workerData as ProbeOrder
const agent = new Agent({ keepAlive: true, maxSockets: 64 })
let samples: ProbeSample[] = []

function ask(): void {
  const begun = performance.now()
  const done = (status: number): void => {
    samples.push({ ms: performance.now() - begun, status })
  }
  const asked = request(`${address}${path}`, { agent, headers: { authorization: `Bearer ${token}` } }, (reply) => {
    reply.resume()
    reply.once('end', () => done(reply.statusCode ?? 0))
  })
  asked.once('error', () => done(0))
  asked.end()
}

// At a fixed rate whatever the answers do: one that waited would not see how long others are kept waiting.
const timer = setInterval(ask, everyMs)

parentPort?.on('message', (word: 'take' | 'end') => {
  if (word === 'end') {
    clearInterval(timer)
    agent.destroy()
    parentPort?.close()
    return
  }
  parentPort?.postMessage(samples)
  samples = []
})
