package io.millrace.sdk;

import io.millrace.sdk.json.JsonReader;
import java.util.Map;
import java.util.function.Function;

/** Lists of the API are all alike. */
final class Lists {
  private Lists() {}

  static <T> Items<T> items(
      Connection connection, String path, Map<String, Object> asked, Function<JsonReader, T> one) {
    Request begin = Request.of("GET", path).query("limit", 500).query(asked);
    return new Items<>((cursor) -> connection.json(begin.query("cursor", cursor), (json) -> Page.read(json, one)));
  }
}
