package io.millrace.sdk;

import io.millrace.sdk.json.Json;
import io.millrace.sdk.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A request of any route, for what this SDK has no method of its own for. Cannot be changed; each method gives a copy. */
public final class Request {
  final String method;
  final String path;
  final Map<String, Object> query;
  final byte[] body;
  final String type;
  final String accept;
  final boolean isSafe;

  private Request(
      String method, String path, Map<String, Object> query, byte[] body, String type, String accept, boolean isSafe) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.body = body;
    this.type = type;
    this.accept = accept;
    this.isSafe = isSafe;
  }

  /**
   * A request without a body.
   *
   * @param method such as GET
   * @param path below /api/v1, such as /alarms; build parts that come from elsewhere with {@link #segment}
   * @return the request
   */
  public static Request of(String method, String path) {
    if (!path.startsWith("/")) throw new IllegalArgumentException("expected a path that begins with /, saw " + path);
    return new Request(method, path, Map.of(), null, null, "application/json", Retry.isSafe(method));
  }

  /**
   * One part of a path, with all that has a meaning there escaped.
   *
   * @param text such as an id
   * @return the part
   */
  public static String segment(String text) {
    boolean isStep = text.equals(".") || text.equals("..");
    return isStep ? text.replace(".", "%2E") : Connection.percent(text);
  }

  /**
   * With what is asked.
   *
   * @param parameters by name; null is left out
   * @return a copy
   */
  public Request query(Map<String, ?> parameters) {
    Map<String, Object> all = new LinkedHashMap<>(query);
    parameters.forEach((name, value) -> {
      if (value != null) all.put(name, value);
    });
    return new Request(method, path, Collections.unmodifiableMap(all), body, type, accept, isSafe);
  }

  /**
   * With one thing that is asked.
   *
   * @param name of the parameter
   * @param value null is left out
   * @return a copy
   */
  public Request query(String name, Object value) {
    return query(Collections.singletonMap(name, value));
  }

  /**
   * With JSON.
   *
   * @param json the body
   * @return a copy
   */
  public Request body(Json json) {
    return body("application/json", json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * With JSON.
   *
   * @param json writes the body, such as {@code request::write}
   * @return a copy
   */
  public Request body(Consumer<JsonWriter> json) {
    JsonWriter writer = new JsonWriter();
    json.accept(writer);
    return body("application/json", writer.toBytes());
  }

  /**
   * With bytes.
   *
   * @param mediaType of the bytes
   * @param bytes the body
   * @return a copy
   */
  public Request body(String mediaType, byte[] bytes) {
    return new Request(method, path, query, bytes.clone(), mediaType, accept, isSafe);
  }

  /**
   * With another media type of the answer.
   *
   * @param mediaType default application/json
   * @return a copy
   */
  public Request accept(String mediaType) {
    return new Request(method, path, query, body, type, mediaType, isSafe);
  }

  /**
   * Carries an id of the operation, so that twice is as once: it is sent again after a cut like a GET.
   *
   * @return a copy
   */
  public Request once() {
    return new Request(method, path, query, body, type, accept, true);
  }

  /** Method and path, without what is asked. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
