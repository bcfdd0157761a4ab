import { fileURLToPath } from 'node:url'
import { appPackages, openServiceRunner, serviceProgram } from '@millrace/apps'
import { readFolder } from '@millrace/packaging'
import type { Plant, PlantHost } from './plant.ts'
import { contextOf, manifestOf, settingsOf } from './stage.ts'

/** Runs the services of apps as the platform does, with a plant as their host. */
export function openServices() {
  const runner = openServiceRunner()
  return {
    of:
      (app: string) =>
      async (service: string, input: unknown, host: PlantHost): Promise<unknown> => {
        const { plant } = (await import(`./plants/${app}.ts`)) as { plant: Plant }
        // Not as a checked app: its pictures may not have been taken yet.
        const files = await readFolder(appPackages, fileURLToPath(new URL(`../../apps/${app}/`, import.meta.url)))
        const manifest = await manifestOf(app)
        const context = contextOf(host, await settingsOf(app, plant))
        const outcome = await runner.run(
          serviceProgram({ manifest, files }, service, app),
          { entry: 'http', input, context },
          host,
        )
        if (outcome.is === 'done') return outcome.output
        // As the console tells it to pages.
        const { code, message, remedy, facts } = outcome.fault
        throw code === 'app.service_refused'
          ? { code: facts['reason'], message: facts['seen'], remedy }
          : { code, message, remedy }
      },
    close: () => runner.close(),
  }
}
