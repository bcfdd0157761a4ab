import { Button } from '@mantine/core'
import { IconAlertTriangle, IconArrowRight, IconCheck } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../../parts/FaultView.tsx'
import { FormFault } from '../../../../parts/FormFault.tsx'
import { type MechanismFile, type MechanismVersion, platform } from '../../../../platform.ts'
import { StepDialog } from '../../parts/StepDialog.tsx'
import { versionQuery } from '../../queries.ts'
import { figureText, type Stage } from '../../words.ts'
import styles from '../studio.module.css'

const way: readonly Stage[] = ['draft', 'tested', 'reviewed', 'published']

interface StudioFooterProps {
  files: readonly MechanismFile[]
  stored: MechanismVersion | undefined
  onSaved: (version: MechanismVersion) => void
  /** It was checked, and nothing is against it. */
  ready: boolean
  mistakes: number | undefined
  untitled: boolean
  cases: number
}

/** The way from what is written to a model that may be bound: where one stands, and the one thing to do next. */
export function StudioFooter({ files, stored, onSaved, ready, mistakes, untitled, cases }: StudioFooterProps) {
  const { t } = useTranslation('studio')
  const { t: model } = useTranslation('mechanisms')
  const words = useFaultWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const written = JSON.stringify(files)
  const [first, setFirst] = useState(stored)
  const [keptText, setKeptText] = useState(stored ? written : '')
  const [asked, setAsked] = useState<'review' | 'publish'>()
  const kept = useQuery({
    ...versionQuery(first?.mechanism ?? '', first?.version ?? ''),
    enabled: first !== undefined,
    ...(first && { placeholderData: first }),
    // While it waits for a second person.
    refetchInterval: ({ state }) => (state.data?.stage === 'tested' ? 2_000 : false),
  }).data
  const changed = written !== keptText
  const save = useMutation({
    mutationFn: async () => {
      const made = await platform.mechanisms.draft(files)
      setFirst(made)
      setKeptText(written)
      return cases === 0 ? made : platform.mechanisms.test(made.mechanism, made.version)
    },
    onSuccess: async (made) => {
      const { queryKey } = versionQuery(made.mechanism, made.version)
      // A look from before the tests ran would say that it is a draft.
      await queries.cancelQueries({ queryKey })
      queries.setQueryData(queryKey, made)
      setFirst(made)
      onSaved(made)
      await queries.invalidateQueries({ queryKey: ['mechanisms', 'list'] })
    },
  })
  const maySave = ready && !untitled && (changed || !kept || (kept.stage === 'draft' && cases > 0))
  const at = kept && !changed ? way.indexOf(kept.stage) : -1
  const failed =
    !changed && kept?.cases && !kept.cases.holds ? kept.cases.results.find(({ holds }) => !holds) : undefined
  const figure = failed?.figures.find(({ holds }) => !holds)

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return
      event.preventDefault()
      if (maySave && !save.isPending) save.mutate()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [maySave, save.isPending, save.mutate])

  const hint = (): string => {
    if (save.isPending) return t('footer.runs', { count: cases })
    if (mistakes === undefined) return t('footer.begin')
    if (mistakes > 0) return t('footer.mistakes', { count: mistakes })
    if (untitled) return t('footer.untitled')
    if (cases === 0) return t('footer.noCase')
    if (!kept || changed) return t('footer.save')
    if (failed) return t('footer.failed', { name: failed.name })
    if (kept.stage === 'tested' && !kept.may.includes('review') && !kept.may.includes('publish'))
      return t('footer.second')
    return t(`footer.is.${kept.stage}`)
  }
  const of = kept && { mechanism: kept.mechanism, version: kept.version }

  return (
    <section className={styles.footer} aria-label={t('footer.label')}>
      {save.error && <FormFault words={words(save.error)} />}
      <div className={styles.footerLine}>
        <ol className={styles.steps}>
          {way.map((stage, k) => (
            <li
              key={stage}
              data-is={k < at ? 'done' : k === at ? 'here' : 'ahead'}
              aria-current={k === at ? 'step' : undefined}
            >
              {k <= at && <IconCheck size={14} stroke={2.2} aria-hidden="true" />}
              {model(`stage.${stage}`)}
            </li>
          ))}
        </ol>
        <span className={failed ? styles.wrong : styles.next} role="status">
          {failed && <IconAlertTriangle size={15} stroke={1.8} aria-hidden="true" />}
          {hint()}
          {figure &&
            ` ${t('cases.seen', { name: figure.output, seen: figureText(figure.seen), expected: figureText(figure.expected) })}`}
        </span>
        <div className={styles.footerActions}>
          {of && !changed && (
            <Link to="/mechanisms/$id" params={{ id: of.mechanism }} search={{ version: of.version }} className="link">
              {t('footer.page')}
            </Link>
          )}
          {(!kept || changed || kept.stage === 'draft') && (
            <Button loading={save.isPending} disabled={!maySave} onClick={() => save.mutate()}>
              {t(cases === 0 ? 'footer.saveOnly' : 'footer.saveAndTest')}
            </Button>
          )}
          {!changed && kept?.may.includes('review') && (
            <Button onClick={() => setAsked('review')}>{model('do.review')}</Button>
          )}
          {!changed && kept?.may.includes('publish') && (
            <Button onClick={() => setAsked('publish')}>{model('do.publish')}</Button>
          )}
          {!changed && of && kept.may.includes('bind') && (
            <Button
              rightSection={<IconArrowRight size={16} stroke={1.8} />}
              onClick={() => void navigate({ to: '/mechanisms/bind', search: of })}
            >
              {model('bind')}
            </Button>
          )}
        </div>
      </div>
      {asked && kept && <StepDialog step={asked} version={kept} versions={[]} onClose={() => setAsked(undefined)} />}
    </section>
  )
}
