// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.Json;
import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;
import java.time.Instant;
import java.util.List;

/**
 * Write.
 *
 * @param id text
 * @param state waiting: for a second person; sending: on its way; done: the machine took it, read back where it can be; failed: it did not; unknown: no answer came, so look at the machine; refused: by the second person; withdrawn: by who asked; expired: nobody confirmed in time
 * @param point as {@link WritePoint}
 * @param value In the unit of the point; a whole number beyond 2^53 as a text of digits
 * @param reason text
 * @param askedBy as {@link AskedBy}
 * @param askedAt ISO 8601, UTC, with up to six digits of a second
 * @param grant The grant through which it was asked; null where it is missing
 * @param expiresAt Until when it waits for a second person; null where it is missing
 * @param decidedBy as {@link DecidedBy}; null where it is missing
 * @param decidedAt ISO 8601, UTC, with up to six digits of a second; null where it is missing
 * @param note Of who confirmed or refused; null where it is missing
 * @param sentAt ISO 8601, UTC, with up to six digits of a second; null where it is missing
 * @param endedAt ISO 8601, UTC, with up to six digits of a second; null where it is missing
 * @param before What was held when it was sent; null where it is missing
 * @param after What was read back; null where it is missing
 * @param status OPC UA StatusCode; 0 to 4294967295; null where it is missing
 * @param statusName text; null where it is missing
 * @param message What the device or its edge said; null where it is missing
 */
public record Write(
    String id,
    State state,
    WritePoint point,
    Json value,
    String reason,
    AskedBy askedBy,
    Instant askedAt,
    String grant,
    Instant expiresAt,
    DecidedBy decidedBy,
    Instant decidedAt,
    String note,
    Instant sentAt,
    Instant endedAt,
    Before before,
    After after,
    Long status,
    String statusName,
    String message) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static Write read(JsonReader json) {
    String theId = null;
    State theState = null;
    WritePoint thePoint = null;
    Json theValue = Json.NULL;
    String theReason = null;
    AskedBy theAskedBy = null;
    Instant theAskedAt = null;
    String theGrant = null;
    Instant theExpiresAt = null;
    DecidedBy theDecidedBy = null;
    Instant theDecidedAt = null;
    String theNote = null;
    Instant theSentAt = null;
    Instant theEndedAt = null;
    Before theBefore = null;
    After theAfter = null;
    Long theStatus = null;
    String theStatusName = null;
    String theMessage = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "id" -> theId = json.readText();
        case "state" -> theState = new State(json.readText());
        case "point" -> thePoint = WritePoint.read(json);
        case "value" -> theValue = json.readTree();
        case "reason" -> theReason = json.readText();
        case "askedBy" -> theAskedBy = AskedBy.read(json);
        case "askedAt" -> theAskedAt = json.readInstant();
        case "grant" -> theGrant = json.readText();
        case "expiresAt" -> theExpiresAt = json.readInstant();
        case "decidedBy" -> theDecidedBy = DecidedBy.read(json);
        case "decidedAt" -> theDecidedAt = json.readInstant();
        case "note" -> theNote = json.readText();
        case "sentAt" -> theSentAt = json.readInstant();
        case "endedAt" -> theEndedAt = json.readInstant();
        case "before" -> theBefore = Before.read(json);
        case "after" -> theAfter = After.read(json);
        case "status" -> theStatus = json.readLong();
        case "statusName" -> theStatusName = json.readText();
        case "message" -> theMessage = json.readText();
        default -> json.skip();
      }
    }
    return new Write(
        JsonReader.required("Write", "id", theId),
        JsonReader.required("Write", "state", theState),
        JsonReader.required("Write", "point", thePoint),
        theValue,
        JsonReader.required("Write", "reason", theReason),
        JsonReader.required("Write", "askedBy", theAskedBy),
        JsonReader.required("Write", "askedAt", theAskedAt),
        theGrant,
        theExpiresAt,
        theDecidedBy,
        theDecidedAt,
        theNote,
        theSentAt,
        theEndedAt,
        theBefore,
        theAfter,
        theStatus,
        theStatusName,
        theMessage);
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
    json.name("state");
    json.value(state.value());
    json.name("point");
    point.write(json);
    json.name("value");
    json.value(value);
    json.name("reason");
    json.value(reason);
    json.name("askedBy");
    askedBy.write(json);
    json.name("askedAt");
    json.value(askedAt);
    if (grant != null) {
      json.name("grant");
      json.value(grant);
    }
    if (expiresAt != null) {
      json.name("expiresAt");
      json.value(expiresAt);
    }
    if (decidedBy != null) {
      json.name("decidedBy");
      decidedBy.write(json);
    }
    if (decidedAt != null) {
      json.name("decidedAt");
      json.value(decidedAt);
    }
    if (note != null) {
      json.name("note");
      json.value(note);
    }
    if (sentAt != null) {
      json.name("sentAt");
      json.value(sentAt);
    }
    if (endedAt != null) {
      json.name("endedAt");
      json.value(endedAt);
    }
    if (before != null) {
      json.name("before");
      before.write(json);
    }
    if (after != null) {
      json.name("after");
      after.write(json);
    }
    if (status != null) {
      json.name("status");
      json.value(status);
    }
    if (statusName != null) {
      json.name("statusName");
      json.value(statusName);
    }
    if (message != null) {
      json.name("message");
      json.value(message);
    }
    json.endObject();
  }

  /**
   * waiting: for a second person; sending: on its way; done: the machine took it, read back where it can be; failed: it did not; unknown: no answer came, so look at the machine; refused: by the second person; withdrawn: by who asked; expired: nobody confirmed in time. A value that a newer platform adds is kept as it is.
   *
   * @param value as the platform says it
   */
  public record State(String value) {
    /** {@code waiting}. */
    public static final State WAITING = new State("waiting");

    /** {@code sending}. */
    public static final State SENDING = new State("sending");

    /** {@code done}. */
    public static final State DONE = new State("done");

    /** {@code failed}. */
    public static final State FAILED = new State("failed");

    /** {@code unknown}. */
    public static final State UNKNOWN = new State("unknown");

    /** {@code refused}. */
    public static final State REFUSED = new State("refused");

    /** {@code withdrawn}. */
    public static final State WITHDRAWN = new State("withdrawn");

    /** {@code expired}. */
    public static final State EXPIRED = new State("expired");

    @Override
    public String toString() {
      return value;
    }
  }

  /**
   * Write point.
   *
   * @param id text
   * @param name text
   * @param path a list of {@code String}
   * @param type as {@link Type}
   * @param unit UCUM code; null where it is missing
   * @param low Lower end of the engineering range, in <code>unit</code>; null where it is missing
   * @param high Upper end of the engineering range, in <code>unit</code>; null where it is missing
   */
  public record WritePoint(
      String id,
      String name,
      List<String> path,
      Type type,
      String unit,
      Double low,
      Double high) {
    /**
     * Reads one.
     *
     * @param json where it comes next
     * @return what was read; names that are not known are passed over
     */
    public static WritePoint read(JsonReader json) {
      String theId = null;
      String theName = null;
      List<String> thePath = null;
      Type theType = null;
      String theUnit = null;
      Double theLow = null;
      Double theHigh = null;
      json.beginObject();
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        if (json.isNull()) continue;
        switch (key) {
          case "id" -> theId = json.readText();
          case "name" -> theName = json.readText();
          case "path" -> thePath = json.readList(item -> item.readText());
          case "type" -> theType = new Type(json.readText());
          case "unit" -> theUnit = json.readText();
          case "low" -> theLow = json.readDouble();
          case "high" -> theHigh = json.readDouble();
          default -> json.skip();
        }
      }
      return new WritePoint(
          JsonReader.required("WritePoint", "id", theId),
          JsonReader.required("WritePoint", "name", theName),
          JsonReader.required("WritePoint", "path", thePath),
          JsonReader.required("WritePoint", "type", theType),
          theUnit,
          theLow,
          theHigh);
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
      json.name("path");
      json.list(path, (item, itemOne) -> item.value(itemOne));
      json.name("type");
      json.value(type.value());
      if (unit != null) {
        json.name("unit");
        json.value(unit);
      }
      if (low != null) {
        json.name("low");
        json.value(low);
      }
      if (high != null) {
        json.name("high");
        json.value(high);
      }
      json.endObject();
    }

    /**
     * Type. A value that a newer platform adds is kept as it is.
     *
     * @param value as the platform says it
     */
    public record Type(String value) {
      /** {@code double}. */
      public static final Type DOUBLE = new Type("double");

      /** {@code int64}. */
      public static final Type INT64 = new Type("int64");

      /** {@code boolean}. */
      public static final Type BOOLEAN = new Type("boolean");

      /** {@code string}. */
      public static final Type STRING = new Type("string");

      @Override
      public String toString() {
        return value;
      }
    }
  }

  /**
   * Asked by.
   *
   * @param kind text
   * @param id text
   * @param name text
   */
  public record AskedBy(
      String kind,
      String id,
      String name) {
    /**
     * Reads one.
     *
     * @param json where it comes next
     * @return what was read; names that are not known are passed over
     */
    public static AskedBy read(JsonReader json) {
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
      return new AskedBy(
          JsonReader.required("AskedBy", "kind", theKind),
          JsonReader.required("AskedBy", "id", theId),
          JsonReader.required("AskedBy", "name", theName));
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
   * Decided by.
   *
   * @param kind text
   * @param id text
   * @param name text
   */
  public record DecidedBy(
      String kind,
      String id,
      String name) {
    /**
     * Reads one.
     *
     * @param json where it comes next
     * @return what was read; names that are not known are passed over
     */
    public static DecidedBy read(JsonReader json) {
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
      return new DecidedBy(
          JsonReader.required("DecidedBy", "kind", theKind),
          JsonReader.required("DecidedBy", "id", theId),
          JsonReader.required("DecidedBy", "name", theName));
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
   * What was held when it was sent.
   *
   * @param time ISO 8601, UTC, with up to six digits of a second
   * @param value An int64 beyond 2^53 is a string of digits; NaN and infinities are the strings NaN, Infinity, -Infinity
   * @param status OPC UA StatusCode; 0 to 4294967295
   * @param quality as {@link Quality}
   * @param statusName text
   */
  public record Before(
      Instant time,
      Json value,
      long status,
      Quality quality,
      String statusName) {
    /**
     * Reads one.
     *
     * @param json where it comes next
     * @return what was read; names that are not known are passed over
     */
    public static Before read(JsonReader json) {
      Instant theTime = null;
      Json theValue = Json.NULL;
      Long theStatus = null;
      Quality theQuality = null;
      String theStatusName = null;
      json.beginObject();
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        if (json.isNull()) continue;
        switch (key) {
          case "time" -> theTime = json.readInstant();
          case "value" -> theValue = json.readTree();
          case "status" -> theStatus = json.readLong();
          case "quality" -> theQuality = new Quality(json.readText());
          case "statusName" -> theStatusName = json.readText();
          default -> json.skip();
        }
      }
      return new Before(
          JsonReader.required("Before", "time", theTime),
          theValue,
          JsonReader.required("Before", "status", theStatus),
          JsonReader.required("Before", "quality", theQuality),
          JsonReader.required("Before", "statusName", theStatusName));
    }

    /**
     * Writes it.
     *
     * @param json where it goes
     */
    public void write(JsonWriter json) {
      json.beginObject();
      json.name("time");
      json.value(time);
      json.name("value");
      if (!value.isNull()) json.value(value);
      else json.nothing();
      json.name("status");
      json.value(status);
      json.name("quality");
      json.value(quality.value());
      json.name("statusName");
      json.value(statusName);
      json.endObject();
    }

    /**
     * Quality. A value that a newer platform adds is kept as it is.
     *
     * @param value as the platform says it
     */
    public record Quality(String value) {
      /** {@code good}. */
      public static final Quality GOOD = new Quality("good");

      /** {@code uncertain}. */
      public static final Quality UNCERTAIN = new Quality("uncertain");

      /** {@code bad}. */
      public static final Quality BAD = new Quality("bad");

      @Override
      public String toString() {
        return value;
      }
    }
  }

  /**
   * What was read back.
   *
   * @param time ISO 8601, UTC, with up to six digits of a second
   * @param value An int64 beyond 2^53 is a string of digits; NaN and infinities are the strings NaN, Infinity, -Infinity
   * @param status OPC UA StatusCode; 0 to 4294967295
   * @param quality as {@link Quality}
   * @param statusName text
   */
  public record After(
      Instant time,
      Json value,
      long status,
      Quality quality,
      String statusName) {
    /**
     * Reads one.
     *
     * @param json where it comes next
     * @return what was read; names that are not known are passed over
     */
    public static After read(JsonReader json) {
      Instant theTime = null;
      Json theValue = Json.NULL;
      Long theStatus = null;
      Quality theQuality = null;
      String theStatusName = null;
      json.beginObject();
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        if (json.isNull()) continue;
        switch (key) {
          case "time" -> theTime = json.readInstant();
          case "value" -> theValue = json.readTree();
          case "status" -> theStatus = json.readLong();
          case "quality" -> theQuality = new Quality(json.readText());
          case "statusName" -> theStatusName = json.readText();
          default -> json.skip();
        }
      }
      return new After(
          JsonReader.required("After", "time", theTime),
          theValue,
          JsonReader.required("After", "status", theStatus),
          JsonReader.required("After", "quality", theQuality),
          JsonReader.required("After", "statusName", theStatusName));
    }

    /**
     * Writes it.
     *
     * @param json where it goes
     */
    public void write(JsonWriter json) {
      json.beginObject();
      json.name("time");
      json.value(time);
      json.name("value");
      if (!value.isNull()) json.value(value);
      else json.nothing();
      json.name("status");
      json.value(status);
      json.name("quality");
      json.value(quality.value());
      json.name("statusName");
      json.value(statusName);
      json.endObject();
    }

    /**
     * Quality. A value that a newer platform adds is kept as it is.
     *
     * @param value as the platform says it
     */
    public record Quality(String value) {
      /** {@code good}. */
      public static final Quality GOOD = new Quality("good");

      /** {@code uncertain}. */
      public static final Quality UNCERTAIN = new Quality("uncertain");

      /** {@code bad}. */
      public static final Quality BAD = new Quality("bad");

      @Override
      public String toString() {
        return value;
      }
    }
  }
}
