import type { TenantId } from '@millrace/core'
import type { Vault } from '../../secrets/index.ts'
import type { SettingsSet } from './settings.ts'
import type { InstallationRow } from './store.ts'

/** Secrets of installations at rest: each is bound to the installation that it is of. */
export class Sealed {
  readonly #vault: Vault

  constructor(vault: Vault) {
    this.#vault = vault
  }

  seal(tenant: TenantId, id: string, secrets: SettingsSet['secrets']): string | null {
    return Object.keys(secrets).length === 0 ? null : this.#vault.seal(JSON.stringify(secrets), contextOf(tenant, id))
  }

  open({ tenant, id, secrets }: Pick<InstallationRow, 'tenant' | 'id' | 'secrets'>): SettingsSet['secrets'] {
    if (secrets === null) return {}
    return JSON.parse(this.#vault.open(secrets, contextOf(tenant as TenantId, id))) as SettingsSet['secrets']
  }
}

const contextOf = (tenant: TenantId, id: string): string => `app ${tenant} ${id}`
