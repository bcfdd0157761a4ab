package io.millrace.sdk;

import io.millrace.sdk.json.Json;
import io.millrace.sdk.json.JsonWriter;
import io.millrace.sdk.model.AssetQuery;
import io.millrace.sdk.model.AssetRequest;
import io.millrace.sdk.model.PointSample;
import io.millrace.sdk.model.WriteRequest;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The guest of the contract suite: sdks/README.md has the table of operations. */
public final class Guest {
  private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

  private final Map<Long, LiveValues> streams = new ConcurrentHashMap<>();
  private volatile Millrace plant;

  private Guest() {}

  /** Begins. */
  public static void main(String[] none) throws Exception {
    Guest guest = new Guest();
    ExecutorService threads = Executors.newCachedThreadPool();
    try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Json request = Json.parse(line);
        threads.submit(() -> say(guest.answer(request)));
      }
    }
    System.exit(0);
  }

  private static synchronized void say(Json line) {
    OUT.println(line);
    OUT.flush();
  }

  private Json answer(Json request) {
    long id = request.get("id").asLong();
    try {
      return Json.object("id", id, "ok", run(id, request.get("op").asText(), request));
    } catch (MillraceException fault) {
      return Json.object("id", id, "fault", Json.object("status", fault.status(), "code", fault.code(),
          "message", fault.getMessage(), "remedy", fault.remedy(),
          "kind", fault.kind().name().toLowerCase(Locale.ROOT).replace('_', '-')));
    } catch (RuntimeException thrown) {
      StringWriter text = new StringWriter();
      thrown.printStackTrace(new PrintWriter(text));
      return Json.object("id", id, "broken", text.toString());
    }
  }

  private Json run(long id, String op, Json request) {
    return switch (op) {
      case "open" -> {
        Json key = request.get("key");
        plant = Millrace.connect(request.get("address").asText(), key.isNull() ? null : key.asText());
        yield Json.object();
      }
      case "whoami" -> written(plant.session()::write);
      case "sign-in-device" -> {
        plant = Millrace.signIn(request.get("address").asText(), request.get("clientName").asText(), (prompt) ->
            say(Json.object("id", id, "event", Json.object("userCode", prompt.userCode(),
                "verificationUri", prompt.address(), "verificationUriComplete", prompt.addressWithCode(),
                "expiresIn", prompt.expiresIn().toSeconds()))));
        yield Json.object();
      }
      case "assets" -> assets(request);
      case "asset" -> written(plant.assets().get(request.get("asset").asText())::write);
      case "asset-create" -> {
        AssetRequest made = AssetRequest.of(request.get("name").asText());
        Json parent = request.get("parent");
        yield written(plant.assets().create(parent.isNull() ? made : made.parent(parent.asText()))::write);
      }
      case "history" -> history(request);
      case "write-values" -> {
        Millrace device = Millrace.connect(request.get("address").asText(), request.get("token").asText());
        if (request.get("body") instanceof Json.Obj values) device.store(values.members());
        else device.store(request.get("body").items().stream().map((row) -> ((Json.Obj) row).members()).toList());
        yield Json.object();
      }
      case "watch" -> watch(id, request);
      case "stop" -> {
        LiveValues stream = streams.get(request.get("of").asLong());
        if (stream != null) stream.close();
        yield Json.object();
      }
      case "model-call" -> call(request);
      case "invoke" -> {
        WriteRequest write = WriteRequest.of(request.get("value"), request.get("reason").asText());
        var became = plant.writes().write(request.get("point").asText(), write.id(request.get("operation").asText()));
        yield written(became::write);
      }
      case "requests" -> requests(request);
      default -> throw new IllegalArgumentException("no operation " + op);
    };
  }

  private static Json written(Consumer<JsonWriter> write) {
    JsonWriter writer = new JsonWriter();
    write.accept(writer);
    return Json.parse(writer.toString());
  }

  private Json assets(Json request) {
    AssetQuery query = AssetQuery.ALL.limit(request.get("pageSize").asLong());
    if (!request.get("search").isNull()) query = query.search(request.get("search").asText());
    long limit = request.get("limit").isNull() ? Long.MAX_VALUE : request.get("limit").asLong();
    return Json.object("ids", plant.assets().list(query).stream().limit(limit).map((asset) -> asset.id()).toList());
  }

  private Json history(Json request) {
    Instant from = Instant.parse(request.get("from").asText());
    Instant to = Instant.parse(request.get("to").asText());
    String point = request.get("point").asText();
    Json size = request.get("pageSize");
    History history = size.isNull()
        ? plant.points().history(point, from, to)
        : History.joined(plant.points().historyPages(point, from, to, (int) size.asLong()).toList());
    List<Json> time = new ArrayList<>();
    List<Json> value = new ArrayList<>();
    List<Json> status = new ArrayList<>();
    for (int row = 0; row < history.length(); row++) {
      time.add(Json.of("" + history.time()[row]));
      value.add(number(history.value()[row]));
      status.add(Json.of(Integer.toUnsignedLong(history.status()[row])));
    }
    return Json.object("time", time, "value", value, "status", status);
  }

  private static Json number(double value) {
    return Double.isNaN(value) ? Json.NULL : Json.of(value);
  }

  private Json watch(long id, Json request) {
    List<String> points = request.get("points").items().stream().map(Json::asText).toList();
    long left = request.get("until").asLong();
    try (LiveValues values = plant.points().live(points)) {
      streams.put(id, values);
      for (PointSample sample : values) {
        say(Json.object("id", id, "event", Json.object("point", sample.point(), "time", sample.time().toString(),
            "value", sample.value(), "status", sample.status())));
        if (--left == 0) break;
      }
    } finally {
      streams.remove(id);
    }
    return Json.object();
  }

  private Json call(Json request) {
    ModelInputs inputs = new ModelInputs();
    ((Json.Obj) request.get("inputs")).members().forEach((name, column) ->
        inputs.numbers(name, column.items().stream().mapToDouble(Json::asDouble).toArray()));
    String model = request.get("model").asText();
    Json version = request.get("version");
    ModelOutputs outputs = version.isNull()
        ? plant.models().call(model, inputs)
        : plant.models().call(model, version.asText(), inputs);
    Map<String, Json> told = new LinkedHashMap<>();
    for (String name : outputs.names()) {
      List<Json> values = new ArrayList<>();
      for (double value : outputs.numbers(name)) values.add(number(value));
      List<Long> status = new ArrayList<>();
      for (int code : outputs.status(name)) status.add(Integer.toUnsignedLong(code));
      told.put(name, Json.object("unit", outputs.unit(name), "values", values, "status", status));
    }
    return Json.object("version", outputs.answer().version(), "outputs", told);
  }

  private Json requests(Json request) {
    Request asked = Request.of(request.get("method").asText(), request.get("path").asText());
    if (request.get("query") instanceof Json.Obj query)
      for (var entry : query.members().entrySet())
        asked = asked.query(entry.getKey(), entry.getValue() instanceof Json.Text t ? t.value() : entry.getValue());
    if (!request.get("body").isNull()) asked = asked.body(request.get("body"));
    if (request.get("once") instanceof Json.Bool once && once.value()) asked = asked.once();
    Json deadline = request.get("deadlineMs");
    Millrace asking = deadline.isNull() ? plant : plant.within(Duration.ofMillis(deadline.asLong()));
    Json answer = asking.call(asked);
    return answer.isNull() ? Json.object() : answer;
  }
}
