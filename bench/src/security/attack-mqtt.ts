import { counted, valuesOf, withDevice } from './attack-broker.ts'
import { type Attack, range } from './attack-case.ts'
import { connectAs, isCut, type Login, PING, packetsOf, publishPacket, subscribePacket } from './attack-mqtt-wire.ts'
import { pause } from './attack-wire.ts'

const filters = [
  '#',
  '+',
  '/#',
  '+/#',
  '+/+/+',
  'v1/#',
  'v1/+/telemetry',
  'v1/boiler/#',
  'v1/boiler/telemetry',
  'v1/boiler/commands',
  '$SYS/#',
  '$SYS/broker/clients/+',
  '$share/group/#',
  '$share/group/v1/boiler/#',
  '$share/v1/eavesdropper/#',
  '$queue/#',
  '$internal/#',
  'spBv1.0/#',
  'spBv1.0/+/NCMD/#',
  'v1/eavesdropper/../boiler/#',
  'v1/eavesdropperx/#',
  'v1/+',
  'v1/eaves+/#',
  'V1/EAVESDROPPER/#',
  'v1//#',
  '',
  'v1/eavesdropper/#/more',
  'v1/eavesdropper/\0',
] as const

const wildcardEscape: Attack = {
  name: 'MQTT wildcards out of one’s own topics',
  async run(arena, tally) {
    const { stage, north } = arena
    const credential = await withDevice(arena, 'eavesdropper')
    const boiler = await north.device('talker', { pressure: 1 })
    await counted(
      arena,
      tally,
      ['not_authorised_topic', 'protocol_violation', 'malformed_topic', 'invalid_utf8'],
      async () => {
        for (const filter of [...filters, Buffer.from([0x76, 0x31, 0xff, 0xfe, 0x23])]) {
          const line = await connectAs(stage, { clientId: 'spy', ...credential })
          line.socket.write(subscribePacket(7, [filter]))
          await line.hears(9, 1_000)
          const answer = packetsOf(line.heard())
            .find(({ type }) => type === 9)
            ?.body.at(-1)
          const shut = answer === 0x80 || !line.open()
          // MQTT knows no way up: two dots are a name like another, and what is below one's own is one's own.
          const own = typeof filter === 'string' && filter.startsWith('v1/eavesdropper/../')
          tally.expect(shut || own, () => `a subscription to ${JSON.stringify(String(filter))} is answered ${answer}`)
          if (!shut) {
            const talker = await connectAs(stage, { clientId: 'talker', ...boiler })
            talker.socket.write(publishPacket('v1/talker/telemetry', '{"pressure":2}'))
            await talker.hears(4)
            await pause(50)
            if (packetsOf(line.heard()).some(({ type }) => type === 3))
              tally.found(`messages of others come by "${filter}"`)
            talker.socket.destroy()
          }
          line.socket.destroy()
        }
        return filters.length - 1
      },
    )
  },
}

const topics = [
  'v1/boiler/telemetry',
  'v1/+/telemetry',
  'v1/#',
  '#',
  '+',
  '',
  '/',
  'v1//telemetry',
  'v1/impostor/telemetry/../../boiler/telemetry',
  'v1/impostor/../boiler/telemetry',
  'v1/impostor\0/telemetry',
  'v1/impostor/telemetry/boiler',
  '$SYS/broker/uptime',
  '$share/group/v1/boiler/telemetry',
  'spBv1.0/works/NBIRTH/edge-1',
  'spBv1.0/works/NCMD/edge-1',
  'spBv1.0/STATE/millrace',
  'V1/impostor/telemetry',
  'v1/impostor/commands',
  `v1/${'x'.repeat(60_000)}`,
] as const

const foreignTopics: Attack = {
  name: 'MQTT publishing as others',
  async run(arena, tally) {
    const { stage } = arena
    const credential = await withDevice(arena, 'impostor')
    const before = await valuesOf(arena)
    const reasons = [
      'not_authorised_topic',
      'unknown_topic',
      'malformed_topic',
      'invalid_utf8',
      'protocol_violation',
      'too_large',
    ]
    await counted(arena, tally, reasons, async () => {
      for (const topic of topics) {
        const line = await connectAs(stage, { clientId: 'impostor', ...credential })
        line.socket.write(publishPacket(topic, '{"pressure":666}'))
        tally.expect(await isCut(line), () => `publishing to "${topic.slice(0, 60)}" is not cut off`)
        line.socket.destroy()
      }
      return topics.length
    })
    if ((await valuesOf(arena)) !== before) tally.found('values of others were changed')
  },
}

const willAbuse: Attack = {
  name: 'MQTT last wills on topics of others',
  async run(arena, tally) {
    const { stage } = arena
    const credential = await withDevice(arena, 'testator')
    const before = await valuesOf(arena)
    const wills: NonNullable<Login['will']>[] = [
      ...['v1/boiler/telemetry', 'v1/#', '$SYS/x', '', 'spBv1.0/STATE/millrace', 'spBv1.0/works/NDEATH/edge-1'].map(
        (topic) => ({
          topic,
          payload: '{"pressure":666}',
        }),
      ),
      { topic: 'v1/testator/telemetry', payload: '{"level":666}', retain: true },
      { topic: 'v1/boiler/telemetry', payload: '{"pressure":666}', retain: true },
      { topic: 'v1/testator/telemetry', payload: 'x'.repeat(60_000) },
    ]
    await counted(arena, tally, ['will_not_allowed', 'protocol_violation', 'too_large'], async () => {
      for (const will of wills) {
        const line = await connectAs(stage, { clientId: 'testator', ...credential, will })
        tally.expect(!line.accepted, () => `a will on "${will.topic}"${will.retain ? ', retained,' : ''} is accepted`)
        // Cut off without DISCONNECT, which is when a will is spoken.
        line.socket.resetAndDestroy()
      }
      return wills.length
    })
    await pause(200)
    if ((await valuesOf(arena)) !== before) tally.found('values of others were changed')
  },
}

const retained: Attack = {
  name: 'MQTT retained messages',
  async run(arena, tally) {
    const { stage } = arena
    const credential = await withDevice(arena, 'poisoner')
    await counted(arena, tally, ['retain_not_allowed'], async () => {
      const line = await connectAs(stage, { clientId: 'poisoner', ...credential })
      for (const id of range(20))
        line.socket.write(publishPacket('v1/poisoner/telemetry', '{"level":666}', { retain: true, id: id + 1 }))
      await line.hears(4)
      line.socket.destroy()
      return 20
    })
    const { items } = await arena.south.admin.caller.need('/points?search=level')
    tally.expect(
      !items.some((item) => (item['latest'] as { value?: number } | undefined)?.value === 666),
      () => 'a retained value was taken',
    )
    const later = await connectAs(stage, { clientId: 'later', ...credential })
    later.socket.write(subscribePacket(1, ['v1/poisoner/#']))
    await later.hears(9)
    await pause(200)
    tally.expect(!packetsOf(later.heard()).some(({ type }) => type === 3), () => 'a later subscriber is greeted by it')
    later.socket.destroy()
  },
}

const takeover: Attack = {
  name: 'MQTT session of another by its client id',
  async run(arena, tally) {
    const { stage, north } = arena
    const own = await north.device('owner', { level: 1 })
    const thief = await withDevice(arena, 'thief')
    const line = await connectAs(stage, { clientId: 'plant-gateway-1', ...own })
    const tries: Login[] = [
      { clientId: 'plant-gateway-1', ...thief },
      { clientId: `${own.name}\nplant-gateway-1`, ...thief },
      { clientId: 'plant-gateway-1', name: own.name, secret: 'wrong' },
      { clientId: 'plant-gateway-1', name: own.name },
      { clientId: 'plant-gateway-1' },
      { clientId: 'plant-gateway-1', name: `${own.name}\n`, secret: own.secret },
      { clientId: 'x'.repeat(10_000), ...thief },
    ]
    for (const login of tries) {
      const other = await connectAs(stage, login)
      line.socket.write(PING)
      await pause(50)
      const pongs = packetsOf(line.heard()).filter(({ type }) => type === 13).length
      tally.expect(
        line.open() && pongs > tally.attempts,
        () => `the owner was pushed out by ${JSON.stringify(login).slice(0, 60)}`,
      )
      other.socket.destroy()
    }
    line.socket.destroy()
  },
}

export const mqttAttacks: readonly Attack[] = [wildcardEscape, foreignTopics, willAbuse, retained, takeover]
