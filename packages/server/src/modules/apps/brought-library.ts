import { filesOfModel } from '@millrace/apps'
import { Fault, type TenantId } from '@millrace/core'
import type { TenantDb } from '../../database/index.ts'
import type { Actor } from '../audit/index.ts'
import type { EquipmentService } from '../equipment/index.ts'
import type { BroughtModel, MechanismService, VersionName } from '../mechanisms/index.ts'
import type { Running } from './brought.ts'
import './faults.ts'
import type { Unpacked } from './package-files.ts'
import type { Leaving } from './schema.ts'
import type { Works } from './works.ts'

interface Needs {
  readonly tenants: TenantDb
  readonly equipment: Pick<EquipmentService, 'brought'>
  readonly mechanisms: Pick<MechanismService, 'brought'>
  readonly works: Pick<Works, 'fence'>
}

/** Equipment classes and mechanism models that packages bring: the organisation has them as its own for as long as the app. */
export class BroughtLibrary {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** Exactly those of the version that runs, and of others what is still used; what its flows run. Throws as `bring` of equipment and mechanisms. */
  async settle({ row, manifest, unpacked }: Running): Promise<readonly BroughtModel[]> {
    const { tenants, equipment, mechanisms } = this.#needs
    const { id } = row
    const tenant = row.tenant as TenantId
    const actor: Actor = { kind: 'app', id, name: manifest.id }
    await tenants.within(tenant, (tx) => equipment.brought.bring(tx, { id, app: manifest.id }, unpacked.classes))
    const kept: VersionName[] = []
    for (const { folder } of unpacked.brings.models) {
      const files = filesOfModel(unpacked.files, folder)
      kept.push(await mechanisms.brought.bring({ tenant }, { id, folder }, files, actor))
    }
    await mechanisms.brought.leave(tenant, id, kept, actor)
    const all = await mechanisms.brought.of(tenant, id)
    return all.filter((one) => kept.some((own) => own.id === one.id && own.version === one.version))
  }

  /** Its classes alone, for an installation that is yet to be: assets are made of them first. */
  async bringClasses(tenant: TenantId, by: { id: string; app: string }, { classes }: Unpacked): Promise<void> {
    const { tenants, equipment, works } = this.#needs
    await tenants.within(tenant, async (tx) => {
      await works.fence(tx, by.id)
      await equipment.brought.bring(tx, by, classes)
    })
  }

  /** Throws `apps.brought_used`. */
  async takeModels(
    tenant: TenantId,
    installation: string,
    { app, actor }: { app: string; actor: Actor },
  ): Promise<void> {
    const { mechanisms } = this.#needs
    await mechanisms.brought.leave(tenant, installation, [], actor)
    const [left] = await mechanisms.brought.of(tenant, installation)
    if (left) throw new Fault('apps.brought_used', { app, seen: `${left.name} ${left.version} in use` })
  }

  /** Once no asset is of them. Throws `equipment.class_used`. */
  async takeClasses(tenant: TenantId, installation: string): Promise<void> {
    const { tenants, equipment } = this.#needs
    await tenants.within(tenant, (tx) => equipment.brought.takeAway(tx, installation))
  }

  /** Who brings classes. */
  async bringers(tenant: TenantId): Promise<readonly string[]> {
    const { tenants, equipment } = this.#needs
    return tenants.within(tenant, equipment.brought.bringers)
  }

  /** What would go, and what others use of it. `along`: assets and apps that go with it. */
  async leaving(
    tenant: TenantId,
    installation: string,
    along: readonly string[],
  ): Promise<Pick<Leaving, 'models' | 'classes' | 'used'>> {
    const { tenants, equipment, mechanisms } = this.#needs
    const classes = await tenants.within(tenant, (tx) => equipment.brought.brought(tx, installation))
    const used = await mechanisms.brought.used(tenant, installation, along)
    return {
      models: (await mechanisms.brought.of(tenant, installation)).map(({ name, version }) => ({ name, version })),
      classes: classes.map((one) => one.class),
      used: [
        ...used.flatMap(({ name, version, bindings, flows }) => [
          ...(bindings > 0 ? [`model ${name} ${version}: ${bindings} bindings`] : []),
          ...flows.map((title) => `model ${name} ${version}: flow ${title}`),
        ]),
        ...classes.flatMap(({ class: name, assets }) =>
          assets.filter(({ id }) => !along.includes(id)).map((asset) => `class ${name}: ${asset.name}`),
        ),
      ],
    }
  }
}
