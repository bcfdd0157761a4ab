import { deadbandOf, halfOf, limitOf, type Own, plain, pointsOf, quoted, type Samples } from './own.ts'

const begin = ({ address }: Own): string => `import millrace

plant = millrace.connect(${quoted(address)})  # the key is that of MILLRACE_KEY
`
const asset = (own: Own): string => `asset = plant[${quoted(own.asset.id)}]  # ${plain(own.asset.path.join(' / '))}`
const names = (own: Own): string =>
  pointsOf(own)
    .some.map(({ name }) => quoted(name))
    .join(', ')

export const python: Samples = {
  latest: (own) => `${begin(own)}
${asset(own)}
for name in [${names(own)}]:
    print(name, asset[name].latest)
`,
  history: (own) => `from datetime import timedelta

${begin(own)}
${asset(own)}
day = asset.history(${names(own)}, start=timedelta(days=1))
frame = day.frame()  # pandas: a column a point, and its status beside it
print(frame.describe())
`,
  live: (own) => `${begin(own)}
${asset(own)}
with asset.watch(${names(own)}) as changes:
    for change in changes:
        print(change.point.name, change.value, change.point.unit)
`,
  write: (own) => {
    const { written } = pointsOf(own)
    return `${begin(own)}
${asset(own)}
# It carries an operation id: sent again over a cut line, it is done once
write = asset[${quoted(written.name)}].write(${halfOf(written)}, "Trial of the morning shift")
print(write["state"])
`
  },
  model: (own) => `${begin(own)}
# A column an input, by the names of the model's inputs
version = plant.models[${quoted(own.model.name)}]
results = version.call({
${own.model.inputs.map(({ name, value }) => `    ${quoted(name)}: [${value}],\n`).join('')}})
print(results)
`,
  alarm: (own) => {
    const { first } = pointsOf(own)
    return `${begin(own)}
change = plant.api.post_alarm_changes(
    {
        "reason": "HAZOP 12",
        "definition": {
            "asset": ${quoted(own.asset.id)},
            "name": {"en": ${quoted(`${first.name} high`)}, "zh": ${quoted(`${first.name}`)}},
            "condition": {
                "is": "limit",
                "point": ${quoted(first.id)},
                "side": "high",
                "limit": ${limitOf(first)},
                "deadband": ${deadbandOf(first)},
                "onDelay": 5,
                "offDelay": 5,
            },
            "consequence": "major",
            "respondWithin": 10,
            "cause": "The valve is stuck open",
            "effect": "The machine trips",
            "action": "Close the valve by hand, then call the shift lead",
            "class": "safety",
            "latching": False,
            "acknowledgement": "by_priority",
            "reAlarm": "always",
            "rationalised": True,
        },
    }
)
print(change["id"], "waits for a second person")
`
  },
  pages: (own) => `${begin(own)}
for asset in plant.assets(below=${quoted(own.asset.id)}):
    print(asset)
`,
  faults: (own) => `${begin(own)}
try:
    print(plant[${quoted(own.asset.id)}])
except millrace.NotFound:
    print("There is no such asset, or not for this key.")
except millrace.PlatformFault as fault:
    print(fault.code, fault, fault.remedy)
`,
}
