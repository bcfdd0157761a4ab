package io.millrace.sdk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a text/event-stream (WHATWG HTML §9.2.6). */
final class Events {
  private static final int LINE_MOST = 16 << 20;

  /** One event. */
  record Event(String kind, String data) {}

  private final InputStream from;
  private final byte[] bytes = new byte[8_192];
  private int place;
  private int limit;
  private boolean afterReturn;

  Events(InputStream from) {
    this.from = from;
  }

  /** The next event; null at the end. Comments and unknown fields are passed over, as the standard asks. */
  Event next() throws IOException {
    String kind = "";
    StringBuilder data = null;
    for (String line = line(); line != null; line = line()) {
      if (line.isEmpty()) {
        if (data != null) return new Event(kind.isEmpty() ? "message" : kind, data.toString());
        kind = "";
        continue;
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String text = colon < 0 ? "" : line.substring(line.startsWith(": ", colon) ? colon + 2 : colon + 1);
      if (field.equals("event")) kind = text;
      else if (field.equals("data")) {
        if (data == null) data = new StringBuilder(text);
        else data.append('\n').append(text);
      }
    }
    return null;
  }

  /** A line to CR LF, LF or CR; null where the stream ends before one. */
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    for (;;) {
      if (place == limit) {
        limit = Math.max(0, from.read(bytes));
        place = 0;
        if (limit == 0) return null;
      }
      byte b = bytes[place++];
      boolean second = afterReturn && b == '\n';
      afterReturn = b == '\r';
      if (second) continue;
      if (b == '\n' || b == '\r') return line.toString(StandardCharsets.UTF_8);
      if (line.size() == LINE_MOST) throw new IOException("an event of more than 16 MiB");
      line.write(b);
    }
  }
}
