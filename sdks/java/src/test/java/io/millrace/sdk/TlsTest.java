package io.millrace.sdk;

import static io.millrace.sdk.Tests.equal;
import static io.millrace.sdk.Tests.holds;
import static io.millrace.sdk.Tests.thrown;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A platform whose certificate is of its own authority. */
final class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private TlsTest() {}

  static void trustsWhatItIsToldAndNothingElse() throws Exception {
    Path folder = Files.createTempDirectory("millrace-tls-");
    Path file = folder.resolve("keys.p12");
    try {
      String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
      Process made = new ProcessBuilder(keytool, "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
          "san=dns:localhost", "-keystore", file.toString(), "-storepass", new String(PASSWORD), "-alias", "x")
          .redirectErrorStream(true).start();
      String said = new String(made.getInputStream().readAllBytes());
      holds(made.waitFor() == 0, said);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream stream = Files.newInputStream(file)) {
        keys.load(stream, PASSWORD);
      }
      SSLContext own = context(keys);
      HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(own));
      server.createContext("/", (exchange) -> {
        byte[] body = "{\"ok\":true}".getBytes();
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
      });
      server.start();
      try {
        String address = "https://localhost:" + server.getAddress().getPort();
        Request request = Request.of("GET", "/overview");
        holds(Millrace.at(address).tls(own).build().call(request).get("ok").asBoolean(), "it is trusted");
        Millrace stranger = Millrace.connect(address, null);
        MillraceException fault = thrown(MillraceException.Unreachable.class, () -> stranger.call(request));
        equal(fault.code(), "sdk.certificate");
        try (LiveValues values = stranger.points().live(List.of("p"))) {
          var end = thrown(MillraceException.class, () -> values.next(Duration.ofSeconds(30)));
          equal(end.code(), "sdk.certificate");
        }
        String other = address.replace("localhost", "127.0.0.1");
        equal(thrown(MillraceException.class, () -> Millrace.at(other).tls(own).build().call(request)).code(), "sdk.certificate");
      } finally {
        server.stop(0);
      }
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  /** Shows the key, and trusts its certificate. */
  private static SSLContext context(KeyStore keys) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("x", keys.getCertificate("x"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    shown.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
