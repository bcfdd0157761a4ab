// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;

/**
 * Buckets.
 *
 * @param width µs
 * @param start Start of each bucket, µs since 1970 UTC; empty buckets are left out
 * @param min numbers; NaN where there is none
 * @param max numbers; NaN where there is none
 * @param mean numbers; NaN where there is none
 * @param first numbers; NaN where there is none
 * @param last numbers; NaN where there is none
 * @param count whole numbers
 * @param good Good samples in the bucket; null values where it is 0
 */
public record Buckets(
    long width,
    long[] start,
    double[] min,
    double[] max,
    double[] mean,
    double[] first,
    double[] last,
    long[] count,
    long[] good) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static Buckets read(JsonReader json) {
    Long theWidth = null;
    long[] theStart = null;
    double[] theMin = null;
    double[] theMax = null;
    double[] theMean = null;
    double[] theFirst = null;
    double[] theLast = null;
    long[] theCount = null;
    long[] theGood = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "width" -> theWidth = json.readLong();
        case "start" -> theStart = json.readLongs();
        case "min" -> theMin = json.readDoubles();
        case "max" -> theMax = json.readDoubles();
        case "mean" -> theMean = json.readDoubles();
        case "first" -> theFirst = json.readDoubles();
        case "last" -> theLast = json.readDoubles();
        case "count" -> theCount = json.readLongs();
        case "good" -> theGood = json.readLongs();
        default -> json.skip();
      }
    }
    return new Buckets(
        JsonReader.required("Buckets", "width", theWidth),
        JsonReader.required("Buckets", "start", theStart),
        JsonReader.required("Buckets", "min", theMin),
        JsonReader.required("Buckets", "max", theMax),
        JsonReader.required("Buckets", "mean", theMean),
        JsonReader.required("Buckets", "first", theFirst),
        JsonReader.required("Buckets", "last", theLast),
        JsonReader.required("Buckets", "count", theCount),
        JsonReader.required("Buckets", "good", theGood));
  }

  /**
   * Writes it.
   *
   * @param json where it goes
   */
  public void write(JsonWriter json) {
    json.beginObject();
    json.name("width");
    json.value(width);
    json.name("start");
    json.value(start);
    json.name("min");
    json.value(min);
    json.name("max");
    json.value(max);
    json.name("mean");
    json.value(mean);
    json.name("first");
    json.value(first);
    json.name("last");
    json.value(last);
    json.name("count");
    json.value(count);
    json.name("good");
    json.value(good);
    json.endObject();
  }
}
