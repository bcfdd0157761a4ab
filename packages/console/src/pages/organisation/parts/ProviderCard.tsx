import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { assetQuery } from '../../../parts/asset-query.ts'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { useRightWords } from '../../../parts/right-words.ts'
import { rolesQuery } from '../../../parts/role-query.ts'
import { CopyField } from '../../../parts/ShownOnce.tsx'
import { type IdentityProvider, platform } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import styles from '../organisation.module.css'
import { providersQuery } from '../queries.ts'
import { ProviderTry } from './ProviderTry.tsx'

const ProviderDialog = lazy(() => import('./ProviderDialog.tsx'))

/** A provider with all that is set of it; its secret is never told. */
export function ProviderCard({ provider }: { provider: IdentityProvider }) {
  const { t } = useTranslation('organisation')
  const [asked, setAsked] = useState<'edit' | 'remove'>()
  const givesRoles = useMay('role:manage')
  // Saving without the mapping would take it away, and who may not give roles may not send it.
  const locked = provider.mapping.length > 0 && !givesRoles
  const close = () => setAsked(undefined)
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby={`provider-${provider.id}`}>
      <div className={styles.cardHead}>
        <div className={styles.cardName}>
          <h2 id={`provider-${provider.id}`} className="section-title">
            {provider.name}
          </h2>
          <p className={styles.address}>{provider.issuer}</p>
        </div>
        <div className={styles.cardActions}>
          {!locked && (
            <Button variant="default" size="xs" onClick={() => setAsked('edit')}>
              {t('providers.edit')}
            </Button>
          )}
          <Button variant="default" size="xs" onClick={() => setAsked('remove')}>
            {t('providers.remove')}
          </Button>
        </div>
      </div>
      <dl className={styles.facts}>
        <div>
          <dt className="label">{t('providers.client')}</dt>
          <dd>{provider.clientId}</dd>
        </div>
        <div>
          <dt className="label">{t('providers.joins')}</dt>
          <dd>{t(provider.autoJoin ? 'providers.joinsAll' : 'providers.joinsMembers')}</dd>
          {provider.emailDomains.length > 0 && (
            <dd>{t('providers.domains', { domains: provider.emailDomains.join(', ') })}</dd>
          )}
        </div>
        <div>
          <dt className="label">{t('providers.groups')}</dt>
          {provider.mapping.length === 0 && <dd>{t('providers.groupsNone')}</dd>}
          {provider.mapping.map((mapped) => (
            <dd key={`${mapped.group} ${mapped.role} ${mapped.below}`}>
              <Mapped mapped={mapped} />
            </dd>
          ))}
          {locked && <dd className={styles.hint}>{t('providers.mappedOnly')}</dd>}
        </div>
      </dl>
      <div>
        <CopyField label={t('providers.redirect')} value={provider.redirectUri} />
        <p className={styles.hint}>{t('providers.redirectHint')}</p>
      </div>
      <ProviderTry id={provider.id} />
      <Suspense>{asked === 'edit' && <ProviderDialog provider={provider} onClose={close} />}</Suspense>
      {asked === 'remove' && <RemoveDialog provider={provider} onClose={close} />}
    </section>
  )
}

function Mapped({ mapped: { group, role, below } }: { mapped: IdentityProvider['mapping'][number] }) {
  const { t } = useTranslation('organisation')
  const { role: titleOf } = useRightWords()
  const reads = useMay('member:read')
  const roles = useQuery({ ...rolesQuery, enabled: reads })
  const place = useQuery({ ...assetQuery(below ?? ''), enabled: Boolean(below) })
  const title = titleOf(roles.data?.find(({ name }) => name === role) ?? { name: role, title: role })
  if (!below) return t('providers.groupRole', { group, role: title })
  return t('providers.groupRoleBelow', { group, role: title, place: place.data?.name ?? t('providers.somewhere') })
}

function RemoveDialog({ provider, onClose }: { provider: IdentityProvider; onClose: () => void }) {
  const { t } = useTranslation('organisation')
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => platform.providers.remove(provider.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: providersQuery.queryKey }),
  })
  return (
    <ConfirmDialog
      title={t('providers.removeTitle', { name: provider.name })}
      action={t('providers.removeAction')}
      destructive
      busy={remove.isPending}
      fault={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {t('providers.removeFollows', { name: provider.name })}
    </ConfirmDialog>
  )
}
