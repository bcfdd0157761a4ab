import { useTranslation } from 'react-i18next'
import { CommandSample } from '../../../parts/ShownOnce.tsx'
import type { ComponentService } from '../../../platform.ts'
import styles from '../components.module.css'
import type { ServiceField } from '../form.ts'

const example: Readonly<Record<ServiceField['type'], unknown>> = {
  number: 1,
  boolean: true,
  text: '…',
  time: '2026-11-28T12:00:00Z',
  json: {},
}

/** How programs call it. */
export function HowPanel({ name, number, service }: { name: string; number: number; service: ComponentService }) {
  const { t } = useTranslation('components')
  const input = Object.fromEntries(
    (service.takes ?? []).filter(({ optional }) => !optional).map((field) => [field.name, example[field.type]]),
  )
  const body = JSON.stringify({ number, input })
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="component-how">
      <h2 id="component-how" className="section-title">
        {t('how.title')}
      </h2>
      <p className="quiet">{t('how.lesson')}</p>
      <div className={styles.samples}>
        <CommandSample
          label="HTTP"
          text={`curl ${location.origin}/api/v1/components/${name}/call \\\n  -H "Authorization: Bearer $MILLRACE_KEY" \\\n  -H "Content-Type: application/json" \\\n  -d '${body}'`}
        />
        <CommandSample
          label="TypeScript"
          text={`const { output } = await millrace.components.call('${name}', ${body})`}
        />
      </div>
    </section>
  )
}
