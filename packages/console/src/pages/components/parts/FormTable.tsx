import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { unitText } from '../../../parts/unit-text.ts'
import type { ComponentService } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { installationQuery } from '../../apps/queries.ts'
import { said } from '../../mechanisms/words.ts'
import styles from '../components.module.css'
import { formFields } from '../form.ts'
import { PortHead } from './PortHead.tsx'

/** What a service takes and gives. */
export function FieldTable({ form }: { form: Pick<ComponentService, 'takes' | 'gives'> }) {
  const { t } = useTranslation('components')
  const fields = formFields(form)
  const any = (['takes', 'gives'] as const).filter((side) => !form[side])
  return (
    <>
      {fields.length > 0 && (
        <table className={styles.ports}>
          <PortHead />
          <tbody>
            {fields.map(({ side, name, title, type, unit, optional }) => (
              <tr key={`${side} ${name}`}>
                <td>{t(`ports.${side}`)}</td>
                <td>
                  {said(title)} <code className="quiet">{name}</code>
                  {optional && <span className="quiet"> {t('form.optional')}</span>}
                </td>
                <td>{t(`type.${type}`)}</td>
                <td>{unitText(unit)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {any.length === 2 && <p className="quiet">{t('form.anyBoth')}</p>}
      {any.length === 1 && <p className="quiet">{t(any[0] === 'takes' ? 'form.anyTaken' : 'form.anyGiven')}</p>}
    </>
  )
}

/** A service, by whose it is and its form. */
export function FormTable({ service }: { service: ComponentService }) {
  const { t } = useTranslation('components')
  const sees = useMay('app:read')
  const one = useQuery({ ...installationQuery(service.installation), enabled: sees, retry: false })
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="component-form">
      <h2 id="component-form" className="section-title">
        {t('form.title')}
      </h2>
      <p className={styles.whose}>
        {t('form.of')}{' '}
        {one.data ? (
          <Link to="/apps/installations/$id" params={{ id: service.installation }} className="link">
            {said(one.data.title)}
          </Link>
        ) : (
          service.app
        )}{' '}
        <code className="quiet">{service.service}</code>
      </p>
      <FieldTable form={service} />
    </section>
  )
}
