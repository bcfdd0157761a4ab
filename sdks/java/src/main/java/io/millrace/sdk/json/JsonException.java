package io.millrace.sdk.json;

/** Text that is no JSON, or JSON that is not what was expected. */
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Byte at which it was seen, from 0; −1 where it is about a value that was read before. */
  private final long at;

  /**
   * A fault of what was read.
   *
   * @param says what was expected and what was seen
   * @param at byte at which it was seen, from 0; −1 where it is about a value that was read before
   */
  public JsonException(String says, long at) {
    super(at < 0 ? says : says + " at byte " + at);
    this.at = at;
  }

  /**
   * Where it was seen.
   *
   * @return byte, from 0; −1 where it is about a value that was read before
   */
  public long at() {
    return at;
  }
}
