package io.millrace.sdk;

import io.millrace.sdk.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param <T> what it holds
 * @param items its items
 * @param next cursor of the next page; null on the last
 * @param total items in the whole list, told with the first page; null where it is not told
 */
public record Page<T>(List<T> items, String next, Long total) {
  /**
   * Reads a page of any list of the API.
   *
   * @param <T> what it holds
   * @param json where it comes next
   * @param one reads one item
   * @return the page
   */
  public static <T> Page<T> read(JsonReader json, Function<JsonReader, T> one) {
    List<T> items = new ArrayList<>();
    String next = null;
    Long total = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "items" -> items = json.readList(one);
        case "next" -> next = json.readText();
        case "total" -> total = json.readLong();
        default -> json.skip();
      }
    }
    return new Page<>(items, next, total);
  }
}
