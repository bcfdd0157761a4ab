import { ActionIcon, Button, Menu, Skeleton } from '@mantine/core'
import { IconCopy, IconDots, IconLayoutBoard, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { RelativeTime } from '../../parts/RelativeTime.tsx'
import { SearchField } from '../../parts/SearchField.tsx'
import { platform, type ScreenListed } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import { told } from './document.ts'
import { NewScreenDialog } from './parts/NewScreenDialog.tsx'
import { screensQuery } from './queries.ts'
import styles from './screens.module.css'

const route = getRouteApi('/app/screens')

/** Screens of the organisation. */
export function ScreensPage() {
  const { t } = useTranslation('screens')
  const { q } = route.useSearch()
  const navigate = useNavigate()
  const mayWrite = useMay('screen:write')
  const [making, setMaking] = useState(false)
  const screens = useInfiniteQuery(screensQuery(q))
  const rows = screens.data?.pages.flatMap((page) => page.items) ?? []
  const isEmpty = screens.data !== undefined && rows.length === 0
  const make = mayWrite && (
    <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={() => setMaking(true)}>
      {t('new.do')}
    </Button>
  )
  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        <div className={lists.actions}>{!(isEmpty && !q) && make}</div>
      </header>
      {(rows.length > 0 || q) && (
        <div className={lists.tools}>
          <SearchField
            className={lists.search}
            value={q ?? ''}
            label={t('search')}
            onChange={(next) => void navigate({ to: '/screens', search: next ? { q: next } : {}, replace: true })}
          />
        </div>
      )}
      <div className={`panel ${lists.list}`}>
        {screens.isError && <FaultView fault={screens.error} retry={() => void screens.refetch()} />}
        {screens.isPending && <Skeleton height={220} m={16} w="auto" />}
        {isEmpty && (
          <EmptyState
            title={t(q ? 'empty.filtered' : 'empty.title')}
            lesson={t(q ? 'empty.filteredLesson' : 'empty.lesson')}
          >
            {!q && make}
          </EmptyState>
        )}
        {rows.length > 0 && <ScreenTable screens={rows} mayWrite={mayWrite} />}
        {screens.hasNextPage && (
          <div className={lists.more}>
            <Button variant="default" size="xs" onClick={() => void screens.fetchNextPage()}>
              {t('more')}
            </Button>
          </div>
        )}
      </div>
      {making && <NewScreenDialog onClose={() => setMaking(false)} />}
    </div>
  )
}

function ScreenTable({ screens, mayWrite }: { screens: readonly ScreenListed[]; mayWrite: boolean }) {
  const { t } = useTranslation('screens')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [leaving, setLeaving] = useState<ScreenListed>()
  const renew = () => queries.invalidateQueries({ queryKey: ['screens', 'list'] })
  const remove = useMutation({
    mutationFn: (id: string) => platform.screens.remove(id),
    onSuccess: async () => {
      await renew()
      setLeaving(undefined)
    },
  })
  const copy = useMutation({
    mutationFn: async (id: string) => {
      const { document } = await platform.screens.read(id)
      const { en, zh } = document.title
      return platform.screens.create({ ...document, title: { en: `${en} (2)`, zh: `${zh} (2)` } })
    },
    onSuccess: renew,
  })
  return (
    <>
      <table className={lists.table}>
        <thead>
          <tr>
            <th scope="col">{t('column.name')}</th>
            <th scope="col">{t('column.of')}</th>
            <th scope="col" className={lists.wide}>
              {t('column.changed')}
            </th>
            <th scope="col" aria-label={t('column.more')} />
          </tr>
        </thead>
        <tbody>
          {screens.map((screen) => (
            <tr key={screen.id}>
              <td className={lists.nameColumn}>
                <Link to="/screens/$id" params={{ id: screen.id }} search={{}} className={lists.open}>
                  <IconLayoutBoard size={18} stroke={1.6} aria-hidden="true" />
                  <span className={lists.names}>
                    <span>{told(screen.title)}</span>
                    <span className="label">{t('widgets', { count: screen.widgets })}</span>
                  </span>
                </Link>
              </td>
              <td>{screen.of.is === 'class' ? t('of.everyOf', { name: screen.of.class }) : t(`of.${screen.of.is}`)}</td>
              <td className={lists.wide}>
                <RelativeTime time={screen.changedAt} /> <span className="quiet">{screen.changedBy.name}</span>
              </td>
              <td className={styles.rowMenu}>
                {mayWrite && (
                  <Menu position="bottom-end">
                    <Menu.Target>
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        aria-label={t('row.menu', { name: told(screen.title) })}
                      >
                        <IconDots size={16} />
                      </ActionIcon>
                    </Menu.Target>
                    <Menu.Dropdown>
                      <Menu.Item
                        leftSection={<IconPencil size={15} />}
                        onClick={() =>
                          void navigate({ to: '/screens/$id/edit', params: { id: screen.id }, search: {} })
                        }
                      >
                        {t('edit')}
                      </Menu.Item>
                      <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => copy.mutate(screen.id)}>
                        {t('row.copy')}
                      </Menu.Item>
                      <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setLeaving(screen)}>
                        {t('row.remove')}
                      </Menu.Item>
                    </Menu.Dropdown>
                  </Menu>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {leaving && (
        <ConfirmDialog
          title={t('remove.title', { name: told(leaving.title) })}
          action={t('remove.do')}
          destructive
          busy={remove.isPending}
          fault={remove.error}
          onConfirm={() => remove.mutate(leaving.id)}
          onClose={() => setLeaving(undefined)}
        >
          {t('remove.lesson')}
        </ConfirmDialog>
      )}
    </>
  )
}
