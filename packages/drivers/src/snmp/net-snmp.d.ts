/** The part of net-snmp that this folder uses. */
declare module 'net-snmp' {
  import type { EventEmitter } from 'node:events'

  interface Varbind {
    oid: string
    type: number
    value: unknown
  }

  /** What `createSocket` of the module that sessions are given must return. */
  interface SocketLike {
    ref(): unknown
    unref(): unknown
    on(event: string, listener: (...values: never[]) => void): unknown
    send(
      bytes: Uint8Array,
      offset: number,
      length: number,
      port: number,
      address: string,
      done: (error: Error | null) => void,
    ): void
    close(): unknown
  }

  interface SessionOptions {
    port: number
    version: number
    retries: number
    timeout: number
    transport?: 'udp4' | 'udp6'
    context?: string
    reportOidMismatchErrors: boolean
    strictIntRangeChecks: boolean
    dgramModule: { createSocket(transport: string): SocketLike }
  }

  interface User {
    name: string
    level: number
    authProtocol?: number
    authKey?: string
    privProtocol?: number
    privKey?: string
  }

  interface Session extends EventEmitter {
    get(oids: string[], done: (error: Error | null, varbinds?: Varbind[]) => void): void
    set(varbinds: Varbind[], done: (error: Error | null, varbinds?: Varbind[]) => void): void
    getBulk(
      oids: string[],
      nonRepeaters: number,
      maxRepetitions: number,
      done: (error: Error | null, varbinds?: (Varbind | Varbind[])[]) => void,
    ): void
    close(): void
  }

  interface MibRequest {
    readonly operation: number
    readonly oid: string
    readonly setValue?: unknown
    done(error?: { errorStatus: number }): void
  }

  interface ScalarProvider {
    name: string
    type: number
    oid: string
    scalarType: number
    maxAccess: number
    handler?(request: MibRequest): void
  }

  interface MibNode {
    valueType?: number
    value?: unknown
  }

  interface Mib {
    registerProvider(provider: ScalarProvider): void
    addProviderToNode(provider: ScalarProvider): void
    addNodesForOid(oid: string): MibNode
  }

  interface Agent {
    getAuthorizer(): { addCommunity(community: string): void; addUser(user: User): void }
    close(done?: () => void): void
  }

  class RequestFailedError extends Error {
    readonly status: number
  }
  class ResponseInvalidError extends Error {
    readonly code: number
  }
  class RequestTimedOutError extends Error {}

  const snmp: {
    createSession(host: string, community: string, options: SessionOptions): Session
    createV3Session(host: string, user: User, options: SessionOptions): Session
    createAgent(
      options: {
        port: number
        address: string
        disableAuthorization: boolean
        engineID: string
        dgramModule: { createSocket(transport: string): unknown }
      },
      done: (error: Error | null) => void,
      mib: Mib,
    ): Agent
    createMib(): Mib
    Version2c: number
    Version3: number
    SecurityLevel: Record<string, number>
    AuthProtocols: Record<string, number>
    PrivProtocols: Record<string, number>
    MibProviderType: { Scalar: number }
    MaxAccess: Record<string, number>
    PduType: Record<string, number>
    ErrorStatus: Record<string, number>
    ResponseInvalidCode: Record<string, number>
    RequestFailedError: typeof RequestFailedError
    ResponseInvalidError: typeof ResponseInvalidError
    RequestTimedOutError: typeof RequestTimedOutError
  }
  export default snmp
  export type { Agent, Mib, MibNode, Session, SocketLike, User, Varbind }
}
