import { Button, Skeleton } from '@mantine/core'
import { IconLogin2 } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { FaultView, useKnownFault } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { type Factors, type OwnProvider, platform } from '../../../platform.ts'
import styles from '../account.module.css'
import { providersQuery } from '../queries.ts'
import { Row, Section } from './Section.tsx'

/** Sign-in providers of the organisation. `fault`: why the way to one ended without a connection. */
export function Providers({ factors, fault }: { factors: Factors; fault: string | undefined }) {
  const { t } = useTranslation('account')
  const providers = useQuery(providersQuery)
  const known = useKnownFault()
  const [dropped, setDropped] = useState<OwnProvider>()
  const items = providers.data ?? []
  if (providers.data?.length === 0 && fault === undefined) return null
  const isOnlyWay =
    !factors.password && factors.passkeys.length === 0 && items.filter(({ connected }) => connected).length === 1

  return (
    <Section title={t('providers.title')} lesson={t('providers.lesson')}>
      {fault !== undefined && (
        <div className={styles.body}>
          <FormFault words={known(fault, { says: t('providers.failed'), remedy: t('providers.failedRemedy') })} />
        </div>
      )}
      {providers.isError && <FaultView fault={providers.error} retry={() => void providers.refetch()} />}
      {providers.isPending && <Skeleton height={56} m={16} w="auto" />}
      <ul className={styles.rows}>
        {items.map((provider) => (
          <Row
            key={provider.id}
            icon={<IconLogin2 size={20} stroke={1.6} />}
            title={provider.name}
            facts={t(provider.connected ? 'providers.connected' : 'providers.notConnected')}
            action={
              provider.connected ? (
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t('providers.disconnectOne', provider)}
                  onClick={() => setDropped(provider)}
                >
                  {t('providers.disconnect')}
                </Button>
              ) : (
                <Button
                  variant="default"
                  size="xs"
                  component="a"
                  aria-label={t('providers.connectOne', provider)}
                  href={platform.account.connectAddress(provider.id)}
                >
                  {t('providers.connect')}
                </Button>
              )
            }
          />
        ))}
      </ul>
      {dropped && <Disconnect provider={dropped} isOnlyWay={isOnlyWay} onClose={() => setDropped(undefined)} />}
    </Section>
  )
}

interface DisconnectProps {
  provider: OwnProvider
  isOnlyWay: boolean
  onClose: () => void
}

function Disconnect({ provider, isOnlyWay, onClose }: DisconnectProps) {
  const { t } = useTranslation('account')
  const queries = useQueryClient()
  const drop = useMutation({
    mutationFn: () => platform.account.disconnect(provider.id),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: providersQuery.queryKey })
    },
  })
  return (
    <ConfirmDialog
      title={t('providers.disconnectTitle', provider)}
      action={t('providers.disconnect')}
      destructive
      busy={drop.isPending}
      fault={drop.error}
      onConfirm={() => drop.mutate()}
      onClose={onClose}
    >
      {t(isOnlyWay ? 'providers.onlyWay' : 'providers.says', provider)}
    </ConfirmDialog>
  )
}
