// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;
import java.util.List;

/**
 * Pixel columns.
 *
 * @param pixels a whole number
 * @param column From 0; columns without samples are left out
 * @param firstTime µs since 1970 UTC
 * @param first numbers; NaN where there is none
 * @param minTime µs since 1970 UTC
 * @param min numbers; NaN where there is none
 * @param maxTime µs since 1970 UTC
 * @param max numbers; NaN where there is none
 * @param lastTime µs since 1970 UTC
 * @param last numbers; NaN where there is none
 * @param count whole numbers
 * @param good Usable numbers in the column; null values where it is 0
 */
public record PixelColumns(
    long pixels,
    long[] column,
    List<Long> firstTime,
    double[] first,
    List<Long> minTime,
    double[] min,
    List<Long> maxTime,
    double[] max,
    List<Long> lastTime,
    double[] last,
    long[] count,
    long[] good) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static PixelColumns read(JsonReader json) {
    Long thePixels = null;
    long[] theColumn = null;
    List<Long> theFirstTime = null;
    double[] theFirst = null;
    List<Long> theMinTime = null;
    double[] theMin = null;
    List<Long> theMaxTime = null;
    double[] theMax = null;
    List<Long> theLastTime = null;
    double[] theLast = null;
    long[] theCount = null;
    long[] theGood = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "pixels" -> thePixels = json.readLong();
        case "column" -> theColumn = json.readLongs();
        case "firstTime" -> theFirstTime = json.readList(item -> item.readLong());
        case "first" -> theFirst = json.readDoubles();
        case "minTime" -> theMinTime = json.readList(item -> item.readLong());
        case "min" -> theMin = json.readDoubles();
        case "maxTime" -> theMaxTime = json.readList(item -> item.readLong());
        case "max" -> theMax = json.readDoubles();
        case "lastTime" -> theLastTime = json.readList(item -> item.readLong());
        case "last" -> theLast = json.readDoubles();
        case "count" -> theCount = json.readLongs();
        case "good" -> theGood = json.readLongs();
        default -> json.skip();
      }
    }
    return new PixelColumns(
        JsonReader.required("PixelColumns", "pixels", thePixels),
        JsonReader.required("PixelColumns", "column", theColumn),
        JsonReader.required("PixelColumns", "firstTime", theFirstTime),
        JsonReader.required("PixelColumns", "first", theFirst),
        JsonReader.required("PixelColumns", "minTime", theMinTime),
        JsonReader.required("PixelColumns", "min", theMin),
        JsonReader.required("PixelColumns", "maxTime", theMaxTime),
        JsonReader.required("PixelColumns", "max", theMax),
        JsonReader.required("PixelColumns", "lastTime", theLastTime),
        JsonReader.required("PixelColumns", "last", theLast),
        JsonReader.required("PixelColumns", "count", theCount),
        JsonReader.required("PixelColumns", "good", theGood));
  }

  /**
   * Writes it.
   *
   * @param json where it goes
   */
  public void write(JsonWriter json) {
    json.beginObject();
    json.name("pixels");
    json.value(pixels);
    json.name("column");
    json.value(column);
    json.name("firstTime");
    json.list(firstTime, (item, itemOne) -> item.value(itemOne));
    json.name("first");
    json.value(first);
    json.name("minTime");
    json.list(minTime, (item, itemOne) -> item.value(itemOne));
    json.name("min");
    json.value(min);
    json.name("maxTime");
    json.list(maxTime, (item, itemOne) -> item.value(itemOne));
    json.name("max");
    json.value(max);
    json.name("lastTime");
    json.list(lastTime, (item, itemOne) -> item.value(itemOne));
    json.name("last");
    json.value(last);
    json.name("count");
    json.value(count);
    json.name("good");
    json.value(good);
    json.endObject();
  }
}
