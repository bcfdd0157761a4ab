import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import styles from '../organisation.module.css'
import { providersQuery } from '../queries.ts'
import { ProviderCard } from './ProviderCard.tsx'

const ProviderDialog = lazy(() => import('./ProviderDialog.tsx'))

export function ProviderList() {
  const { t } = useTranslation('organisation')
  const providers = useQuery(providersQuery)
  const [adding, { open, close }] = useDisclosure(false)
  if (providers.isError && !providers.data)
    return <FaultView fault={providers.error} retry={() => void providers.refetch()} />
  if (!providers.data) return <Skeleton height={220} radius={6} />
  return (
    <>
      {providers.data.length === 0 ? (
        <div className="panel">
          <EmptyState title={t('providers.empty')} lesson={t('providers.emptyLesson')}>
            <Button size="xs" onClick={open}>
              {t('providers.add')}
            </Button>
          </EmptyState>
        </div>
      ) : (
        <>
          <div className={styles.intro}>
            <p className={styles.lesson}>{t('providers.lesson')}</p>
            <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={open}>
              {t('providers.add')}
            </Button>
          </div>
          {providers.data.map((provider) => (
            <ProviderCard key={provider.id} provider={provider} />
          ))}
        </>
      )}
      <Suspense>{adding && <ProviderDialog onClose={close} />}</Suspense>
    </>
  )
}
