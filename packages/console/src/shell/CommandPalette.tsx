import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconAppWindow, IconChartLine, IconSearch, IconSitemap } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppPages } from '../pages/apps/use-app-pages.ts'
import { said } from '../pages/apps/words.ts'
import { placedName } from '../parts/point-name.ts'
import { LiveValue } from '../parts/ValueText.tsx'
import { platform } from '../platform.ts'
import styles from './palette.module.css'
import { usePlaces } from './places.ts'

interface Hit {
  key: string
  group: 'pages' | 'assets' | 'points'
  icon: ReactNode
  title: string
  where: string
  aside?: ReactNode
  go: () => void
}

const icon = { size: 17, stroke: 1.6 } as const

function useHits(words: string): { hits: Hit[]; searching: boolean } {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const search = words.trim()
  const found = useQuery({
    queryKey: ['palette', search],
    enabled: search !== '',
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const [assets, points] = await Promise.all([
        platform.assets({ search, limit: 6 }, signal),
        platform.points({ search, limit: 10 }, signal),
      ])
      return { assets: assets.items, points: points.items }
    },
  })
  const pages: Hit[] = usePlaces()
    .map((place) => ({ ...place, title: t(place.name) }))
    .filter(({ title }) => title.toLowerCase().includes(search.toLowerCase()))
    .map((page) => ({
      key: page.to,
      group: 'pages',
      icon: <page.icon {...icon} />,
      title: page.title,
      where: '',
      aside: <kbd className={styles.keys}>g {page.key}</kbd>,
      go: () => void navigate({ to: page.to }),
    }))
  const appPages = useAppPages()
    .filter(({ one, page }) => `${said(page.title)} ${said(one.title)}`.toLowerCase().includes(search.toLowerCase()))
    .map(
      ({ one, page }): Hit => ({
        key: `${one.id}/${page.name}`,
        group: 'pages',
        icon: <IconAppWindow {...icon} />,
        title: said(page.title),
        where: said(one.title),
        go: () => void navigate({ to: '/apps/installations/$id/$page', params: { id: one.id, page: page.name } }),
      }),
    )
  pages.push(...appPages)
  if (search === '' || !found.data) return { hits: pages, searching: found.isFetching }
  const assets = found.data.assets.map(
    (asset): Hit => ({
      key: `asset-${asset.id}`,
      group: 'assets',
      icon: <IconSitemap {...icon} />,
      title: asset.name,
      where: asset.path.slice(0, -1).join(' / '),
      go: () => void navigate({ to: '/assets', search: { asset: asset.id } }),
    }),
  )
  const points = found.data.points.map(
    (point): Hit => ({
      key: `point-${point.id}`,
      group: 'points',
      icon: <IconChartLine {...icon} />,
      title: placedName(point).name,
      where: placedName(point).place,
      aside: <LiveValue point={point} />,
      go: () => void navigate({ to: '/points/$id', params: { id: point.id } }),
    }),
  )
  return { hits: [...points, ...assets, ...pages], searching: found.isFetching }
}

export function CommandPalette({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('shell')
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      centered={false}
      yOffset="10vh"
      size={620}
      padding={0}
      transitionProps={{ duration: 90 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('search.label')}>
        <Modal.Body>
          <Palette onClose={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('shell')
  const [words, setWords] = useState('')
  const [debounced] = useDebouncedValue(words, 140)
  const { hits, searching } = useHits(debounced)
  const [at, setAt] = useState(0)
  const chosen = Math.min(at, hits.length - 1)

  function choose(hit: Hit | undefined) {
    if (!hit) return
    onClose()
    hit.go()
  }

  function onKey(event: KeyboardEvent) {
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (move !== 0) {
      event.preventDefault()
      setAt((chosen + move + hits.length) % Math.max(1, hits.length))
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      choose(hits[chosen])
    }
  }

  return (
    <>
      <div className={styles.field}>
        <IconSearch size={19} stroke={1.7} aria-hidden="true" />
        <input
          data-autofocus
          className={styles.input}
          value={words}
          placeholder={t('search.placeholder')}
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-hits"
          aria-activedescendant={hits[chosen] ? `hit-${hits[chosen].key}` : undefined}
          aria-label={t('search.label')}
          onChange={(event) => {
            setWords(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={onKey}
        />
      </div>
      <div id="palette-hits" role="listbox" aria-label={t('search.hits')} className={styles.hits} aria-busy={searching}>
        {hits.map((hit, index) => (
          <div key={hit.key}>
            {hits[index - 1]?.group !== hit.group && <div className={styles.group}>{t(`search.${hit.group}`)}</div>}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys */}
            <div
              id={`hit-${hit.key}`}
              role="option"
              aria-selected={index === chosen}
              className={styles.hit}
              ref={index === chosen ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
              onMouseMove={() => setAt(index)}
              onClick={() => choose(hit)}
            >
              {hit.icon}
              <span className={styles.title}>{hit.title}</span>
              <span className={`clip ${styles.where}`}>{hit.where}</span>
              {hit.aside && <span className={styles.aside}>{hit.aside}</span>}
            </div>
          </div>
        ))}
        {hits.length === 0 && !searching && <p className={styles.none}>{t('search.none', { words: debounced })}</p>}
      </div>
      <div className={styles.foot}>
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> {t('search.move')}
        </span>
        <span>
          <kbd>↵</kbd> {t('search.open')}
        </span>
        <span>
          <kbd>Esc</kbd> {t('search.close')}
        </span>
      </div>
    </>
  )
}
