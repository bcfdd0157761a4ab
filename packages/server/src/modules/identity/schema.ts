import type { TenantId, UserId } from '@millrace/core'
import { type Static, Type } from 'typebox'
import type { Sender } from '../../ingest/needs.ts'

export const SignIn = Type.Object(
  {
    username: Type.String({ minLength: 1, maxLength: 200 }),
    password: Type.String({ minLength: 1, maxLength: 1024 }),
    kind: Type.Optional(
      Type.Union([Type.Literal('cookie'), Type.Literal('token')], {
        default: 'cookie',
        description: 'cookie: for browsers, httpOnly; token: the reply holds a bearer token',
      }),
    ),
  },
  { title: 'SignIn' },
)
export type SignIn = Static<typeof SignIn>

export const Session = Type.Object(
  {
    user: Type.Object({
      id: Type.String(),
      username: Type.String(),
      name: Type.String(),
      locale: Type.String({ description: 'BCP 47, such as en or zh' }),
    }),
    tenant: Type.Object({ id: Type.String(), name: Type.String() }),
    token: Type.Optional(Type.String({ description: 'Bearer token, told once, with kind "token" alone' })),
  },
  { title: 'Session' },
)
export type Session = Static<typeof Session>

/** Someone who signed in, as every part behind the door sees them. */
export interface Person {
  readonly kind: 'person'
  readonly tenant: TenantId
  readonly tenantName: string
  readonly user: UserId
  readonly username: string
  readonly name: string
  readonly locale: string
}

/** A device that sends by its own credential. */
export interface Device {
  readonly kind: 'device'
  readonly tenant: TenantId
  readonly sender: Sender
}

export type Principal = Person | Device

export type Speaks = Sender['speaks']
