import { Button, SegmentedControl, Skeleton, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import lists from '../../../parts/list.module.css'
import { Mark, type Tone } from '../../../parts/Mark.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import type { EnrolmentTokenState } from '../../../platform.ts'
import styles from '../machines.module.css'
import { tokensQuery } from '../queries.ts'
import { type ChangeSearch, type MachineSearch, parseMachineSearch, tokenStates } from '../search.ts'
import { WithdrawDialog } from './WithdrawDialog.tsx'

const TokenDialog = lazy(() => import('./TokenDialog.tsx'))
const tones: Record<EnrolmentTokenState['state'], Tone> = {
  open: 'plain',
  used: 'hollow',
  withdrawn: 'hollow',
  expired: 'hollow',
}

export function TokensTab({ state, onChange }: { state: MachineSearch['tokens']; onChange: ChangeSearch }) {
  const { t } = useTranslation('machines')
  const [making, { open, close }] = useDisclosure(false)
  const [withdrawing, setWithdrawing] = useState<EnrolmentTokenState>()
  const tokens = useInfiniteQuery(tokensQuery(state))
  const rows = tokens.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <div className={lists.tools}>
        <SegmentedControl
          size="sm"
          aria-label={t('token.state.label')}
          value={state ?? 'all'}
          onChange={(value) => onChange({ tokens: tokenStates.find((one) => one === value) })}
          data={[
            { value: 'all', label: t('token.state.all') },
            ...tokenStates.map((one) => ({ value: one, label: t(`token.state.${one}`) })),
          ]}
        />
        <span className={lists.actions}>
          <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={open}>
            {t('token.add')}
          </Button>
        </span>
      </div>
      <div className={`panel ${lists.list}`}>
        {tokens.isError && <FaultView fault={tokens.error} retry={() => void tokens.refetch()} />}
        {tokens.isPending && <Skeleton height={220} m={16} w="auto" />}
        {tokens.data && rows.length === 0 && (
          <EmptyState title={t(state ? 'token.empty.filtered' : 'token.empty.title')} lesson={t('token.empty.lesson')}>
            {state === undefined && (
              <Button size="xs" onClick={open}>
                {t('token.add')}
              </Button>
            )}
          </EmptyState>
        )}
        {rows.length > 0 && <TokenTable tokens={rows} onWithdraw={setWithdrawing} />}
        {tokens.hasNextPage && (
          <div className={lists.more}>
            <Button
              variant="default"
              size="xs"
              loading={tokens.isFetchingNextPage}
              onClick={() => void tokens.fetchNextPage()}
            >
              {t('more')}
            </Button>
          </div>
        )}
      </div>
      <Suspense>{making && <TokenDialog onClose={close} />}</Suspense>
      {withdrawing && <WithdrawDialog token={withdrawing} onClose={() => setWithdrawing(undefined)} />}
    </>
  )
}

interface TokenTableProps {
  tokens: readonly EnrolmentTokenState[]
  onWithdraw: (token: EnrolmentTokenState) => void
}

function TokenTable({ tokens, onWithdraw }: TokenTableProps) {
  const { t } = useTranslation('machines')
  return (
    <table className={lists.table}>
      <thead>
        <tr>
          <th>{t('column.name')}</th>
          <th>{t('column.state')}</th>
          <th className={lists.wide}>{t('column.made')}</th>
          <th className={lists.wide}>{t('column.expires')}</th>
          <th className={lists.wide}>{t('column.used')}</th>
          <th>
            <span className="sr">{t('column.action')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <TokenLine key={token.id} token={token} onWithdraw={() => onWithdraw(token)} />
        ))}
      </tbody>
    </table>
  )
}

function TokenLine({ token, onWithdraw }: { token: EnrolmentTokenState; onWithdraw: () => void }) {
  const { t } = useTranslation('machines')
  const { t: part } = useTranslation('parts')
  const { name, speaks, state, createdAt, createdBy, expiresAt, usedAt, usedRemote, withdrawnAt, replays } = token
  return (
    <tr>
      <td className={lists.nameColumn}>
        <span className={lists.names}>
          <span className="clip">
            <Link to="/machines" search={(before) => parseMachineSearch({ ...before, name })} replace className="link">
              {name}
            </Link>
          </span>
          <span className="clip label">{part(`machine.${speaks.as}`)}</span>
        </span>
      </td>
      <td>
        <span className={styles.stacked}>
          <Mark tone={tones[state]}>{t(`token.state.${state}`)}</Mark>
          {replays > 0 && (
            <Tooltip label={t('token.replaysHint')} multiline maw={320}>
              <span className={styles.replays}>
                <IconAlertTriangle size={14} stroke={1.8} aria-hidden="true" />
                {t('token.replays', { count: replays })}
              </span>
            </Tooltip>
          )}
        </span>
      </td>
      <td className={lists.wide}>
        <span className={lists.names}>
          <span>
            <RelativeTime time={createdAt} />
          </span>
          <span className="label">{t('token.by', { name: createdBy })}</span>
        </span>
      </td>
      <td className={lists.wide}>
        <RelativeTime time={expiresAt} />
      </td>
      <td className={lists.wide}>
        <span className={lists.names}>
          <span>
            <RelativeTime time={usedAt ?? withdrawnAt} absent="—" />
          </span>
          {usedRemote && <span className="label num">{t('token.from', { remote: usedRemote })}</span>}
        </span>
      </td>
      <td className={lists.right}>
        {state === 'open' && (
          <Button size="compact-sm" variant="default" onClick={onWithdraw}>
            {t('token.withdraw')}
          </Button>
        )}
      </td>
    </tr>
  )
}
