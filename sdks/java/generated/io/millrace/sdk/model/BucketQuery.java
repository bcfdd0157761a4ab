// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may be asked of GET /points/&#123;id&#125;/buckets.
 *
 * @param from Inclusive; default one hour before <code>to</code>; null where it is missing
 * @param to Exclusive; default now; null where it is missing
 * @param pixels Width of the chart; the bucket width follows from it; 1 to 10000; null where it is missing
 * @param width Width of a bucket, µs; goes before pixels; at least 1; null where it is missing
 * @param grant Look through this grant, at what another organisation shares; null where it is missing
 */
public record BucketQuery(
    Instant from,
    Instant to,
    Long pixels,
    Long width,
    String grant) {
  /** Nothing said: everything, by the defaults. */
  public static final BucketQuery ALL = new BucketQuery(null, null, null, null, null);

  /**
   * What is said, by the names of the API.
   *
   * @return a map of its own
   */
  public Map<String, Object> parameters() {
    Map<String, Object> asked = new LinkedHashMap<>();
    if (from != null) asked.put("from", from);
    if (to != null) asked.put("to", to);
    if (pixels != null) asked.put("pixels", pixels);
    if (width != null) asked.put("width", width);
    if (grant != null) asked.put("grant", grant);
    return asked;
  }

  /**
   * The same with another {@code from}.
   *
   * @param from Inclusive; default one hour before <code>to</code>; null where it is missing
   * @return a copy
   */
  public BucketQuery from(Instant from) {
    return new BucketQuery(from, to, pixels, width, grant);
  }

  /**
   * The same with another {@code to}.
   *
   * @param to Exclusive; default now; null where it is missing
   * @return a copy
   */
  public BucketQuery to(Instant to) {
    return new BucketQuery(from, to, pixels, width, grant);
  }

  /**
   * The same with another {@code pixels}.
   *
   * @param pixels Width of the chart; the bucket width follows from it; 1 to 10000; null where it is missing
   * @return a copy
   */
  public BucketQuery pixels(long pixels) {
    return new BucketQuery(from, to, pixels, width, grant);
  }

  /**
   * The same with another {@code width}.
   *
   * @param width Width of a bucket, µs; goes before pixels; at least 1; null where it is missing
   * @return a copy
   */
  public BucketQuery width(long width) {
    return new BucketQuery(from, to, pixels, width, grant);
  }

  /**
   * The same with another {@code grant}.
   *
   * @param grant Look through this grant, at what another organisation shares; null where it is missing
   * @return a copy
   */
  public BucketQuery grant(String grant) {
    return new BucketQuery(from, to, pixels, width, grant);
  }
}
