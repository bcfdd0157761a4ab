import { deadbandOf, halfOf, limitOf, type Own, plain, pointsOf, quoted, type Samples } from './own.ts'

const wrap = ({ address }: Own, imports: readonly string[], lines: string): string =>
  `${['io.millrace.sdk.Millrace', ...imports]
    .sort()
    .map((name) => `import ${name};`)
    .join('\n')}

public class Sample {
  public static void main(String[] arguments) {
    Millrace plant = Millrace.connect(${quoted(address)}, System.getenv("MILLRACE_KEY"));
${lines
  .trim()
  .split('\n')
  .map((line) => (line === '' ? '' : `    ${line}`))
  .join('\n')}
  }
}
`
const ids = (own: Own): string =>
  pointsOf(own)
    .some.map(({ id }) => quoted(id))
    .join(', ')
const sample = 'io.millrace.sdk.model.PointSample'

export const java: Samples = {
  latest: (own) =>
    wrap(
      own,
      [sample, 'java.util.List'],
      `for (PointSample sample : plant.points().latest(List.of(${ids(own)}))) {
  System.out.println(sample.point() + " " + sample.time() + " " + sample.value() + " " + sample.quality());
}`,
    ),
  history: (own) => {
    const { first } = pointsOf(own)
    return wrap(
      own,
      ['io.millrace.sdk.History', 'java.time.Duration', 'java.time.Instant'],
      `// ${plain(first.name)}, the last day in columns: µs, numbers, OPC UA status
Instant now = Instant.now();
History day = plant.points().history(${quoted(first.id)}, now.minus(Duration.ofDays(1)), now);
double sum = 0;
int good = 0;
for (int row = 0; row < day.length(); row++) {
  if (!day.isGood(row) || Double.isNaN(day.value()[row])) continue;
  sum += day.value()[row];
  good++;
}
System.out.println(good + " of " + day.length() + " samples are good, mean " + sum / good);`,
    )
  },
  live: (own) =>
    wrap(
      own,
      ['io.millrace.sdk.LiveValues', sample, 'java.util.List'],
      `try (LiveValues values = plant.points().live(List.of(${ids(own)}))) {
  for (PointSample sample : values) System.out.println(sample.point() + " " + sample.time() + " " + sample.value());
}`,
    ),
  write: (own) => {
    const { written } = pointsOf(own)
    return wrap(
      own,
      [],
      `// ${plain(written.name)}; it carries an operation id: sent again over a cut line, it is done once
var write = plant.writes().write(${quoted(written.id)}, ${halfOf(written)}${Number.isInteger(halfOf(written)) ? '.0' : ''}, "Trial of the morning shift");
System.out.println(write.state());`,
    )
  },
  model: (own) =>
    wrap(
      own,
      ['io.millrace.sdk.ModelInputs', 'io.millrace.sdk.ModelOutputs'],
      `// ${plain(own.model.name)}; names are those of the model's inputs and outputs
ModelOutputs outputs = plant.models().call(${quoted(own.model.id)}, new ModelInputs()${own.model.inputs
        .map(({ name, value }) => `\n    .numbers(${quoted(name)}, ${value})`)
        .join('')});
System.out.println(outputs.numbers(${quoted(own.model.output)})[0] + " " + outputs.unit(${quoted(own.model.output)}));`,
    ),
  alarm: (own) => {
    const { first } = pointsOf(own)
    return wrap(
      own,
      ['io.millrace.sdk.Request', 'java.nio.charset.StandardCharsets'],
      `String change = """
    {"reason": "HAZOP 12", "definition": {
      "asset": "${own.asset.id}",
      "name": {"en": ${inBlock(`${first.name} high`)}, "zh": ${inBlock(`${first.name}`)}},
      "condition": {"is": "limit", "point": "${first.id}", "side": "high", "limit": ${limitOf(first)},
        "deadband": ${deadbandOf(first)}, "onDelay": 5, "offDelay": 5},
      "consequence": "major", "respondWithin": 10,
      "cause": "The valve is stuck open", "effect": "The machine trips",
      "action": "Close the valve by hand, then call the shift lead",
      "class": "safety", "latching": false, "acknowledgement": "by_priority",
      "reAlarm": "always", "rationalised": true}}""";
Request request = Request.of("POST", "/alarm-changes").body("application/json", change.getBytes(StandardCharsets.UTF_8));
System.out.println(plant.call(request) + " waits for a second person");`,
    )
  },
  pages: (own) =>
    wrap(
      own,
      ['io.millrace.sdk.model.Asset', 'io.millrace.sdk.model.AssetQuery'],
      `for (Asset asset : plant.assets().list(AssetQuery.ALL.below(${quoted(own.asset.id)}))) {
  System.out.println(String.join(" / ", asset.path()));
}`,
    ),
  faults: (own) =>
    wrap(
      own,
      ['io.millrace.sdk.MillraceException'],
      `try {
  System.out.println(plant.assets().get(${quoted(own.asset.id)}));
} catch (MillraceException.NotFound fault) {
  System.out.println("There is no such asset, or not for this key.");
} catch (MillraceException fault) {
  System.out.println(fault.code() + ": " + fault.getMessage() + " " + fault.remedy());
}`,
    ),
}

/** A text of JSON within a text block, where a backslash begins an escape of Java. */
function inBlock(text: string): string {
  return JSON.stringify(text).replaceAll('\\', '\\\\')
}
