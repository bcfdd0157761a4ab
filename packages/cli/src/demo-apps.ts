import { demoApps } from '@millrace/demo'
import type { AppPreview, MillraceClient } from '@millrace/sdk'
import { type DemoNeeds, inTurns } from './demo-turns.ts'

/** Puts the apps that come with the platform on the shelf, and installs some at the machines of the demo plant; what is installed stays. */
export async function installDemoApps(client: MillraceClient, needs: DemoNeeds): Promise<void> {
  await inTurns(
    [client.apps],
    { attempt: takeAll, named: () => 'Apps that come with the platform are not on the shelf' },
    needs,
  )
  await inTurns(
    demoApps,
    { attempt: (app) => install(client, app), named: (app) => `The app ${app} is not installed` },
    needs,
  )
}

async function takeAll(apps: MillraceClient['apps']): Promise<boolean> {
  for (const { folder, taken } of (await apps.library()).items)
    if (taken === undefined) await apps.takeFromLibrary(folder)
  return true
}

/** False while its machines have not been told of. */
async function install(client: MillraceClient, app: string): Promise<boolean> {
  const [{ version = '' } = {}] = (await client.apps.read(app)).versions
  if ((await client.apps.installations()).some((one) => one.app === app)) return true
  const { manifest } = await client.apps.version(app, version)
  const { asks, needs } = await client.apps.preview({ app, version })
  const bound: Record<string, string[]> = {}
  for (const { name, least = 1, most = 10_000 } of manifest.needs ?? []) {
    const fitting = fittingFor(needs, name)
    if (fitting.length < least) return false
    bound[name] = fitting.slice(0, most)
  }
  await client.apps.install({ app, version, bound, agreed: asks })
  return true
}

const fittingFor = (needs: AppPreview['needs'], need: string): string[] =>
  needs
    .filter((one) => one.need === need)
    .flatMap(({ suggested }) => suggested.filter(({ fits }) => fits).map(({ asset }) => asset))
