import { Button, CloseButton, SegmentedControl, Skeleton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconCpu, IconRouter, IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import lists from '../../../parts/list.module.css'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import type { Certificate } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { certificatesQuery } from '../queries.ts'
import { type ChangeSearch, certificateStates, type MachineSearch, parseMachineSearch } from '../search.ts'
import { Fingerprint } from './Fingerprint.tsx'
import { StandingMark } from './StandingMark.tsx'

export function CertificatesTab({ search, onChange }: { search: MachineSearch; onChange: ChangeSearch }) {
  const { t } = useTranslation('machines')
  const mayEnrol = useMay('device:enrol')
  const [typed, setTyped] = useState(search.q ?? '')
  const find = useDebouncedCallback((q: string) => onChange({ q }), 200)
  const certificates = useInfiniteQuery(certificatesQuery(search))
  const rows = certificates.data?.pages.flatMap((page) => page.items) ?? []
  const isFiltered = Boolean(search.q || search.state)
  const clear = () => {
    setTyped('')
    onChange({ q: undefined, state: undefined })
  }
  return (
    <>
      <div className={lists.tools}>
        <TextInput
          className={lists.search ?? ''}
          value={typed}
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={16} stroke={1.6} />}
          rightSection={
            typed ? (
              <CloseButton
                size="sm"
                aria-label={t('clear')}
                onClick={() => {
                  setTyped('')
                  onChange({ q: undefined })
                }}
              />
            ) : null
          }
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            find(event.currentTarget.value)
          }}
        />
        <SegmentedControl
          size="sm"
          aria-label={t('state.label')}
          value={search.state ?? 'all'}
          onChange={(value) => onChange({ state: certificateStates.find((state) => state === value) })}
          data={[
            { value: 'all', label: t('state.all') },
            ...certificateStates.map((state) => ({ value: state, label: t(`state.${state}`) })),
          ]}
        />
      </div>
      <div className={`panel ${lists.list}`}>
        {certificates.isError && <FaultView fault={certificates.error} retry={() => void certificates.refetch()} />}
        {certificates.isPending && <Skeleton height={220} m={16} w="auto" />}
        {certificates.data && rows.length === 0 && isFiltered && (
          <EmptyState title={t('empty.filtered')} lesson={t('empty.filteredLesson')}>
            <Button variant="default" size="xs" onClick={clear}>
              {t('clearFilters')}
            </Button>
          </EmptyState>
        )}
        {certificates.data && rows.length === 0 && !isFiltered && (
          <EmptyState title={t('empty.title')} lesson={t('empty.lesson')}>
            {mayEnrol && (
              <Button size="xs" onClick={() => onChange({ tab: 'tokens' })}>
                {t('tab.tokens')}
              </Button>
            )}
          </EmptyState>
        )}
        {rows.length > 0 && <CertificateTable certificates={rows} />}
        {certificates.hasNextPage && (
          <div className={lists.more}>
            <Button
              variant="default"
              size="xs"
              loading={certificates.isFetchingNextPage}
              onClick={() => void certificates.fetchNextPage()}
            >
              {t('more')}
            </Button>
          </div>
        )}
      </div>
    </>
  )
}

function CertificateTable({ certificates }: { certificates: readonly Certificate[] }) {
  const { t } = useTranslation('machines')
  return (
    <table className={lists.table}>
      <thead>
        <tr>
          <th>{t('column.name')}</th>
          <th>{t('column.state')}</th>
          <th className={lists.wide}>{t('column.expires')}</th>
          <th className={lists.wide}>{t('column.seen')}</th>
          <th className={lists.wide}>{t('column.issued')}</th>
          <th className={lists.wide}>{t('column.fingerprint')}</th>
        </tr>
      </thead>
      <tbody>
        {certificates.map((certificate) => (
          <CertificateLine key={certificate.id} certificate={certificate} />
        ))}
      </tbody>
    </table>
  )
}

function CertificateLine({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation('machines')
  const { t: part } = useTranslation('parts')
  const { name, speaks, createdAt, expiresAt, lastUsedAt, lastRemote, fingerprint } = certificate
  const Icon = speaks.as === 'edge' ? IconRouter : IconCpu
  return (
    <tr>
      <td className={lists.nameColumn}>
        <Link
          to="/machines"
          search={(before) => parseMachineSearch({ ...before, name })}
          replace
          resetScroll={false}
          className={lists.open}
        >
          <Icon size={17} stroke={1.6} aria-hidden="true" />
          <span className={lists.names}>
            <span className="clip">{name}</span>
            <span className="clip label">{part(`machine.${speaks.as}`)}</span>
          </span>
        </Link>
      </td>
      <td>
        <StandingMark certificate={certificate} />
      </td>
      <td className={lists.wide}>
        <RelativeTime time={expiresAt} />
      </td>
      <td className={lists.wide}>
        <span className={lists.names}>
          <span>
            <RelativeTime time={lastUsedAt} absent={t('neverUsed')} />
          </span>
          <span className="label num">{lastRemote}</span>
        </span>
      </td>
      <td className={lists.wide}>
        <RelativeTime time={createdAt} />
      </td>
      <td className={lists.wide}>
        <Fingerprint of={fingerprint} />
      </td>
    </tr>
  )
}
