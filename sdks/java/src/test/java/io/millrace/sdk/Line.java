package io.millrace.sdk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A bad line: each request meets the next of what was told, byte for byte; the last of it stays. */
final class Line implements AutoCloseable {
  /** Nothing comes back, and the link stays. */
  static final String SILENCE = "silence";
  /** The link ends. */
  static final String CUT = "";

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final BlockingQueue<String> next = new LinkedBlockingQueue<>();
  private final List<Socket> links = new CopyOnWriteArrayList<>();
  private volatile String last = CUT;
  /** Heads and bodies of requests, as they came. */
  final List<String> seen = new CopyOnWriteArrayList<>();

  Line(String... answers) throws IOException {
    next.addAll(List.of(answers));
    Thread thread = new Thread(this::serve);
    thread.setDaemon(true);
    thread.start();
  }

  static String answer(int status, String headers, String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return "HTTP/1.1 " + status + " x\r\ncontent-length: " + length + "\r\nconnection: close\r\n" + headers + "\r\n" + body;
  }

  /** An event stream that stays open after its events. */
  static String stream(String events) {
    return "HTTP/1.1 200 x\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n" + events + SILENCE;
  }

  Millrace client() {
    return Millrace.connect(address(), "mrk_secret-of-the-test");
  }

  String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** Ends every link that stands. */
  void cut() throws IOException {
    for (Socket link : links) link.close();
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket link = server.accept();
        links.add(link);
        seen.add(request(link.getInputStream()));
        String answer = next.poll();
        last = answer == null ? last : answer;
        boolean stays = last.endsWith(SILENCE);
        String bytes = stays ? last.substring(0, last.length() - SILENCE.length()) : last;
        link.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
        link.getOutputStream().flush();
        if (!stays) link.close();
      } catch (IOException closed) {
        // The test is over, or the client left.
      }
    }
  }

  private static String request(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int length = -1;
    while (length < 0) {
      int next = in.read();
      if (next < 0) throw new IOException("left");
      bytes.write(next);
      String head = bytes.toString(StandardCharsets.UTF_8);
      if (head.endsWith("\r\n\r\n")) {
        String lower = head.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length: ");
        length = at < 0 ? 0 : Integer.parseInt(lower.substring(at + 16, lower.indexOf('\r', at)));
      }
    }
    bytes.write(in.readNBytes(length));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
