// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may be asked of GET /points.
 *
 * @param asset Points of this asset and of everything below it; null where it is missing
 * @param device UUID; null where it is missing
 * @param search Every word must occur in the name, path or description; case does not matter; at most 200 characters; null where it is missing
 * @param cursor The <code>next</code> of the page before; at most 1024 characters; null where it is missing
 * @param limit a whole number; 1 to 500; default 100; null where it is missing
 * @param grant Look through this grant, at what another organisation shares; null where it is missing
 */
public record PointQuery(
    String asset,
    String device,
    String search,
    String cursor,
    Long limit,
    String grant) {
  /** Nothing said: everything, by the defaults. */
  public static final PointQuery ALL = new PointQuery(null, null, null, null, null, null);

  /**
   * What is said, by the names of the API.
   *
   * @return a map of its own
   */
  public Map<String, Object> parameters() {
    Map<String, Object> asked = new LinkedHashMap<>();
    if (asset != null) asked.put("asset", asset);
    if (device != null) asked.put("device", device);
    if (search != null) asked.put("search", search);
    if (cursor != null) asked.put("cursor", cursor);
    if (limit != null) asked.put("limit", limit);
    if (grant != null) asked.put("grant", grant);
    return asked;
  }

  /**
   * The same with another {@code asset}.
   *
   * @param asset Points of this asset and of everything below it; null where it is missing
   * @return a copy
   */
  public PointQuery asset(String asset) {
    return new PointQuery(asset, device, search, cursor, limit, grant);
  }

  /**
   * The same with another {@code device}.
   *
   * @param device UUID; null where it is missing
   * @return a copy
   */
  public PointQuery device(String device) {
    return new PointQuery(asset, device, search, cursor, limit, grant);
  }

  /**
   * The same with another {@code search}.
   *
   * @param search Every word must occur in the name, path or description; case does not matter; at most 200 characters; null where it is missing
   * @return a copy
   */
  public PointQuery search(String search) {
    return new PointQuery(asset, device, search, cursor, limit, grant);
  }

  /**
   * The same with another {@code cursor}.
   *
   * @param cursor The <code>next</code> of the page before; at most 1024 characters; null where it is missing
   * @return a copy
   */
  public PointQuery cursor(String cursor) {
    return new PointQuery(asset, device, search, cursor, limit, grant);
  }

  /**
   * The same with another {@code limit}.
   *
   * @param limit a whole number; 1 to 500; default 100; null where it is missing
   * @return a copy
   */
  public PointQuery limit(long limit) {
    return new PointQuery(asset, device, search, cursor, limit, grant);
  }

  /**
   * The same with another {@code grant}.
   *
   * @param grant Look through this grant, at what another organisation shares; null where it is missing
   * @return a copy
   */
  public PointQuery grant(String grant) {
    return new PointQuery(asset, device, search, cursor, limit, grant);
  }
}
