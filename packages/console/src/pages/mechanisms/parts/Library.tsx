import { Button, Loader, Select, Skeleton } from '@mantine/core'
import { IconCheck, IconDownload } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView, useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import lists from '../../../parts/list.module.css'
import { SearchField } from '../../../parts/SearchField.tsx'
import { type MechanismLibraryModel, platform } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import styles from '../mechanisms.module.css'
import { libraryQuery } from '../queries.ts'
import { type Domain, domains } from '../search.ts'
import { said } from '../words.ts'
import { DomainText } from './DomainText.tsx'

const holds = (model: MechanismLibraryModel, words: string): boolean =>
  [model.title.en, model.title.zh, model.name, ...model.equipment].some((text) => text.toLowerCase().includes(words))

/** Models that the platform brings along: taken into the registry one by one, each proven by its cases first. */
export function Library() {
  const { t } = useTranslation('mechanisms')
  const library = useQuery(libraryQuery)
  const [words, setWords] = useState('')
  const [domain, setDomain] = useState<Domain>()
  const rows = (library.data ?? []).filter(
    (model) => (!domain || model.domain === domain) && holds(model, words.trim().toLowerCase()),
  )
  return (
    <>
      <p className={styles.intro}>{t('library.lesson')}</p>
      <div className={lists.tools}>
        <SearchField className={lists.search} value={words} label={t('search')} onChange={setWords} />
        <Select
          aria-label={t('filter.domain')}
          placeholder={t('filter.anyDomain')}
          clearable
          value={domain ?? null}
          onChange={(value) => setDomain(domains.find((each) => each === value))}
          data={domains.map((each) => ({ value: each, label: t(`domain.${each}`) }))}
        />
        {library.data && <span className={`quiet num ${styles.count}`}>{t('total', { count: rows.length })}</span>}
      </div>
      {library.isError && (
        <div className="panel">
          <FaultView fault={library.error} retry={() => void library.refetch()} />
        </div>
      )}
      {library.isPending && <Skeleton height={320} />}
      {library.data && rows.length === 0 && (
        <div className="panel">
          <EmptyState title={t('empty.filtered')} lesson={t('empty.filteredLesson')} />
        </div>
      )}
      <ul className={styles.cards}>
        {rows.map((model) => (
          <Card key={model.folder} model={model} />
        ))}
      </ul>
    </>
  )
}

function Card({ model }: { model: MechanismLibraryModel }) {
  const { t } = useTranslation('mechanisms')
  const faults = useFaultWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const may = useMay('mechanism:publish')
  const take = useMutation({
    mutationFn: () => platform.mechanisms.takeFromLibrary(model.folder),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['mechanisms'] }),
  })
  const isTaken = model.taken !== undefined || take.data !== undefined
  const isNewer = model.taken !== undefined && model.taken !== model.version && !take.data
  const open = () =>
    take.data
      ? void navigate({ to: '/mechanisms/$id', params: { id: take.data.mechanism }, search: {} })
      : void navigate({ to: '/mechanisms', search: { q: model.name } })
  return (
    <li className={`panel ${styles.card}`}>
      <h2 className={styles.cardTitle}>{said(model.title)}</h2>
      <p className={styles.cardText}>{said(model.description)}</p>
      <p className={`label ${styles.cardFacts}`}>
        <DomainText domain={model.domain} /> · {t(`kind.${model.kind}`)} · {t('library.cases', { count: model.cases })}{' '}
        · <span className="num">{model.version}</span>
      </p>
      {take.error ? <FormFault words={faults(take.error)} /> : null}
      <div className={styles.cardFoot}>
        {take.isPending && (
          <span className={styles.running} role="status">
            <Loader size={14} /> {t('library.runs', { count: model.cases })}
          </span>
        )}
        {isTaken && !isNewer && (
          <span className={styles.taken}>
            <IconCheck size={15} stroke={2} aria-hidden="true" /> {t('library.taken')}
          </span>
        )}
        {isTaken && (
          <Button
            size="xs"
            variant="default"
            onClick={open}
            aria-label={t('library.openIt', { name: said(model.title) })}
          >
            {t('library.open')}
          </Button>
        )}
        {may && (!isTaken || isNewer) && (
          <Button
            size="xs"
            variant={isNewer ? 'filled' : 'default'}
            leftSection={<IconDownload size={14} stroke={1.8} />}
            loading={take.isPending}
            aria-label={t('library.takeIt', { name: said(model.title) })}
            onClick={() => take.mutate()}
          >
            {isNewer ? t('library.newer', { version: model.version }) : t('library.take')}
          </Button>
        )}
      </div>
    </li>
  )
}
