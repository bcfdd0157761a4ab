// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;

/**
 * Windows in which nothing is known are left out.
 *
 * @param width µs
 * @param start Start of each window, µs since 1970 UTC
 * @param mean numbers; NaN where there is none
 * @param coverage Share of the window, within the range, in which the value is known: above 0, up to 1
 */
public record WeightedMeans(
    long width,
    long[] start,
    double[] mean,
    double[] coverage) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static WeightedMeans read(JsonReader json) {
    Long theWidth = null;
    long[] theStart = null;
    double[] theMean = null;
    double[] theCoverage = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "width" -> theWidth = json.readLong();
        case "start" -> theStart = json.readLongs();
        case "mean" -> theMean = json.readDoubles();
        case "coverage" -> theCoverage = json.readDoubles();
        default -> json.skip();
      }
    }
    return new WeightedMeans(
        JsonReader.required("WeightedMeans", "width", theWidth),
        JsonReader.required("WeightedMeans", "start", theStart),
        JsonReader.required("WeightedMeans", "mean", theMean),
        JsonReader.required("WeightedMeans", "coverage", theCoverage));
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
    json.name("mean");
    json.value(mean);
    json.name("coverage");
    json.value(coverage);
    json.endObject();
  }
}
