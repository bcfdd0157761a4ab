import { Fault } from '@millrace/core'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { Actor } from '../audit/index.ts'
import type { AppsAround, Calling } from './around.ts'
import './faults.ts'
import { isService, stillFits, unfitAnswer, unfitInput } from './form.ts'
import type { Consumer, Meter } from './meter.ts'
import type { CallAnswer, CallRequest, PublishServiceRequest, ServiceBody } from './schema.ts'
import * as store from './store.ts'

interface Needs {
  readonly tenants: TenantDb
  readonly apps: AppsAround
  readonly meter: Meter
}

interface Calls {
  /** What is kept of a service. Throws `components.form_told`, `service_tried`, and as `AppsAround.service`. */
  bodyOf(reach: Reach, request: PublishServiceRequest): Promise<ServiceBody>
  /** Throws as `ComponentService.call`. */
  call(reach: Reach, name: string, request: CallRequest, beside: Calling): Promise<CallAnswer>
}

/** Whoever else may call is one of these. */
const consumerOf = ({ kind, id, name }: Actor): Consumer => ({
  kind: kind === 'app' || kind === 'program' ? kind : 'person',
  id,
  name,
})

/** Services of apps, as they are published and called. */
export function createCalls({ tenants, apps, meter }: Needs): Calls {
  const versionFor = (reach: Reach, name: string, number: number | undefined) =>
    tenants.within(reach, async (tx) => {
      if (!(await store.componentOf(tx, name))) throw new Fault('components.unknown', { name })
      const versions = await store.versionsOf(tx, name)
      const row = versions.find((one) => (number === undefined ? one.stage === 'published' : one.number === number))
      if (!row && number === undefined) throw new Fault('components.none_published', { name })
      if (!row) throw new Fault('components.version_unknown', { name, seen: number ?? 0 })
      if (!isService(row.body)) throw new Fault('components.service_only', { name })
      if (row.stage !== 'published') throw new Fault('components.not_published', { name, stage: row.stage })
      return { number: row.number, body: row.body }
    })

  return {
    async bodyOf({ tenant }, { installation, service, ...told }) {
      const { app, version, ...form } = await apps.service(tenant, { installation, service })
      if (await apps.isTried(tenant, installation)) throw new Fault('components.service_tried', { app })
      for (const side of ['takes', 'gives'] as const)
        if (form[side] && told[side]) throw new Fault('components.form_told', { app, version, service, side })
      const [takes, gives] = [form.takes ?? told.takes, form.gives ?? told.gives]
      return { app, installation, service, ...(takes ? { takes } : {}), ...(gives ? { gives } : {}) }
    },

    async call(reach, name, { number: wanted, input = null, id }, beside) {
      const { tenant } = reach
      const { number, body } = await versionFor(reach, name, wanted)
      const { app, version, ...form } = await apps.service(tenant, body)
      if (!stillFits(body, form))
        throw new Fault('components.service_changed', { app, service: body.service, version, name, number })
      const wrong = unfitInput(body.takes, input)
      if (wrong) throw new Fault('components.input_unfit', { name, number, ...wrong })
      const { kind, id: caller } = beside.actor
      const key = id === undefined ? {} : { key: `${kind} ${caller} ${id}` }
      const { ms, output, fault } = await apps.call(tenant, body, { input, beside, ...key })
      const unfit = fault ? undefined : unfitAnswer(body.gives, output)
      const end = unfit ? new Fault('components.answer_unfit', { name, number, ...unfit }) : fault
      meter.count(tenant, [
        {
          component: `${name}@${number}`,
          consumer: beside.consumer ?? consumerOf(beside.actor),
          calls: 1,
          samples: 0,
          ms,
          errors: end ? 1 : 0,
        },
      ])
      if (end) throw end
      return { number, output }
    },
  }
}
