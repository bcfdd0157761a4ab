import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { AssetPicker } from '../../../parts/AssetPicker.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import lists from '../../../parts/list.module.css'
import { CommandSample, CopyAction } from '../../../parts/ShownOnce.tsx'
import styles from '../developer.module.css'
import { PortalNav } from '../PortalNav.tsx'
import { type SampleLanguage, type SampleSearch, sampleLanguages } from '../search.ts'
import { java } from './java.ts'
import { jobs, madeUp, type Samples } from './own.ts'
import { python } from './python.ts'
import { ownQuery } from './queries.ts'
import { typescript } from './typescript.ts'

const route = getRouteApi('/app/developer/samples')
const samples: Readonly<Record<SampleLanguage, Samples>> = { typescript, python, java }
const titles: Readonly<Record<SampleLanguage, string>> = { typescript: 'TypeScript', python: 'Python', java: 'Java' }
/** Nothing of it is in a public registry: what is called so there is somebody else's. */
const install: Readonly<Record<SampleLanguage, string>> = {
  typescript: [
    '# MILLRACE is where a clone of Millrace is; run this in an empty folder',
    'npm pack --prefix "$MILLRACE" --workspace packages/sdk --pack-destination "$PWD"',
    'npm init -y && npm pkg set type=module',
    'npm install ./millrace-sdk-*.tgz',
    'export MILLRACE_KEY=mrk_…',
    'node sample.ts   # Node 22.18 or later; sample.mjs for earlier ones, without the "!" of types',
  ].join('\n'),
  python: [
    '# MILLRACE is where a clone of Millrace is; run this in an empty folder',
    'python3 -m venv env && . env/bin/activate',
    'pip install "millrace[pandas] @ file://$MILLRACE/sdks/python"',
    'export MILLRACE_KEY=mrk_…',
    'python sample.py',
  ].join('\n'),
  java: [
    '# MILLRACE is where a clone of Millrace is; run this in an empty folder',
    'java "$MILLRACE/sdks/java/Build.java"   # makes millrace-sdk.jar',
    'export MILLRACE_KEY=mrk_…',
    'java -cp millrace-sdk.jar Sample.java',
  ].join('\n'),
}

/** Programs that run as they stand, with the reader's own names in them. */
export function SamplesPage() {
  const { t } = useTranslation('developer')
  const { lang = 'typescript', asset } = route.useSearch()
  const navigate = useNavigate()
  const own = useQuery(ownQuery(asset))
  const set = (change: { [Key in keyof SampleSearch]?: SampleSearch[Key] | undefined }) =>
    void navigate({
      to: '/developer/samples',
      search: (before) => Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value)),
      replace: true,
      resetScroll: false,
    })
  const found = own.data?.found
  const filled = found ?? madeUp
  const isMissing = own.data !== undefined && !found
  return (
    <div className="page">
      <title>{`${t('part.samples')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
      </header>
      <PortalNav />
      <div className={styles.start}>
        <section className={`panel ${styles.block}`}>
          <p className={styles.lesson}>{t('samples.lesson')}</p>
          <div className={styles.choices}>
            <SegmentedControl
              aria-label={t('samples.language')}
              value={lang}
              onChange={(value) => set({ lang: sampleLanguages.find((known) => known === value) })}
              data={sampleLanguages.map((known) => ({ value: known, label: titles[known] }))}
            />
            <div className={styles.assetChoice}>
              <AssetPicker
                label={t('samples.asset')}
                placeholder={t('samples.choose')}
                value={found ? { ...found.asset, path: [...found.asset.path] } : null}
                onChange={(chosen) => set({ asset: chosen?.id })}
              />
            </div>
          </div>
          {own.isError && <FaultView fault={own.error} retry={() => void own.refetch()} />}
          {isMissing && (
            <p className={styles.lesson} role="note">
              <strong>{t('samples.noAsset.title')}.</strong> {t('samples.noAsset.lesson')}
            </p>
          )}
          <CommandSample label={t('samples.install')} text={install[lang]} />
        </section>
        {jobs.map((job) => {
          const code = samples[lang][job]({ address: location.origin, ...filled })
          return (
            <section key={job} className={`panel ${styles.block}`} aria-labelledby={job}>
              <div className={styles.codeHead}>
                <h2 id={job} className="section-title">
                  {t(`samples.job.${job}.title`)}
                </h2>
                <CopyAction value={code} />
              </div>
              <p className={styles.lesson}>{t(`samples.job.${job}.says`)}</p>
              <pre className={styles.output} tabIndex={0}>
                {code}
              </pre>
            </section>
          )
        })}
      </div>
    </div>
  )
}
