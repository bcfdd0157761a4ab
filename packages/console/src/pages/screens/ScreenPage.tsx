import { Button, Skeleton } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import type { Screen } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import { told } from './document.ts'
import { AssetSwitch } from './parts/AssetSwitch.tsx'
import { ScreenGrid } from './parts/ScreenGrid.tsx'
import { LookContext } from './points.ts'
import { screenQuery } from './queries.ts'
import styles from './screens.module.css'
import { useLookOf } from './use-look.ts'

const route = getRouteApi('/app/screens/$id')

/** A screen as people look at it. */
export function ScreenPage() {
  const { id } = route.useParams()
  const screen = useQuery({ ...screenQuery(id), refetchInterval: 60_000 })
  if (screen.isError && !screen.data) return <FaultView fault={screen.error} retry={() => void screen.refetch()} />
  if (!screen.data) return <Skeleton height="60vh" m={20} w="auto" />
  return <KnownScreen key={id} screen={screen.data} />
}

function KnownScreen({ screen }: { screen: Screen }) {
  const { t } = useTranslation('screens')
  const navigate = useNavigate()
  const mayWrite = useMay('screen:write')
  const { asset } = route.useSearch()
  const { document } = screen
  const { look, items, isRead } = useLookOf(screen, document.of, asset)
  const title = told(document.title)
  const edit = { to: '/screens/$id/edit', params: { id: screen.id }, search: asset ? { asset } : {} } as const
  return (
    <LookContext value={look}>
      <div className={styles.page}>
        <title>{`${title} – Millrace`}</title>
        <header className={styles.head}>
          <nav aria-label={t('crumbs')} className="thing-path">
            <Link to="/screens" search={{}} className="link">
              {t('title')}
            </Link>
          </nav>
          <h1 className="page-title">{title}</h1>
          <div className={styles.headActs}>
            {items.length > 1 && (
              <AssetSwitch
                assets={items}
                value={look.asset}
                onChange={(next) =>
                  void navigate({
                    to: '/screens/$id',
                    params: { id: screen.id },
                    search: { asset: next },
                    replace: true,
                  })
                }
              />
            )}
            {mayWrite && (
              <Button
                variant="default"
                leftSection={<IconPencil size={16} stroke={1.7} />}
                onClick={() => void navigate(edit)}
              >
                {t('edit')}
              </Button>
            )}
          </div>
        </header>
        {document.of.is === 'class' && isRead && items.length === 0 && (
          <p className={styles.note}>{t('noAssets', { name: document.of.class })}</p>
        )}
        {document.widgets.length === 0 ? (
          <div className="panel">
            <EmptyState title={t('bare.title')} lesson={t(mayWrite ? 'bare.lesson' : 'bare.lessonRead')} />
          </div>
        ) : (
          <ScreenGrid document={document} />
        )}
      </div>
    </LookContext>
  )
}
