import { useTranslation } from 'react-i18next'
import { unitText } from '../../../parts/unit-text.ts'
import type { ComponentVersion } from '../../../platform.ts'
import { told } from '../../flows/catalogue.ts'
import { figureText, rangeText } from '../../mechanisms/words.ts'
import styles from '../components.module.css'
import { PortHead } from './PortHead.tsx'

/** What it takes, what it gives, and what it may be set to. */
export function PortTable({ version }: { version: ComponentVersion }) {
  const { t } = useTranslation('components')
  const parameters = version.parameters ?? []
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="component-ports">
      <h2 id="component-ports" className="section-title">
        {t('ports.title')}
      </h2>
      <table className={styles.ports}>
        <PortHead />
        <tbody>
          {version.ports.map((port) => (
            <tr key={`${port.side} ${port.name}`}>
              <td>{t(`ports.${port.side}`)}</td>
              <td>
                {port.title ? told(port.title) : port.name}
                {port.optional && <span className="quiet"> {t('ports.optional')}</span>}
              </td>
              <td>{t(`type.${port.type}`)}</td>
              <td>{port.type !== 'number' ? '' : port.unit ? unitText(port.unit) : t('ports.any')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {parameters.length > 0 && (
        <table className={styles.ports}>
          <thead>
            <tr>
              <th scope="col">{t('ports.parameter')}</th>
              <th scope="col">{t('ports.usual')}</th>
              <th scope="col">{t('ports.range')}</th>
            </tr>
          </thead>
          <tbody>
            {parameters.map(({ name, title, unit, default: usual, low, high }) => (
              <tr key={name}>
                <td>{title ? told(title) : name}</td>
                <td className="num">
                  {figureText(usual)} {unitText(unit)}
                </td>
                <td className="num">{rangeText(low, high)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
