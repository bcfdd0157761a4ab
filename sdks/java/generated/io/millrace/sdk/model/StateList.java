// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.Json;
import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;
import java.util.List;

/**
 * State list.
 *
 * @param items By window, then as they came; time in which nothing is known is in no state
 */
public record StateList(
    List<Item> items) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static StateList read(JsonReader json) {
    List<Item> theItems = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "items" -> theItems = json.readList(item -> Item.read(item));
        default -> json.skip();
      }
    }
    return new StateList(
        JsonReader.required("StateList", "items", theItems));
  }

  /**
   * Writes it.
   *
   * @param json where it goes
   */
  public void write(JsonWriter json) {
    json.beginObject();
    json.name("items");
    json.list(items, (item, itemOne) -> itemOne.write(item));
    json.endObject();
  }

  /**
   * Item.
   *
   * @param start Start of the window, µs since 1970 UTC
   * @param value An int64 beyond 2^53 is a string of digits; NaN and infinities are the strings NaN, Infinity, -Infinity
   * @param duration Within window and range, µs; at least 0
   * @param entered How often it was entered from another state; at least 0
   */
  public record Item(
      long start,
      Json value,
      long duration,
      long entered) {
    /**
     * Reads one.
     *
     * @param json where it comes next
     * @return what was read; names that are not known are passed over
     */
    public static Item read(JsonReader json) {
      Long theStart = null;
      Json theValue = Json.NULL;
      Long theDuration = null;
      Long theEntered = null;
      json.beginObject();
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        if (json.isNull()) continue;
        switch (key) {
          case "start" -> theStart = json.readLong();
          case "value" -> theValue = json.readTree();
          case "duration" -> theDuration = json.readLong();
          case "entered" -> theEntered = json.readLong();
          default -> json.skip();
        }
      }
      return new Item(
          JsonReader.required("Item", "start", theStart),
          theValue,
          JsonReader.required("Item", "duration", theDuration),
          JsonReader.required("Item", "entered", theEntered));
    }

    /**
     * Writes it.
     *
     * @param json where it goes
     */
    public void write(JsonWriter json) {
      json.beginObject();
      json.name("start");
      json.value(start);
      json.name("value");
      if (!value.isNull()) json.value(value);
      else json.nothing();
      json.name("duration");
      json.value(duration);
      json.name("entered");
      json.value(entered);
      json.endObject();
    }
  }
}
