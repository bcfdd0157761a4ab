import { IconCode, IconComponents, IconPlugConnected } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import lists from '../../../parts/list.module.css'
import { Mark } from '../../../parts/Mark.tsx'
import type { ComponentListed } from '../../../platform.ts'
import { figureText, said } from '../../mechanisms/words.ts'
import styles from '../components.module.css'
import { formFields } from '../form.ts'

export function ComponentTable({ components }: { components: readonly ComponentListed[] }) {
  const { t } = useTranslation('components')
  return (
    <table className={lists.table}>
      <thead>
        <tr>
          <th scope="col">{t('column.name')}</th>
          <th scope="col" className={lists.wide}>
            {t('column.kind')}
          </th>
          <th scope="col">{t('column.state')}</th>
          <th scope="col" className={lists.wide}>
            {t('column.ports')}
          </th>
          <th scope="col" className={`${styles.right} ${lists.wide}`}>
            {t('column.flows')}
          </th>
          <th scope="col" className={styles.right}>
            {t('column.calls')}
          </th>
        </tr>
      </thead>
      <tbody>
        {components.map((one) => (
          <tr key={one.name}>
            <td className={lists.nameColumn}>
              <Link to="/components/$name" params={{ name: one.name }} search={{}} className={lists.open}>
                <KindIcon kind={one.kind} />
                <span className={lists.names}>
                  <span>{said(one.title)}</span>
                  <code className="quiet">{one.name}</code>
                </span>
              </Link>
            </td>
            <td className={lists.wide}>{t(`kind.${one.kind}`)}</td>
            <td>
              <ComponentState component={one} />
            </td>
            <td className={lists.wide}>
              <InOut component={one} />
            </td>
            <td className={`num ${styles.right} ${lists.wide}`}>{one.flows}</td>
            <td className={`num ${styles.right}`}>{figureText(one.calls)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const icons = { subflow: IconComponents, script: IconCode, service: IconPlugConnected }

function KindIcon({ kind }: Pick<ComponentListed, 'kind'>) {
  const Icon = icons[kind]
  return <Icon size={18} stroke={1.6} aria-hidden="true" />
}

/** How much it takes and gives; a service that tells no form takes anything. */
function InOut({ component: { ports, service } }: { component: ComponentListed }) {
  const { t } = useTranslation('components')
  if (service && !service.takes && !service.gives) return t('form.any')
  const fields = service ? formFields(service) : ports
  return t('column.inOut', {
    inputs: fields.filter(({ side }) => side === 'in').length,
    outputs: fields.filter(({ side }) => side === 'out').length,
  })
}

function ComponentState({ component }: { component: ComponentListed }) {
  const { t } = useTranslation('components')
  if (component.deprecated) return <Mark tone="warn">{t('state.deprecated')}</Mark>
  if (component.waiting) return <Mark tone="warn">{t('state.waiting')}</Mark>
  if (component.newest === undefined) return <Mark tone="hollow">{t('state.none')}</Mark>
  return <Mark tone="plain">{t('state.published', { number: component.newest })}</Mark>
}
