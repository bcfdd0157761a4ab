import { Content } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import {
  Authority,
  CertificatePage,
  CertificateQuery,
  EnrolmentRequest,
  Issued,
  Removal,
  RenewalRequest,
  Revocation,
  TokenMade,
  TokenPage,
  TokenQuery,
  TokenRequest,
} from './schema.ts'
import type { MachineService } from './service.ts'

const PEM = 'application/x-pem-file'

async function* piece(text: Promise<string>): AsyncGenerator<string> {
  yield await text
}

export const routes = (machines: MachineService): Route[] => [
  route.post(
    '/machines/enrolment-tokens',
    {
      permission: 'device:enrol',
      summary: 'A one-time token with which one machine gets its certificate',
      body: TokenRequest,
      reply: TokenMade,
      status: 201,
    },
    ({ reach, body, actor }) => machines.makeToken(reach, body, actor),
  ),
  route.get(
    '/machines/enrolment-tokens',
    { permission: 'device:enrol', summary: 'Enrolment tokens, newest first', query: TokenQuery, reply: TokenPage },
    ({ reach, query }) => machines.tokens(reach, query),
  ),
  route.delete(
    '/machines/enrolment-tokens/:id',
    { permission: 'device:enrol', summary: 'Withdraw a token that was not used', params: ById },
    async ({ reach, params, actor }) => {
      await machines.withdrawToken(reach, params.id, actor)
      return undefined
    },
  ),
  route.post(
    '/machines/enrolments',
    {
      permission: 'public',
      summary: 'Get the certificate that a token promises',
      body: EnrolmentRequest,
      reply: Issued,
      status: 201,
    },
    ({ body, remote }) => machines.enrol(body, remote),
  ),
  route.post(
    '/machines/renewals',
    {
      permission: 'public',
      summary: 'Renew the certificate of a machine',
      body: RenewalRequest,
      reply: Issued,
      status: 201,
    },
    ({ body, remote }) => machines.renew(body, remote),
  ),
  route.get(
    '/machines/certificates',
    {
      permission: 'device:read',
      summary: 'Certificates of machines, by name, the newest of each first',
      query: CertificateQuery,
      reply: CertificatePage,
    },
    ({ reach, query }) => machines.certificates(reach, query),
  ),
  route.post(
    '/machines/certificates/:id/revocation',
    {
      permission: 'device:revoke',
      summary: 'Revoke a certificate; its connections are cut at once',
      params: ById,
      body: Revocation,
    },
    async ({ reach, params, body, actor }) => {
      await machines.revoke(reach, params.id, body.reason, actor)
      return undefined
    },
  ),
  route.post(
    '/machines/removals',
    {
      permission: 'device:revoke',
      summary: 'Remove the credential of a machine: its secret ends, its certificates are revoked',
      body: Removal,
    },
    async ({ reach, body, actor }) => {
      await machines.removeCredential(reach, body.name, actor)
      return undefined
    },
  ),
  route.get(
    '/machines/ca',
    { permission: 'public', summary: 'Root of the certificates of machines and servers', reply: Authority },
    () => machines.root(),
  ),
  route.get(
    '/machines/crl',
    {
      permission: 'public',
      summary: 'Revoked certificates (RFC 5280 section 5), PEM, a list for each issuing authority',
      also: { [PEM]: 'X.509 CRLs' },
    },
    () => new Content(PEM, piece(machines.revocationList()), { fileName: 'millrace.crl.pem' }),
  ),
]
