// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may be asked of GET /alarms.
 *
 * @param state States; without any: all that are annunciated, with commas between; at most 400 characters; null where it is missing
 * @param priority Priorities, with commas between; at most 400 characters; null where it is missing
 * @param asset At this asset and below; null where it is missing
 * @param search Every word must occur in the name, path or description; case does not matter; at most 200 characters; null where it is missing
 * @param cursor The <code>next</code> of the page before; at most 1024 characters; null where it is missing
 * @param limit a whole number; 1 to 500; default 100; null where it is missing
 * @param grant Look through this grant, at what another organisation shares; null where it is missing
 */
public record AlarmQuery(
    String state,
    String priority,
    String asset,
    String search,
    String cursor,
    Long limit,
    String grant) {
  /** Nothing said: everything, by the defaults. */
  public static final AlarmQuery ALL = new AlarmQuery(null, null, null, null, null, null, null);

  /**
   * What is said, by the names of the API.
   *
   * @return a map of its own
   */
  public Map<String, Object> parameters() {
    Map<String, Object> asked = new LinkedHashMap<>();
    if (state != null) asked.put("state", state);
    if (priority != null) asked.put("priority", priority);
    if (asset != null) asked.put("asset", asset);
    if (search != null) asked.put("search", search);
    if (cursor != null) asked.put("cursor", cursor);
    if (limit != null) asked.put("limit", limit);
    if (grant != null) asked.put("grant", grant);
    return asked;
  }

  /**
   * The same with another {@code state}.
   *
   * @param state States; without any: all that are annunciated, with commas between; at most 400 characters; null where it is missing
   * @return a copy
   */
  public AlarmQuery state(String state) {
    return new AlarmQuery(state, priority, asset, search, cursor, limit, grant);
  }

  /**
   * The same with another {@code priority}.
   *
   * @param priority Priorities, with commas between; at most 400 characters; null where it is missing
   * @return a copy
   */
  public AlarmQuery priority(String priority) {
    return new AlarmQuery(state, priority, asset, search, cursor, limit, grant);
  }

  /**
   * The same with another {@code asset}.
   *
   * @param asset At this asset and below; null where it is missing
   * @return a copy
   */
  public AlarmQuery asset(String asset) {
    return new AlarmQuery(state, priority, asset, search, cursor, limit, grant);
  }

  /**
   * The same with another {@code search}.
   *
   * @param search Every word must occur in the name, path or description; case does not matter; at most 200 characters; null where it is missing
   * @return a copy
   */
  public AlarmQuery search(String search) {
    return new AlarmQuery(state, priority, asset, search, cursor, limit, grant);
  }

  /**
   * The same with another {@code cursor}.
   *
   * @param cursor The <code>next</code> of the page before; at most 1024 characters; null where it is missing
   * @return a copy
   */
  public AlarmQuery cursor(String cursor) {
    return new AlarmQuery(state, priority, asset, search, cursor, limit, grant);
  }

  /**
   * The same with another {@code limit}.
   *
   * @param limit a whole number; 1 to 500; default 100; null where it is missing
   * @return a copy
   */
  public AlarmQuery limit(long limit) {
    return new AlarmQuery(state, priority, asset, search, cursor, limit, grant);
  }

  /**
   * The same with another {@code grant}.
   *
   * @param grant Look through this grant, at what another organisation shares; null where it is missing
   * @return a copy
   */
  public AlarmQuery grant(String grant) {
    return new AlarmQuery(state, priority, asset, search, cursor, limit, grant);
  }
}
