import type { PlantHost } from './plant.ts'
import { contextOf, settingsOf } from './stage.ts'

export const servicesOf =
  (app: string) =>
  async (service: string, input: unknown, host: PlantHost): Promise<unknown> => {
    const { plant } = await import(`./plants/${app}.ts`)
    const module = await import(`../../apps/${app}/services/${service}.js`)
    const ask =
      (call: string) =>
      async (...args: unknown[]) =>
        JSON.parse(JSON.stringify(host.ask(call, args) ?? null))
    const context = {
      ...contextOf(host, await settingsOf(app, plant)),
      points: { latest: ask('points.latest'), history: ask('points.history'), samples: ask('points.samples') },
      tables: { rows: ask('tables.rows'), put: ask('tables.put'), remove: ask('tables.remove') },
      kpis: { of: ask('kpis.of') },
      alarms: { active: ask('alarms.active') },
      log: { info() {}, warn() {} },
    }
    return JSON.parse(JSON.stringify(await module.http(input, context)))
  }
