// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.Json;
import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;
import java.time.Instant;
import java.util.Map;

/**
 * Device.
 *
 * @param id text
 * @param name text
 * @param kind as {@link Kind}
 * @param parentId The edge node it sits behind; null where it is missing
 * @param machine Name by which it proves itself; what sits behind an edge node goes by that one's
 * @param protocol text; null where it is missing
 * @param state stale: it was online when the platform stopped and has not spoken since; never: it was enrolled alone
 * @param lastSeen ISO 8601, UTC, with up to six digits of a second; null where it is missing
 * @param lastError text; null where it is missing
 * @param pointCount a whole number; at least 0
 * @param health Figures the device tells of itself: buffer depth, late cycles …; null where it is missing
 */
public record Device(
    String id,
    String name,
    Kind kind,
    String parentId,
    String machine,
    String protocol,
    State state,
    Instant lastSeen,
    String lastError,
    long pointCount,
    Map<String, Json> health) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static Device read(JsonReader json) {
    String theId = null;
    String theName = null;
    Kind theKind = null;
    String theParentId = null;
    String theMachine = null;
    String theProtocol = null;
    State theState = null;
    Instant theLastSeen = null;
    String theLastError = null;
    Long thePointCount = null;
    Map<String, Json> theHealth = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "id" -> theId = json.readText();
        case "name" -> theName = json.readText();
        case "kind" -> theKind = new Kind(json.readText());
        case "parentId" -> theParentId = json.readText();
        case "machine" -> theMachine = json.readText();
        case "protocol" -> theProtocol = json.readText();
        case "state" -> theState = new State(json.readText());
        case "lastSeen" -> theLastSeen = json.readInstant();
        case "lastError" -> theLastError = json.readText();
        case "pointCount" -> thePointCount = json.readLong();
        case "health" -> theHealth = json.readMap(item -> item.readTree());
        default -> json.skip();
      }
    }
    return new Device(
        JsonReader.required("Device", "id", theId),
        JsonReader.required("Device", "name", theName),
        JsonReader.required("Device", "kind", theKind),
        theParentId,
        JsonReader.required("Device", "machine", theMachine),
        theProtocol,
        JsonReader.required("Device", "state", theState),
        theLastSeen,
        theLastError,
        JsonReader.required("Device", "pointCount", thePointCount),
        theHealth);
  }

  /**
   * Writes it.
   *
   * @param json where it goes
   */
  public void write(JsonWriter json) {
    json.beginObject();
    json.name("id");
    json.value(id);
    json.name("name");
    json.value(name);
    json.name("kind");
    json.value(kind.value());
    if (parentId != null) {
      json.name("parentId");
      json.value(parentId);
    }
    json.name("machine");
    json.value(machine);
    if (protocol != null) {
      json.name("protocol");
      json.value(protocol);
    }
    json.name("state");
    json.value(state.value());
    if (lastSeen != null) {
      json.name("lastSeen");
      json.value(lastSeen);
    }
    if (lastError != null) {
      json.name("lastError");
      json.value(lastError);
    }
    json.name("pointCount");
    json.value(pointCount);
    if (health != null) {
      json.name("health");
      json.map(health, (item, itemOne) -> item.value(itemOne));
    }
    json.endObject();
  }

  /**
   * Kind. A value that a newer platform adds is kept as it is.
   *
   * @param value as the platform says it
   */
  public record Kind(String value) {
    /** {@code edge_node}. */
    public static final Kind EDGE_NODE = new Kind("edge_node");

    /** {@code device}. */
    public static final Kind DEVICE = new Kind("device");

    @Override
    public String toString() {
      return value;
    }
  }

  /**
   * stale: it was online when the platform stopped and has not spoken since; never: it was enrolled alone. A value that a newer platform adds is kept as it is.
   *
   * @param value as the platform says it
   */
  public record State(String value) {
    /** {@code online}. */
    public static final State ONLINE = new State("online");

    /** {@code offline}. */
    public static final State OFFLINE = new State("offline");

    /** {@code stale}. */
    public static final State STALE = new State("stale");

    /** {@code never}. */
    public static final State NEVER = new State("never");

    @Override
    public String toString() {
      return value;
    }
  }
}
