// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may be asked of GET /devices.
 *
 * @param kind as {@link Kind}; null where it is missing
 * @param state stale: it was online when the platform stopped and has not spoken since; never: it was enrolled alone; null where it is missing
 * @param search Every word must occur in the name, path or description; case does not matter; at most 200 characters; null where it is missing
 * @param cursor The <code>next</code> of the page before; at most 1024 characters; null where it is missing
 * @param limit a whole number; 1 to 500; default 100; null where it is missing
 */
public record DeviceQuery(
    Kind kind,
    State state,
    String search,
    String cursor,
    Long limit) {
  /** Nothing said: everything, by the defaults. */
  public static final DeviceQuery ALL = new DeviceQuery(null, null, null, null, null);

  /**
   * What is said, by the names of the API.
   *
   * @return a map of its own
   */
  public Map<String, Object> parameters() {
    Map<String, Object> asked = new LinkedHashMap<>();
    if (kind != null) asked.put("kind", kind);
    if (state != null) asked.put("state", state);
    if (search != null) asked.put("search", search);
    if (cursor != null) asked.put("cursor", cursor);
    if (limit != null) asked.put("limit", limit);
    return asked;
  }

  /**
   * The same with another {@code kind}.
   *
   * @param kind as {@link Kind}; null where it is missing
   * @return a copy
   */
  public DeviceQuery kind(Kind kind) {
    return new DeviceQuery(kind, state, search, cursor, limit);
  }

  /**
   * The same with another {@code state}.
   *
   * @param state stale: it was online when the platform stopped and has not spoken since; never: it was enrolled alone; null where it is missing
   * @return a copy
   */
  public DeviceQuery state(State state) {
    return new DeviceQuery(kind, state, search, cursor, limit);
  }

  /**
   * The same with another {@code search}.
   *
   * @param search Every word must occur in the name, path or description; case does not matter; at most 200 characters; null where it is missing
   * @return a copy
   */
  public DeviceQuery search(String search) {
    return new DeviceQuery(kind, state, search, cursor, limit);
  }

  /**
   * The same with another {@code cursor}.
   *
   * @param cursor The <code>next</code> of the page before; at most 1024 characters; null where it is missing
   * @return a copy
   */
  public DeviceQuery cursor(String cursor) {
    return new DeviceQuery(kind, state, search, cursor, limit);
  }

  /**
   * The same with another {@code limit}.
   *
   * @param limit a whole number; 1 to 500; default 100; null where it is missing
   * @return a copy
   */
  public DeviceQuery limit(long limit) {
    return new DeviceQuery(kind, state, search, cursor, limit);
  }

  /**
   * Kind. A value that a newer platform adds is kept as it is.
   *
   * @param value as the platform says it
   */
  public record Kind(String value) {
    /** {@code edge_node}. */
    public static final Kind EDGE_NODE = new Kind("edge_node");

    /** {@code device}. */
    public static final Kind DEVICE = new Kind("device");

    @Override
    public String toString() {
      return value;
    }
  }

  /**
   * stale: it was online when the platform stopped and has not spoken since; never: it was enrolled alone. A value that a newer platform adds is kept as it is.
   *
   * @param value as the platform says it
   */
  public record State(String value) {
    /** {@code online}. */
    public static final State ONLINE = new State("online");

    /** {@code offline}. */
    public static final State OFFLINE = new State("offline");

    /** {@code stale}. */
    public static final State STALE = new State("stale");

    /** {@code never}. */
    public static final State NEVER = new State("never");

    @Override
    public String toString() {
      return value;
    }
  }
}
