import { ActionIcon, SegmentedControl, Skeleton } from '@mantine/core'
import { IconArrowLeft, IconFilter, IconMathFunction, IconPlus, IconSearch, IconTable } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import { PointTable } from '../../parts/PointTable.tsx'
import { SearchField } from '../../parts/SearchField.tsx'
import { plantKey, usePlant } from '../../plant.ts'
import { usePlantPlaces } from '../../plant-places.ts'
import type { Asset } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import { useAppPages } from '../apps/use-app-pages.ts'
import { said } from '../apps/words.ts'
import { MakeScreen } from '../screens/parts/MakeScreen.tsx'
import { ShareButton } from '../sharing/parts/ShareButton.tsx'
import styles from './assets.module.css'
import type { Doing } from './drawing.ts'
import { AboutAsset } from './parts/AboutAsset.tsx'
import { AssetHits } from './parts/AssetHits.tsx'
import { AssetMenu } from './parts/AssetMenu.tsx'
import { AssetTree } from './parts/AssetTree.tsx'
import { DrawingDialogs } from './parts/DrawingDialogs.tsx'
import { type AssetSearch, parseAssetSearch } from './search.ts'

/** The bridge to pages of apps comes with the first of them. */
const InstalledPage = lazy(() => import('../apps/frame/InstalledPage.tsx'))

export function AssetsPage() {
  const { t } = useTranslation('assets')
  const { t: drawing } = useTranslation('drawing')
  const search = parseAssetSearch(useSearch({ strict: false }))
  const places = usePlantPlaces()
  const navigate = useNavigate()
  const plant = usePlant()
  const mayDraw = useMay('asset:write')
  const draws = mayDraw && plant.is === 'own'
  const [doing, setDoing] = useState<Doing>()
  const [version, setVersion] = useState(0)
  const set = (change: Partial<AssetSearch>, replace: boolean) =>
    void navigate({ ...places.assets(parseAssetSearch({ ...search, ...change })), replace })

  return (
    <div className={styles.page} data-selected={search.asset ? true : undefined}>
      <title>{`${t('title')} – Millrace`}</title>
      <section className={styles.left} aria-label={t('tree.label')}>
        <div className={styles.leftHead}>
          <div className={styles.leftTitle}>
            <h1 className="page-title">{t('title')}</h1>
            {draws && (
              <>
                <ActionIcon
                  variant="default"
                  size={32}
                  aria-label={drawing('make.top')}
                  title={drawing('make.top')}
                  onClick={() => setDoing({ is: 'make', below: undefined })}
                >
                  <IconPlus size={16} stroke={1.8} />
                </ActionIcon>
                <ActionIcon
                  variant="default"
                  size={32}
                  aria-label={drawing('sheet.title')}
                  title={drawing('sheet.title')}
                  onClick={() => setDoing({ is: 'sheet' })}
                >
                  <IconTable size={16} stroke={1.8} />
                </ActionIcon>
              </>
            )}
          </div>
          <SearchField
            value={search.q ?? ''}
            label={t('search.label')}
            onChange={(q) => set({ q }, true)}
            icon={<IconSearch size={16} stroke={1.6} />}
          />
        </div>
        {search.q ? (
          <AssetHits
            words={search.q}
            selected={search.asset}
            onSelect={(asset) => set({ asset: asset.id, filter: '' }, false)}
          />
        ) : (
          <AssetTree
            selected={search.asset}
            version={version}
            onDo={draws ? setDoing : undefined}
            onSelect={(asset) => set({ asset: asset.id, filter: '' }, true)}
          />
        )}
      </section>
      <section className={styles.right} aria-label={t('points')}>
        <AssetPoints
          asset={search.asset}
          filter={search.filter ?? ''}
          shown={search.view ?? search.app ?? 'points'}
          onShow={(shown) => {
            const { view: _, app: __, ...rest } = search
            const what: AssetSearch = shown === 'about' ? { view: 'about' } : shown === 'points' ? {} : { app: shown }
            void navigate({ ...places.assets({ ...rest, ...what }), replace: true })
          }}
          onDo={draws ? setDoing : undefined}
          onFilter={(filter) => set({ filter }, true)}
          onBack={() => void navigate(places.assets(search.q ? { q: search.q } : {}))}
        />
      </section>
      {doing && (
        <DrawingDialogs
          doing={doing}
          onDone={(asset) => {
            setDoing(undefined)
            setVersion((before) => before + 1)
            if (asset) set({ asset: asset.id, filter: '' }, true)
            else if (doing.is === 'remove') void navigate({ ...places.assets({}), replace: true })
          }}
          onClose={() => setDoing(undefined)}
        />
      )}
    </div>
  )
}

const placeOf = (asset: Asset) => asset.path.slice(0, -1).join(' / ')

interface AssetPointsProps {
  asset: string | undefined
  filter: string
  onFilter: (filter: string) => void
  onBack: () => void
  /** `points`, `about`, or a page of an app. */
  shown: string
  onShow: (shown: string) => void
  onDo: ((doing: Doing) => void) | undefined
}

/** The points of the selected asset and of everything below it; of the whole plant while none is selected. */
function AssetPoints({ asset: id, filter, onFilter, onBack, shown, onShow, onDo }: AssetPointsProps) {
  const { t } = useTranslation('assets')
  const { t: drawing } = useTranslation('drawing')
  const { t: derived } = useTranslation('derived')
  const navigate = useNavigate()
  const plant = usePlant()
  const asset = useQuery({
    queryKey: ['asset', id, plantKey(plant)],
    enabled: id !== undefined,
    queryFn: ({ signal }) => plant.api.asset(id!, signal),
  })
  const placed = useAppPages(id ?? '')
  if (asset.isError) return <FaultView fault={asset.error} retry={() => void asset.refetch()} />
  const about = shown === 'about'
  const pages = plant.is === 'own' ? placed.map((each) => ({ ...each, key: `${each.one.id}/${each.page.name}` })) : []
  const page = pages.find(({ key }) => key === shown)
  const whole = plant.is === 'own' ? t('allMore') : plant.grant.subject
  const of = { ...(id ? { asset: id } : {}), ...(filter ? { search: filter } : {}) }
  return (
    <>
      <header className={styles.rightHead}>
        <ActionIcon
          className={styles.back ?? ''}
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('back')}
          onClick={onBack}
        >
          <IconArrowLeft size={19} stroke={1.6} />
        </ActionIcon>
        <div className={styles.names}>
          <p className={`clip label`}>{id ? (asset.data ? placeOf(asset.data) : '') : whole}</p>
          <h2 className={`clip ${styles.name}`}>{id ? (asset.data?.name ?? '…') : t('all')}</h2>
        </div>
        {asset.data && (
          <ShareButton
            subject={{ is: 'asset', id: asset.data.id, name: asset.data.name, place: placeOf(asset.data) }}
          />
        )}
        {asset.data && plant.is === 'own' && (
          <MakeScreen of={{ is: 'asset', asset: { id: asset.data.id, name: asset.data.name } }} />
        )}
        {asset.data && onDo && (
          <ActionIcon
            variant="default"
            size={30}
            aria-label={derived('add')}
            title={derived('add')}
            onClick={() => void navigate({ to: '/derived', search: { asset: asset.data.id } })}
          >
            <IconMathFunction size={16} stroke={1.7} />
          </ActionIcon>
        )}
        {asset.data && onDo && <AssetMenu asset={asset.data} onDo={onDo} />}
        {id && plant.is === 'own' && (
          <SegmentedControl
            size="xs"
            aria-label={drawing('view.label')}
            value={about || page ? shown : 'points'}
            onChange={onShow}
            data={[
              { value: 'points', label: t('points') },
              { value: 'about', label: drawing('view.about') },
              ...pages.map(({ key, page: { title } }) => ({ value: key, label: said(title) })),
            ]}
          />
        )}
        <div className={styles.filter} hidden={(about || page !== undefined) && id !== undefined}>
          <SearchField
            value={filter}
            label={t('filter')}
            onChange={onFilter}
            icon={<IconFilter size={16} stroke={1.6} />}
          />
        </div>
      </header>
      {page && asset.data ? (
        <Suspense fallback={<Skeleton height="100%" radius={0} />}>
          <InstalledPage
            key={`${page.key} ${asset.data.id}`}
            one={page.one}
            page={page.page}
            at="asset"
            asset={asset.data.id}
          />
        </Suspense>
      ) : about && asset.data && plant.is === 'own' ? (
        <AboutAsset asset={asset.data} draws={onDo !== undefined} />
      ) : (
        <div className={styles.points}>
          <PointTable
            of={of}
            depth={id ? (asset.data?.path.length ?? 0) : plant.is === 'own' ? 0 : 1}
            empty={
              filter ? (
                <EmptyState title={t('empty.filtered', { words: filter })} lesson={t('empty.filteredLesson')} />
              ) : (
                <EmptyState title={t('empty.title')} lesson={t('empty.lesson')} />
              )
            }
          />
        </div>
      )}
    </>
  )
}
