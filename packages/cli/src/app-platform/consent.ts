import { createInterface } from 'node:readline/promises'
import type { AppManifest } from '@millrace/apps'
import { Fault } from '@millrace/core'
import type { AppAsked, AppInstall, AppPreview, MillraceClient } from '@millrace/sdk'
import '../faults.ts'

/** One thing that an app asks to do, in a line, with its reason. */
export function sayAsked(
  asked: AppAsked,
  { permissions = [], needs = [], services = [], processes = [] }: AppManifest,
): string {
  switch (asked.kind) {
    case 'action': {
      const why = permissions.find(({ action }) => action === asked.action)?.why.en
      return `may ${asked.action} on ${asked.on === 'bound' ? 'what is bound to it' : 'the whole organisation'}${why ? `: ${why}` : ''}`
    }
    case 'write': {
      const property = needs
        .find(({ name }) => name === asked.need)
        ?.properties.find(({ name }) => name === asked.property)
      return `writes ${asked.property} of each ${asked.need}${property ? `: ${property.title.en}` : ''}`
    }
    case 'host':
      return `asks the host ${asked.host}`
    case 'event':
      return `is told of events ${asked.event}`
    case 'process': {
      const process = processes.find(({ name }) => name === asked.process)
      return `is worked by a process outside with a key, ${asked.process}${process ? `: ${process.title.en}` : ''}`
    }
    case 'http': {
      const service = services.find(({ name }) => name === asked.service)
      return `lets pages and keys call its service ${asked.service}${service ? `: ${service.title.en}` : ''}`
    }
  }
}

/** What apps that a solution carries ask for: agreed to one by one, and told so. Throws `cli.beyond_own`. */
export async function includedOf(
  client: MillraceClient,
  previews: AppPreview['included'],
): Promise<{ included: NonNullable<AppInstall['included']>; says: string[] }> {
  const included: NonNullable<AppInstall['included']>[number][] = []
  const says: string[] = []
  for (const { app, version, is, asks, beyond } of previews) {
    if (is === 'there') {
      says.push(`carries ${app} ${version}, which is there and stays as it is`)
      continue
    }
    const manifest = (await client.apps.version(app, version)).manifest as AppManifest
    const name = `${app} ${version}`
    says.push(is === 'new' ? `carries ${name}` : `carries ${name}, in place of the version before`)
    for (const asked of asks) says.push(`${app} ${sayAsked(asked, manifest)}`)
    if (beyond.length > 0)
      throw new Fault('cli.beyond_own', { seen: beyond.map((one) => `${app} ${sayAsked(one, manifest)}`).join('; ') })
    included.push({ app, agreed: asks })
  }
  return { included, says }
}

/** Yes by `--agree`, else by a person at the terminal. Throws `cli.not_agreed`. */
export async function mustAgree(agrees: boolean, question: string): Promise<void> {
  if (agrees) return
  if (!process.stdin.isTTY) throw new Fault('cli.not_agreed', { seen: 'nobody at a terminal to ask' })
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(`${question} [y/N] `).finally(() => terminal.close())
  if (!/^(y|yes|是)$/i.test(answer.trim())) throw new Fault('cli.not_agreed', { seen: answer.trim() || 'no answer' })
}
