import { fileURLToPath } from 'node:url'
import { openServiceRunner, readAppFolder, serviceProgram } from '@millrace/apps'
import type { Plant, PlantHost } from './plant.ts'
import { contextOf, settingsOf } from './stage.ts'

/** Runs the services of apps as the platform does, with a plant as their host. */
export function openServices() {
  const runner = openServiceRunner()
  return {
    of:
      (app: string) =>
      async (service: string, input: unknown, host: PlantHost): Promise<unknown> => {
        const { plant } = (await import(`./plants/${app}.ts`)) as { plant: Plant }
        const files = await readAppFolder(fileURLToPath(new URL(`../../apps/${app}/`, import.meta.url)))
        const context = contextOf(host, await settingsOf(app, plant))
        const outcome = await runner.run(serviceProgram(files, service, app), { entry: 'http', input, context }, host)
        if (outcome.is === 'done') return outcome.output
        throw outcome.fault
      },
    close: () => runner.close(),
  }
}
