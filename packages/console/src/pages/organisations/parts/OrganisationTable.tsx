import { ActionIcon, Menu } from '@mantine/core'
import { IconBuilding, IconDots } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import list from '../../../parts/list.module.css'
import { Mark } from '../../../parts/Mark.tsx'
import { type Organisation, platform } from '../../../platform.ts'
import styles from '../organisations.module.css'
import { organisationsQuery } from '../queries.ts'

const QuotasDialog = lazy(() => import('./QuotasDialog.tsx'))

type Asked = { readonly what: 'quotas' | 'suspend' | 'restore'; readonly of: Organisation }

export function OrganisationTable({ organisations }: { organisations: readonly Organisation[] }) {
  const { t } = useTranslation('organisations')
  const [asked, setAsked] = useState<Asked>()
  const close = () => setAsked(undefined)
  return (
    <>
      <table className={list.table}>
        <thead>
          <tr>
            <th>{t('column.name')}</th>
            <th>{t('column.state')}</th>
            <th className={list.wide}>{t('column.rules')}</th>
            <th>
              <span className="sr">{t('column.more')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {organisations.map((organisation) => (
            <OrganisationRow
              key={organisation.id}
              organisation={organisation}
              onAsk={(what) => setAsked({ what, of: organisation })}
            />
          ))}
        </tbody>
      </table>
      <Suspense>{asked?.what === 'quotas' && <QuotasDialog organisation={asked.of} onClose={close} />}</Suspense>
      {asked && asked.what !== 'quotas' && <AskDialog what={asked.what} organisation={asked.of} onClose={close} />}
    </>
  )
}

interface OrganisationRowProps {
  organisation: Organisation
  onAsk: (what: Asked['what']) => void
}

function OrganisationRow({ organisation, onAsk }: OrganisationRowProps) {
  const { t } = useTranslation('organisations')
  const { name, handle, operator, suspended, settings } = organisation
  const pause = suspended ? 'restore' : 'suspend'
  const rules = [
    ...(settings.secondFactor ? [t('rule.secondFactor')] : []),
    ...(settings.separateAdministrators ? [t('rule.separateAdministrators')] : []),
  ]
  return (
    <tr>
      <td className={styles.name}>
        <button type="button" className={list.open} onClick={() => onAsk('quotas')}>
          <IconBuilding size={17} stroke={1.6} aria-hidden="true" />
          <span className={list.names}>
            <span className="clip">{name}</span>
            <span className="clip label">{operator ? t('operator', { handle }) : handle}</span>
          </span>
        </button>
      </td>
      <td>
        <Mark tone={suspended ? 'hollow' : 'plain'}>{t(suspended ? 'state.suspended' : 'state.active')}</Mark>
      </td>
      <td className={list.wide}>
        {rules.length > 0 ? rules.join(' · ') : <span className="quiet">{t('rule.none')}</span>}
      </td>
      <td className={`${list.right} ${styles.more}`}>
        <Menu position="bottom-end" width={200}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('menu', { name })}>
              <IconDots size={18} stroke={1.6} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onAsk('quotas')}>{t('quotas.button')}</Menu.Item>
            <Menu.Item disabled={operator} onClick={() => onAsk(pause)}>
              {t(`${pause}.button`)}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </td>
    </tr>
  )
}

interface AskDialogProps {
  what: 'suspend' | 'restore'
  organisation: Organisation
  onClose: () => void
}

function AskDialog({ what, organisation: { id, name }, onClose }: AskDialogProps) {
  const { t } = useTranslation('organisations')
  const queries = useQueryClient()
  const act = useMutation({
    mutationFn: () => platform.organisations[what](id),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: organisationsQuery.queryKey })
    },
  })
  return (
    <ConfirmDialog
      title={t(`${what}.title`, { name })}
      action={t(`${what}.button`)}
      destructive={what === 'suspend'}
      busy={act.isPending}
      fault={act.error}
      onConfirm={() => act.mutate()}
      onClose={onClose}
    >
      {t(`${what}.follows`, { name })}
    </ConfirmDialog>
  )
}
