// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;

/**
 * low to critical: annunciated ones; told with the first page.
 *
 * @param low a whole number
 * @param medium a whole number
 * @param high a whole number
 * @param critical a whole number
 * @param unacknowledged That wait for an acknowledgement
 * @param shelved a whole number
 * @param suppressed a whole number
 * @param outOfService a whole number
 */
public record AlarmCounts(
    long low,
    long medium,
    long high,
    long critical,
    long unacknowledged,
    long shelved,
    long suppressed,
    long outOfService) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static AlarmCounts read(JsonReader json) {
    Long theLow = null;
    Long theMedium = null;
    Long theHigh = null;
    Long theCritical = null;
    Long theUnacknowledged = null;
    Long theShelved = null;
    Long theSuppressed = null;
    Long theOutOfService = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "low" -> theLow = json.readLong();
        case "medium" -> theMedium = json.readLong();
        case "high" -> theHigh = json.readLong();
        case "critical" -> theCritical = json.readLong();
        case "unacknowledged" -> theUnacknowledged = json.readLong();
        case "shelved" -> theShelved = json.readLong();
        case "suppressed" -> theSuppressed = json.readLong();
        case "outOfService" -> theOutOfService = json.readLong();
        default -> json.skip();
      }
    }
    return new AlarmCounts(
        JsonReader.required("AlarmCounts", "low", theLow),
        JsonReader.required("AlarmCounts", "medium", theMedium),
        JsonReader.required("AlarmCounts", "high", theHigh),
        JsonReader.required("AlarmCounts", "critical", theCritical),
        JsonReader.required("AlarmCounts", "unacknowledged", theUnacknowledged),
        JsonReader.required("AlarmCounts", "shelved", theShelved),
        JsonReader.required("AlarmCounts", "suppressed", theSuppressed),
        JsonReader.required("AlarmCounts", "outOfService", theOutOfService));
  }

  /**
   * Writes it.
   *
   * @param json where it goes
   */
  public void write(JsonWriter json) {
    json.beginObject();
    json.name("low");
    json.value(low);
    json.name("medium");
    json.value(medium);
    json.name("high");
    json.value(high);
    json.name("critical");
    json.value(critical);
    json.name("unacknowledged");
    json.value(unacknowledged);
    json.name("shelved");
    json.value(shelved);
    json.name("suppressed");
    json.value(suppressed);
    json.name("outOfService");
    json.value(outOfService);
    json.endObject();
  }
}
