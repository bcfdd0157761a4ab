// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;
import java.time.Instant;
import java.util.List;

/**
 * Alarm.
 *
 * @param id text
 * @param asset text
 * @param path Names from the top of the tree down to the asset
 * @param name as {@link AlarmWords}
 * @param priority as {@link Priority}
 * @param state ANSI/ISA-18.2 clause 5.4; the last three keep it from being annunciated
 * @param active Its condition holds
 * @param annunciated Operators are to see it
 * @param since When it came to be shown as it is; ISO 8601
 * @param raisedAt ISO 8601, UTC, with up to six digits of a second; null where it is missing
 * @param value What was seen then; null where it is missing
 * @param unit UCUM; of the value; null where it is missing
 * @param status OPC UA StatusCode of what was seen; null where it is missing
 * @param point Of its condition, the first one; null where it is missing
 * @param class_ text
 * @param acknowledgedBy as {@link AcknowledgedBy}; null where it is missing
 * @param acknowledgedAt ISO 8601, UTC, with up to six digits of a second; null where it is missing
 * @param heldBy as {@link HeldBy}; null where it is missing
 * @param reason Why it is shelved, out of service or suppressed by somebody; null where it is missing
 * @param heldAt ISO 8601, UTC, with up to six digits of a second; null where it is missing
 * @param shelvedUntil ISO 8601, UTC, with up to six digits of a second; null where it is missing
 * @param outUntil When it returns into service by itself; ISO 8601; null where it is missing
 * @param suppressedUntil When what somebody suppressed ends; ISO 8601; null where it is missing
 * @param againAt When it is put before operators again; ISO 8601; null where it is missing
 * @param broken Its condition is not evaluated: why. Nothing would be raised now; null where it is missing
 * @param note text; null where it is missing
 */
public record Alarm(
    String id,
    String asset,
    List<String> path,
    AlarmWords name,
    Priority priority,
    State state,
    boolean active,
    boolean annunciated,
    String since,
    Instant raisedAt,
    Double value,
    String unit,
    Long status,
    String point,
    String class_,
    AcknowledgedBy acknowledgedBy,
    Instant acknowledgedAt,
    HeldBy heldBy,
    String reason,
    Instant heldAt,
    Instant shelvedUntil,
    String outUntil,
    String suppressedUntil,
    String againAt,
    Broken broken,
    String note) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static Alarm read(JsonReader json) {
    String theId = null;
    String theAsset = null;
    List<String> thePath = null;
    AlarmWords theName = null;
    Priority thePriority = null;
    State theState = null;
    Boolean theActive = null;
    Boolean theAnnunciated = null;
    String theSince = null;
    Instant theRaisedAt = null;
    Double theValue = null;
    String theUnit = null;
    Long theStatus = null;
    String thePoint = null;
    String theClass = null;
    AcknowledgedBy theAcknowledgedBy = null;
    Instant theAcknowledgedAt = null;
    HeldBy theHeldBy = null;
    String theReason = null;
    Instant theHeldAt = null;
    Instant theShelvedUntil = null;
    String theOutUntil = null;
    String theSuppressedUntil = null;
    String theAgainAt = null;
    Broken theBroken = null;
    String theNote = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "id" -> theId = json.readText();
        case "asset" -> theAsset = json.readText();
        case "path" -> thePath = json.readList(item -> item.readText());
        case "name" -> theName = AlarmWords.read(json);
        case "priority" -> thePriority = new Priority(json.readText());
        case "state" -> theState = new State(json.readText());
        case "active" -> theActive = json.readBoolean();
        case "annunciated" -> theAnnunciated = json.readBoolean();
        case "since" -> theSince = json.readText();
        case "raisedAt" -> theRaisedAt = json.readInstant();
        case "value" -> theValue = json.readDouble();
        case "unit" -> theUnit = json.readText();
        case "status" -> theStatus = json.readLong();
        case "point" -> thePoint = json.readText();
        case "class" -> theClass = json.readText();
        case "acknowledgedBy" -> theAcknowledgedBy = AcknowledgedBy.read(json);
        case "acknowledgedAt" -> theAcknowledgedAt = json.readInstant();
        case "heldBy" -> theHeldBy = HeldBy.read(json);
        case "reason" -> theReason = json.readText();
        case "heldAt" -> theHeldAt = json.readInstant();
        case "shelvedUntil" -> theShelvedUntil = json.readInstant();
        case "outUntil" -> theOutUntil = json.readText();
        case "suppressedUntil" -> theSuppressedUntil = json.readText();
        case "againAt" -> theAgainAt = json.readText();
        case "broken" -> theBroken = Broken.read(json);
        case "note" -> theNote = json.readText();
        default -> json.skip();
      }
    }
    return new Alarm(
        JsonReader.required("Alarm", "id", theId),
        JsonReader.required("Alarm", "asset", theAsset),
        JsonReader.required("Alarm", "path", thePath),
        JsonReader.required("Alarm", "name", theName),
        JsonReader.required("Alarm", "priority", thePriority),
        JsonReader.required("Alarm", "state", theState),
        JsonReader.required("Alarm", "active", theActive),
        JsonReader.required("Alarm", "annunciated", theAnnunciated),
        JsonReader.required("Alarm", "since", theSince),
        theRaisedAt,
        theValue,
        theUnit,
        theStatus,
        thePoint,
        JsonReader.required("Alarm", "class", theClass),
        theAcknowledgedBy,
        theAcknowledgedAt,
        theHeldBy,
        theReason,
        theHeldAt,
        theShelvedUntil,
        theOutUntil,
        theSuppressedUntil,
        theAgainAt,
        theBroken,
        theNote);
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
    json.name("asset");
    json.value(asset);
    json.name("path");
    json.list(path, (item, itemOne) -> item.value(itemOne));
    json.name("name");
    name.write(json);
    json.name("priority");
    json.value(priority.value());
    json.name("state");
    json.value(state.value());
    json.name("active");
    json.value(active);
    json.name("annunciated");
    json.value(annunciated);
    json.name("since");
    json.value(since);
    if (raisedAt != null) {
      json.name("raisedAt");
      json.value(raisedAt);
    }
    if (value != null) {
      json.name("value");
      json.value(value);
    }
    if (unit != null) {
      json.name("unit");
      json.value(unit);
    }
    if (status != null) {
      json.name("status");
      json.value(status);
    }
    if (point != null) {
      json.name("point");
      json.value(point);
    }
    json.name("class");
    json.value(class_);
    if (acknowledgedBy != null) {
      json.name("acknowledgedBy");
      acknowledgedBy.write(json);
    }
    if (acknowledgedAt != null) {
      json.name("acknowledgedAt");
      json.value(acknowledgedAt);
    }
    if (heldBy != null) {
      json.name("heldBy");
      heldBy.write(json);
    }
    if (reason != null) {
      json.name("reason");
      json.value(reason);
    }
    if (heldAt != null) {
      json.name("heldAt");
      json.value(heldAt);
    }
    if (shelvedUntil != null) {
      json.name("shelvedUntil");
      json.value(shelvedUntil);
    }
    if (outUntil != null) {
      json.name("outUntil");
      json.value(outUntil);
    }
    if (suppressedUntil != null) {
      json.name("suppressedUntil");
      json.value(suppressedUntil);
    }
    if (againAt != null) {
      json.name("againAt");
      json.value(againAt);
    }
    if (broken != null) {
      json.name("broken");
      broken.write(json);
    }
    if (note != null) {
      json.name("note");
      json.value(note);
    }
    json.endObject();
  }

  /**
   * Priority. A value that a newer platform adds is kept as it is.
   *
   * @param value as the platform says it
   */
  public record Priority(String value) {
    /** {@code low}. */
    public static final Priority LOW = new Priority("low");

    /** {@code medium}. */
    public static final Priority MEDIUM = new Priority("medium");

    /** {@code high}. */
    public static final Priority HIGH = new Priority("high");

    /** {@code critical}. */
    public static final Priority CRITICAL = new Priority("critical");

    @Override
    public String toString() {
      return value;
    }
  }

  /**
   * ANSI/ISA-18.2 clause 5.4; the last three keep it from being annunciated. A value that a newer platform adds is kept as it is.
   *
   * @param value as the platform says it
   */
  public record State(String value) {
    /** {@code normal}. */
    public static final State NORMAL = new State("normal");

    /** {@code unacknowledged}. */
    public static final State UNACKNOWLEDGED = new State("unacknowledged");

    /** {@code acknowledged}. */
    public static final State ACKNOWLEDGED = new State("acknowledged");

    /** {@code returned_unacknowledged}. */
    public static final State RETURNED_UNACKNOWLEDGED = new State("returned_unacknowledged");

    /** {@code latched_unacknowledged}. */
    public static final State LATCHED_UNACKNOWLEDGED = new State("latched_unacknowledged");

    /** {@code latched_acknowledged}. */
    public static final State LATCHED_ACKNOWLEDGED = new State("latched_acknowledged");

    /** {@code shelved}. */
    public static final State SHELVED = new State("shelved");

    /** {@code suppressed}. */
    public static final State SUPPRESSED = new State("suppressed");

    /** {@code out_of_service}. */
    public static final State OUT_OF_SERVICE = new State("out_of_service");

    @Override
    public String toString() {
      return value;
    }
  }

  /**
   * Acknowledged by.
   *
   * @param kind text
   * @param id text
   * @param name text
   */
  public record AcknowledgedBy(
      String kind,
      String id,
      String name) {
    /**
     * Reads one.
     *
     * @param json where it comes next
     * @return what was read; names that are not known are passed over
     */
    public static AcknowledgedBy read(JsonReader json) {
      String theKind = null;
      String theId = null;
      String theName = null;
      json.beginObject();
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        if (json.isNull()) continue;
        switch (key) {
          case "kind" -> theKind = json.readText();
          case "id" -> theId = json.readText();
          case "name" -> theName = json.readText();
          default -> json.skip();
        }
      }
      return new AcknowledgedBy(
          JsonReader.required("AcknowledgedBy", "kind", theKind),
          JsonReader.required("AcknowledgedBy", "id", theId),
          JsonReader.required("AcknowledgedBy", "name", theName));
    }

    /**
     * Writes it.
     *
     * @param json where it goes
     */
    public void write(JsonWriter json) {
      json.beginObject();
      json.name("kind");
      json.value(kind);
      json.name("id");
      json.value(id);
      json.name("name");
      json.value(name);
      json.endObject();
    }
  }

  /**
   * Held by.
   *
   * @param kind text
   * @param id text
   * @param name text
   */
  public record HeldBy(
      String kind,
      String id,
      String name) {
    /**
     * Reads one.
     *
     * @param json where it comes next
     * @return what was read; names that are not known are passed over
     */
    public static HeldBy read(JsonReader json) {
      String theKind = null;
      String theId = null;
      String theName = null;
      json.beginObject();
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        if (json.isNull()) continue;
        switch (key) {
          case "kind" -> theKind = json.readText();
          case "id" -> theId = json.readText();
          case "name" -> theName = json.readText();
          default -> json.skip();
        }
      }
      return new HeldBy(
          JsonReader.required("HeldBy", "kind", theKind),
          JsonReader.required("HeldBy", "id", theId),
          JsonReader.required("HeldBy", "name", theName));
    }

    /**
     * Writes it.
     *
     * @param json where it goes
     */
    public void write(JsonWriter json) {
      json.beginObject();
      json.name("kind");
      json.value(kind);
      json.name("id");
      json.value(id);
      json.name("name");
      json.value(name);
      json.endObject();
    }
  }

  /**
   * Its condition is not evaluated: why. Nothing would be raised now.
   *
   * @param code text
   * @param says text
   */
  public record Broken(
      String code,
      String says) {
    /**
     * Reads one.
     *
     * @param json where it comes next
     * @return what was read; names that are not known are passed over
     */
    public static Broken read(JsonReader json) {
      String theCode = null;
      String theSays = null;
      json.beginObject();
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        if (json.isNull()) continue;
        switch (key) {
          case "code" -> theCode = json.readText();
          case "says" -> theSays = json.readText();
          default -> json.skip();
        }
      }
      return new Broken(
          JsonReader.required("Broken", "code", theCode),
          JsonReader.required("Broken", "says", theSays));
    }

    /**
     * Writes it.
     *
     * @param json where it goes
     */
    public void write(JsonWriter json) {
      json.beginObject();
      json.name("code");
      json.value(code);
      json.name("says");
      json.value(says);
      json.endObject();
    }
  }
}
