import { useQueries } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { type AppVersion, platform } from '../../../platform.ts'
import styles from '../apps.module.css'
import { said } from '../words.ts'

/** Pictures of the package, each with its words. */
export function Screenshots({ version: { app, version, manifest } }: { version: AppVersion }) {
  const { screenshots = [] } = manifest
  const pictures = useQueries({
    queries: screenshots.map((_, number) => ({
      queryKey: ['apps', 'screenshot', app, version, number],
      queryFn: ({ signal }: { signal: AbortSignal }) => platform.apps.screenshot(app, version, number, signal),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  })
  return (
    <div className={styles.shots}>
      {screenshots.map(({ file, title }, i) => {
        const picture = pictures[i]?.data
        return picture && <Screenshot key={file} picture={picture} title={said(title)} />
      })}
    </div>
  )
}

function Screenshot({ picture, title }: { picture: Blob; title: string }) {
  const address = useMemo(() => URL.createObjectURL(picture), [picture])
  useEffect(() => () => URL.revokeObjectURL(address), [address])
  return (
    <figure className={styles.shot}>
      <img src={address} alt={title} />
      <figcaption className="label">{title}</figcaption>
    </figure>
  )
}
