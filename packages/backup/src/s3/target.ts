import type { Readable } from 'node:stream'
import { type Clock, Fault } from '@millrace/core'
import { textOf } from '../body.ts'
import '../faults.ts'
import type { Body, Listed, TidyTarget } from '../target.ts'
import { S3Client, type S3Place, textOfTag } from './client.ts'
import { credentialsOf } from './credentials.ts'

/** A single PUT takes no more (S3 user guide, "Uploading objects"). */
const MOST_BYTES = 5 * 1024 ** 3

type Environment = Readonly<Record<string, string | undefined>>

/** Objects below a prefix of a bucket in S3, or in anything that speaks like it. */
export class S3Target implements TidyTarget {
  readonly name: string
  readonly #client: S3Client
  /** With a slash at its end, or empty. */
  readonly #prefix: string

  private constructor(client: S3Client, name: string, prefix: string) {
    this.#client = client
    this.name = name
    this.#prefix = prefix
  }

  /**
   * `s3://bucket/prefix`, with `?endpoint=` and `?region=` or AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, AWS_REGION,
   * AWS_DEFAULT_REGION. Throws `backup.target_malformed`, `backup.credentials_missing`.
   */
  static async open(text: string, environment: Environment, clock: Clock): Promise<S3Target> {
    const place = placeOf(text, environment)
    const credentials = await credentialsOf(environment, place.name)
    return new S3Target(new S3Client(place, credentials, clock), place.name, place.prefix)
  }

  async *list(prefix: string): AsyncGenerator<Listed> {
    let token: string | undefined
    do {
      const query = {
        'list-type': '2',
        prefix: this.#prefix + prefix,
        'encoding-type': 'url',
        ...(token === undefined ? {} : { 'continuation-token': token }),
      }
      const { body } = await this.#client.ask({ method: 'GET', key: '', query }, [200])
      const xml = await textOf(body)
      for (const [, one] of xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
        const key = decodeURIComponent((textOfTag(one ?? '', 'Key') ?? '').replaceAll('+', ' '))
        yield { key: key.slice(this.#prefix.length), bytes: Number(textOfTag(one ?? '', 'Size')) }
      }
      token = textOfTag(xml, 'IsTruncated') === 'true' ? textOfTag(xml, 'NextContinuationToken') : undefined
    } while (token !== undefined)
  }

  async read(key: string): Promise<Readable> {
    const { status, body } = await this.#client.ask({ method: 'GET', key: this.#prefix + key }, [200, 404])
    if (status === 200) return body
    body.destroy()
    throw new Fault('backup.object_missing', { object: key, file: key, target: this.name })
  }

  async put(key: string, body: Body, { ifAbsent = false }: { readonly ifAbsent?: boolean } = {}): Promise<boolean> {
    if (body.bytes > MOST_BYTES)
      throw new Fault('backup.file_too_large', { file: key, limit: MOST_BYTES, seen: body.bytes })
    const headers = { 'content-type': 'application/octet-stream', ...(ifAbsent ? { 'if-none-match': '*' } : {}) }
    const reply = await this.#client.ask(
      { method: 'PUT', key: this.#prefix + key, headers, body },
      // 409: two came at once, and the other one was first.
      ifAbsent ? [200, 409, 412] : [200],
    )
    await textOf(reply.body)
    return reply.status === 200
  }

  async remove(key: string): Promise<void> {
    const { body } = await this.#client.ask({ method: 'DELETE', key: this.#prefix + key }, [200, 204, 404])
    await textOf(body)
  }

  /** A PUT that was cut leaves nothing. */
  async tidy(): Promise<void> {}

  close(): void {
    this.#client.close()
  }
}

function placeOf(text: string, environment: Environment): S3Place & { readonly prefix: string } {
  const malformed = (): Fault => new Fault('backup.target_malformed', { seen: text.replace(/\/\/[^/@]*@/, '//') })
  const url = URL.parse(text)
  if (url?.protocol !== 's3:' || url.hostname === '' || url.username !== '' || url.password !== '') throw malformed()
  const region =
    url.searchParams.get('region') ?? (environment['AWS_REGION'] || environment['AWS_DEFAULT_REGION'] || 'us-east-1')
  const given =
    url.searchParams.get('endpoint') ?? (environment['AWS_ENDPOINT_URL_S3'] || environment['AWS_ENDPOINT_URL'])
  const endpoint = URL.parse(given || `https://s3.${region}.amazonaws.com`)
  if (!endpoint || !/^https?:$/.test(endpoint.protocol) || endpoint.username !== '') throw malformed()
  const parts = decodeURIComponent(url.pathname).split('/').filter(Boolean)
  const prefix = parts.map((part) => `${part}/`).join('')
  const name = `s3://${url.hostname}/${prefix.slice(0, -1)}${given ? ` at ${endpoint.host}` : ''}`
  return { endpoint, region, bucket: url.hostname, name, prefix }
}
