// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;
import java.util.List;

/**
 * Alarm act reply.
 *
 * @param changed a whole number; at least 0
 * @param items a list of {@code Item}
 */
public record AlarmActReply(
    long changed,
    List<Item> items) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static AlarmActReply read(JsonReader json) {
    Long theChanged = null;
    List<Item> theItems = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "changed" -> theChanged = json.readLong();
        case "items" -> theItems = json.readList(item -> Item.read(item));
        default -> json.skip();
      }
    }
    return new AlarmActReply(
        JsonReader.required("AlarmActReply", "changed", theChanged),
        JsonReader.required("AlarmActReply", "items", theItems));
  }

  /**
   * Writes it.
   *
   * @param json where it goes
   */
  public void write(JsonWriter json) {
    json.beginObject();
    json.name("changed");
    json.value(changed);
    json.name("items");
    json.list(items, (item, itemOne) -> itemOne.write(item));
    json.endObject();
  }

  /**
   * Item.
   *
   * @param id text
   * @param state ANSI/ISA-18.2 clause 5.4; the last three keep it from being annunciated; null where it is missing
   * @param refused Why nothing happened: acknowledged_already, still_active, unknown …; null where it is missing
   */
  public record Item(
      String id,
      State state,
      String refused) {
    /**
     * Reads one.
     *
     * @param json where it comes next
     * @return what was read; names that are not known are passed over
     */
    public static Item read(JsonReader json) {
      String theId = null;
      State theState = null;
      String theRefused = null;
      json.beginObject();
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        if (json.isNull()) continue;
        switch (key) {
          case "id" -> theId = json.readText();
          case "state" -> theState = new State(json.readText());
          case "refused" -> theRefused = json.readText();
          default -> json.skip();
        }
      }
      return new Item(
          JsonReader.required("Item", "id", theId),
          theState,
          theRefused);
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
      if (state != null) {
        json.name("state");
        json.value(state.value());
      }
      if (refused != null) {
        json.name("refused");
        json.value(refused);
      }
      json.endObject();
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
  }
}
