import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDownload, IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { FaultView, useFaultWords } from '../../parts/FaultView.tsx'
import { FormFault } from '../../parts/FormFault.tsx'
import lists from '../../parts/list.module.css'
import { saveFile } from '../../parts/save-file.ts'
import { type DeviceProfile, platform } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import styles from './library.module.css'
import { Alarms } from './parts/Alarms.tsx'
import { EntryPanel } from './parts/EntryPanel.tsx'
import { Points } from './parts/Points.tsx'
import { ProfileFacts } from './parts/ProfileFacts.tsx'
import { Sources } from './parts/Sources.tsx'
import { StandingMark } from './parts/StandingMark.tsx'
import { StepButtons } from './parts/StepButtons.tsx'
import { Story } from './parts/Story.tsx'
import { profileQuery } from './queries.ts'
import { useLibraryWords } from './use-library-words.ts'

const ContributeDialog = lazy(() => import('./parts/ContributeDialog.tsx'))
const route = getRouteApi('/app/library/$id')

export function ProfilePage() {
  const { id } = route.useParams()
  const profile = useQuery(profileQuery(id))
  if (profile.isError && !profile.data) return <FaultView fault={profile.error} retry={() => void profile.refetch()} />
  if (!profile.data)
    return (
      <div className="page">
        <Skeleton height={110} radius={6} mb={16} />
        <Skeleton height={380} radius={6} />
      </div>
    )
  return <KnownProfile profile={profile.data} />
}

function KnownProfile({ profile }: { profile: DeviceProfile }) {
  const { t } = useTranslation('library')
  const words = useLibraryWords()
  const faults = useFaultWords()
  const contributes = useMay('library:contribute')
  const [writing, { open, close }] = useDisclosure(false)
  const download = useMutation({
    mutationFn: () => platform.deviceProfiles.text(profile.id),
    onSuccess: (text) =>
      saveFile(new Blob([text], { type: 'application/yaml' }), `${profile.key.replace('/', '-')}.yaml`),
  })
  const { content, maker, model } = profile
  return (
    <div className="page">
      <title>{`${maker} ${model} – Millrace`}</title>
      <nav aria-label={t('title')} className="thing-path">
        <Link to="/library" className="link">
          {t('title')}
        </Link>
      </nav>
      <header className={styles.head}>
        <div className={styles.names}>
          <h1 className="thing-title">
            {maker} {model}
          </h1>
          <p className={styles.title}>{words.of(profile.title)}</p>
        </div>
        <StandingMark status={profile.status} />
        <div className={lists.actions}>
          <StepButtons profile={profile} />
          {contributes && (
            <Button variant="default" size="xs" leftSection={<IconPlus size={14} stroke={1.8} />} onClick={open}>
              {t('newVersion')}
            </Button>
          )}
          <Button
            variant="default"
            size="xs"
            leftSection={<IconDownload size={14} stroke={1.8} />}
            loading={download.isPending}
            onClick={() => download.mutate()}
          >
            {t('download')}
          </Button>
        </div>
      </header>
      {download.error && <FormFault words={faults(download.error)} />}
      {content.note && <p className={styles.note}>{words.of(content.note)}</p>}
      <div className={styles.panels}>
        <ProfileFacts profile={profile} />
        <div className={styles.beside}>
          <EntryPanel key={profile.id} profile={profile} />
          <Story profile={profile} />
        </div>
        {content.tables.map((table) => (
          <Points key={table.name} table={table} sources={content.sources} />
        ))}
        <Alarms alarms={content.alarms ?? []} />
        <Sources sources={content.sources} />
      </div>
      <Suspense>{writing && <ContributeDialog before={profile} onClose={close} />}</Suspense>
    </div>
  )
}
