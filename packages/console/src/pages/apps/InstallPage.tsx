import { Button, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FaultView, useFaultWords } from '../../parts/FaultView.tsx'
import { FormFault } from '../../parts/FormFault.tsx'
import form from '../../parts/form.module.css'
import { type AppBound, type AppVersion, platform } from '../../platform.ts'
import styles from './apps.module.css'
import { lackingOf, type MakeOf } from './machines.ts'
import { BindFields } from './parts/BindFields.tsx'
import { ConsentList } from './parts/ConsentList.tsx'
import { DespiteTests, speaksAgainst } from './parts/DespiteTests.tsx'
import { agreedIn, IncludedConsent } from './parts/IncludedConsent.tsx'
import { type Draft, SettingFields } from './parts/SettingFields.tsx'
import { StepList } from './parts/StepList.tsx'
import { Summary } from './parts/Summary.tsx'
import { appQuery, appVersionQuery, partsOf, previewQuery } from './queries.ts'
import { keyOf, said } from './words.ts'

const route = getRouteApi('/app/apps/$publisher/$name/install')

const steps = ['assets', 'settings', 'consent', 'summary'] as const

/** Few steps to an app that runs: what it works on, how, and what it may do. */
export function InstallPage() {
  const { publisher, name } = route.useParams()
  const search = route.useSearch()
  const id = `${publisher}/${name}`
  const app = useQuery(appQuery(id))
  const shown = search.version ?? app.data?.versions[0]?.version
  const version = useQuery({ ...appVersionQuery(id, shown ?? ''), enabled: shown !== undefined })
  const failed = [app, version].find((query) => query.isError && !query.data)
  if (failed) return <FaultView fault={failed.error} retry={() => void failed.refetch()} />
  if (!version.data)
    return (
      <div className="page">
        <Skeleton height={420} radius={6} />
      </div>
    )
  return <Steps version={version.data} />
}

function Steps({ version }: { version: AppVersion }) {
  const { t } = useTranslation('apps')
  const words = useFaultWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { app, manifest, asks } = version
  const [step, setStep] = useState(0)
  const [bound, setBound] = useState<AppBound>({})
  const [settings, setSettings] = useState<Draft>({})
  const [agreed, setAgreed] = useState<ReadonlySet<string>>(new Set())
  const [make, setMake] = useState<readonly MakeOf[]>([])
  const [despite, setDespite] = useState(false)
  const against = speaksAgainst(version.tests)
  const preview = useQuery(previewQuery(app, version.version, bound))
  const content = useRef<HTMLElement>(null)
  const before = useRef(step)
  useEffect(() => {
    // Whoever goes on by keyboard goes on at the top of what is new.
    if (before.current !== step) content.current?.focus()
    before.current = step
  }, [step])
  const { included, isWhole } = agreedIn(preview.data?.included ?? [], agreed)
  const short = (manifest.needs ?? []).filter((need) => {
    const made = make.filter((one) => one.need === need.name)
    const { least = 1 } = need
    return (
      (bound[need.name]?.length ?? 0) + made.length < least ||
      // An asset that is there has more than what was chosen for it: the platform looks at the whole.
      made.some((one) => one.asset === undefined && (!one.name?.trim() || lackingOf(need, one).length > 0))
    )
  })
  const install = useMutation({
    mutationFn: () =>
      platform.apps.install({
        app,
        version: version.version,
        bound,
        settings,
        agreed: [...asks],
        make: make.map(({ machine: _, ...one }) => one),
        ...(against && despite && { despiteTests: true }),
        included,
      }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['apps'] })
      await navigate({ to: '/apps/installations/$id', params: { id } })
    },
  })
  const all = isWhole && asks.every((asked) => agreed.has(keyOf(asked)))
  const onAgree = (key: string, agrees: boolean) =>
    setAgreed((before) => new Set(agrees ? [...before, key] : [...before].filter((each) => each !== key)))
  const blocked = [short.length > 0, false, !all || !preview.data, against && !despite][step]
  return (
    <div className="page">
      <title>{`${t('install.title', { name: said(manifest.title) })} – Millrace`}</title>
      <nav aria-label={t('title')} className="thing-path">
        <Link to="/apps/$publisher/$name" params={partsOf(app)} search={{ version: version.version }} className="link">
          {said(manifest.title)}
        </Link>
      </nav>
      <h1 className="thing-title">{t('install.title', { name: `${said(manifest.title)} ${version.version}` })}</h1>
      <div className={`panel ${styles.wizard}`}>
        <StepList
          label={t('install.steps')}
          steps={steps.map((each) => t(`install.${each}`))}
          at={step}
          onStep={setStep}
        />
        <section
          ref={content}
          tabIndex={-1}
          className={styles.step}
          aria-label={t(`install.${steps[step] ?? 'summary'}`)}
        >
          {step === 0 && (
            <>
              <p className={form.lesson}>{t('bind.lesson')}</p>
              <BindFields manifest={manifest} bound={bound} onChange={setBound} making={{ make, onMake: setMake }} />
            </>
          )}
          {step === 1 && (
            <>
              <p className={form.lesson}>{t('settings.lesson')}</p>
              <SettingFields manifest={manifest} draft={settings} onChange={setSettings} />
            </>
          )}
          {step === 2 && (
            <>
              <p className={form.lesson}>{t('asks.lesson')}</p>
              <ConsentList
                manifest={manifest}
                asks={asks}
                agreed={agreed}
                beyond={preview.data?.beyond ?? []}
                onAgree={onAgree}
              />
              {preview.data?.included.map((one) => (
                <IncludedConsent key={one.app} included={one} agreed={agreed} onAgree={onAgree} />
              ))}
            </>
          )}
          {step === 3 && (
            <>
              <Summary version={version} bound={bound} settings={settings} make={make} />
              <DespiteTests tests={version.tests} checked={despite} onCheck={setDespite} />
            </>
          )}
        </section>
        {install.error && <FormFault words={words(install.error)} />}
        <div className={form.actions}>
          {step > 0 && (
            <Button variant="default" onClick={() => setStep(step - 1)}>
              {t('install.back')}
            </Button>
          )}
          <Button
            disabled={blocked ?? false}
            loading={install.isPending}
            onClick={() => (step < 3 ? setStep(step + 1) : install.mutate())}
          >
            {t(step < 3 ? 'install.next' : 'install.action')}
          </Button>
        </div>
        {step === 0 && short.length > 0 && (
          <p className="label">{t('bind.short', { needs: short.map(({ title }) => said(title)).join(', ') })}</p>
        )}
      </div>
    </div>
  )
}
