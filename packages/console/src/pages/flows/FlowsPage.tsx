import { Button, FileButton, Skeleton } from '@mantine/core'
import { IconKey, IconPlus, IconUpload } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView, useFaultWords } from '../../parts/FaultView.tsx'
import { FormFault } from '../../parts/FormFault.tsx'
import lists from '../../parts/list.module.css'
import { SearchField } from '../../parts/SearchField.tsx'
import { platform } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import { emptyDocument, type FlowDocument, readDocument } from './document.ts'
import { type ExampleKey, exampleKeys, examples } from './examples.ts'
import styles from './flows.module.css'
import { FlowTable } from './parts/FlowTable.tsx'
import { flowsQuery, sent } from './queries.ts'
import type { FlowSearch } from './search.ts'

const route = getRouteApi('/app/flows')

/** Flows of the organisation: what they are, where they run, and what is wrong with them. */
export function FlowsPage() {
  const { t } = useTranslation('flows')
  const { q } = route.useSearch()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const writes = useMay('flow:write')
  const words = useFaultWords()
  const [unread, setUnread] = useState(false)
  const flows = useInfiniteQuery(flowsQuery(q))
  const rows = flows.data?.pages.flatMap((page) => page.items) ?? []
  const create = useMutation({
    mutationFn: (document: FlowDocument) => platform.flows.create(sent(document)),
    onSuccess: async (flow) => {
      await queries.invalidateQueries({ queryKey: ['flows', 'list'] })
      await navigate({ to: '/flows/$id', params: { id: flow.id }, search: {} })
    },
  })
  // Only the reader's language is loaded: the title is theirs in both, until somebody words it.
  const inBoth = (title: string) => ({ en: title, zh: title })
  const begin = (key?: ExampleKey) =>
    create.mutate({
      ...emptyDocument(inBoth(key ? t(`example.${key}.title`) : t('new.untitled'))),
      ...(key && examples[key]),
    })
  async function bringIn(file: File | null) {
    if (!file) return
    const document = readDocument(await file.text())
    setUnread(document === undefined)
    if (document) create.mutate(document)
  }
  const set = (change: FlowSearch) => void navigate({ to: '/flows', search: change, replace: true })
  const actions = writes && (
    <>
      <Button variant="default" component={Link} to="/flows/secrets" leftSection={<IconKey size={16} stroke={1.8} />}>
        {t('secrets.short')}
      </Button>
      <FileButton accept=".json,application/json" onChange={(file) => void bringIn(file)}>
        {(props) => (
          <Button {...props} variant="default" leftSection={<IconUpload size={16} stroke={1.8} />}>
            {t('new.import')}
          </Button>
        )}
      </FileButton>
      <Button leftSection={<IconPlus size={16} stroke={1.8} />} loading={create.isPending} onClick={() => begin()}>
        {t('new.do')}
      </Button>
    </>
  )
  const empty = flows.data !== undefined && rows.length === 0
  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        <div className={lists.actions}>{actions}</div>
      </header>
      {create.error && <FormFault words={words(create.error)} />}
      {unread && <FormFault words={{ says: t('new.unread'), remedy: t('new.unreadRemedy') }} />}
      {(rows.length > 0 || q) && (
        <div className={lists.tools}>
          <SearchField
            className={lists.search}
            value={q ?? ''}
            label={t('search')}
            onChange={(next) => set(next ? { q: next } : {})}
          />
        </div>
      )}
      <div className={`panel ${lists.list}`}>
        {flows.isError && <FaultView fault={flows.error} retry={() => void flows.refetch()} />}
        {flows.isPending && <Skeleton height={220} m={16} w="auto" />}
        {empty && q && <EmptyState title={t('empty.filtered')} lesson={t('empty.filteredLesson')} />}
        {empty && !q && (
          <>
            <EmptyState title={t('empty.title')} lesson={t('empty.lesson')} />
            {writes && (
              <div className={styles.examples}>
                {exampleKeys.map((key) => (
                  <button
                    key={key}
                    type="button"
                    className={styles.example}
                    disabled={create.isPending}
                    onClick={() => begin(key)}
                  >
                    <strong>{t(`example.${key}.title`)}</strong>
                    <span>{t(`example.${key}.lesson`)}</span>
                    <span className="link">{t('example.take')}</span>
                  </button>
                ))}
              </div>
            )}
          </>
        )}
        {rows.length > 0 && (
          <FlowTable flows={rows} onCopy={writes ? (document) => create.mutate(document) : undefined} />
        )}
        {flows.hasNextPage && (
          <div className={lists.more}>
            <Button variant="default" size="xs" onClick={() => void flows.fetchNextPage()}>
              {t('more')}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}
