// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may be asked of GET /points/&#123;id&#125;/m4.
 *
 * @param from Inclusive; default one hour before <code>to</code>; null where it is missing
 * @param to Exclusive; default now; null where it is missing
 * @param quality good (default): an uncertain value is as a bad one; uncertain: it is used (OPC UA Part 13 §4.2.1.2); null where it is missing
 * @param pixels Columns of pixels over the range; 1 to 10000; null where it is missing
 * @param grant Look through this grant, at what another organisation shares; null where it is missing
 */
public record PixelQuery(
    Instant from,
    Instant to,
    Quality quality,
    Long pixels,
    String grant) {
  /** Nothing said: everything, by the defaults. */
  public static final PixelQuery ALL = new PixelQuery(null, null, null, null, null);

  /**
   * What is said, by the names of the API.
   *
   * @return a map of its own
   */
  public Map<String, Object> parameters() {
    Map<String, Object> asked = new LinkedHashMap<>();
    if (from != null) asked.put("from", from);
    if (to != null) asked.put("to", to);
    if (quality != null) asked.put("quality", quality);
    if (pixels != null) asked.put("pixels", pixels);
    if (grant != null) asked.put("grant", grant);
    return asked;
  }

  /**
   * The same with another {@code from}.
   *
   * @param from Inclusive; default one hour before <code>to</code>; null where it is missing
   * @return a copy
   */
  public PixelQuery from(Instant from) {
    return new PixelQuery(from, to, quality, pixels, grant);
  }

  /**
   * The same with another {@code to}.
   *
   * @param to Exclusive; default now; null where it is missing
   * @return a copy
   */
  public PixelQuery to(Instant to) {
    return new PixelQuery(from, to, quality, pixels, grant);
  }

  /**
   * The same with another {@code quality}.
   *
   * @param quality good (default): an uncertain value is as a bad one; uncertain: it is used (OPC UA Part 13 §4.2.1.2); null where it is missing
   * @return a copy
   */
  public PixelQuery quality(Quality quality) {
    return new PixelQuery(from, to, quality, pixels, grant);
  }

  /**
   * The same with another {@code pixels}.
   *
   * @param pixels Columns of pixels over the range; 1 to 10000; null where it is missing
   * @return a copy
   */
  public PixelQuery pixels(long pixels) {
    return new PixelQuery(from, to, quality, pixels, grant);
  }

  /**
   * The same with another {@code grant}.
   *
   * @param grant Look through this grant, at what another organisation shares; null where it is missing
   * @return a copy
   */
  public PixelQuery grant(String grant) {
    return new PixelQuery(from, to, quality, pixels, grant);
  }

  /**
   * good (default): an uncertain value is as a bad one; uncertain: it is used (OPC UA Part 13 §4.2.1.2). A value that a newer platform adds is kept as it is.
   *
   * @param value as the platform says it
   */
  public record Quality(String value) {
    /** {@code good}. */
    public static final Quality GOOD = new Quality("good");

    /** {@code uncertain}. */
    public static final Quality UNCERTAIN = new Quality("uncertain");

    @Override
    public String toString() {
      return value;
    }
  }
}
