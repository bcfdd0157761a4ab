import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import english from '../../../../../../docs/api-changelog.md?raw'
import chinese from '../../../../../../docs/api-changelog.zh.md?raw'
import { currentLanguage } from '../../../i18n/language.ts'
import lists from '../../../parts/list.module.css'
import { apiQuery, type Operation } from '../api/document.ts'
import { MethodMark } from '../api/parts/MethodMark.tsx'
import styles from '../developer.module.css'
import { Line } from '../Line.tsx'
import { PortalNav } from '../PortalNav.tsx'
import changelog from './changelog.module.css'
import { type Block, blocksOf } from './markdown.ts'

/** What changed in the API, what is on its way out, and what is promised about both. */
export function ChangelogPage() {
  const { t } = useTranslation('developer')
  const api = useQuery(apiQuery)
  const blocks = blocksOf(currentLanguage() === 'zh' ? chinese : english)
  const leaving = api.data?.operations.filter(({ deprecated }) => deprecated) ?? []
  return (
    <div className="page">
      <title>{`${t('part.changelog')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        {api.data && <span className="quiet num">{t('api.version', { version: api.data.version })}</span>}
      </header>
      <PortalNav />
      <div className={styles.start}>
        {api.data && <Leaving operations={leaving} />}
        <article className={`panel ${changelog.text}`}>
          {blocks.map((block, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the page is a file that stays as it is
            <BlockView key={index} block={block} />
          ))}
        </article>
      </div>
    </div>
  )
}

function Leaving({ operations }: { operations: readonly Operation[] }) {
  const { t } = useTranslation('developer')
  return (
    <section className={`panel ${styles.block}`} aria-labelledby="leaving">
      <h2 id="leaving" className="section-title">
        {t('changelog.leaving')}
      </h2>
      {operations.length === 0 && <p className="quiet">{t('changelog.noneLeaving')}</p>}
      {operations.map((operation) => (
        <p key={operation.operationId} className={styles.address}>
          <MethodMark method={operation.method} />
          <Link to="/developer" search={{ op: operation.operationId }} className="link">
            {operation.path}
          </Link>
          <span className="label">
            {t('changelog.until', { sunset: operation['x-sunset'], instead: operation['x-instead'] })}
          </span>
        </p>
      ))}
    </section>
  )
}

function BlockView({ block }: { block: Block }) {
  if (block.is === 'heading') {
    const Heading = block.level <= 2 ? 'h2' : 'h3'
    return (
      <Heading className={block.level <= 2 ? 'section-title' : changelog.kind}>
        <Line text={block.text} />
      </Heading>
    )
  }
  if (block.is === 'list')
    return (
      <ul className={changelog.list}>
        {block.items.map((item) => (
          <li key={item}>
            <Line text={item} />
          </li>
        ))}
      </ul>
    )
  return (
    <p>
      <Line text={block.text} />
    </p>
  )
}
